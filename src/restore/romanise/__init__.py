"""Romanisation: how a name in another script is written in Latin letters, system by system.

Nothing here knows a paper or a dictionary: native spelling in, Latin spellings out, and the way
back, which is one-to-many: the native syllables that a Latin spelling can stand for.
"""
