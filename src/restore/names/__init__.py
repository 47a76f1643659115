"""The names of a paper: found in its text, grouped by whom they mean, held against the authorities.

    text ──mentions──▶ Mention ──roster──▶ Roster ◀──decisions── person
                                  ▲
                    index of the dictionaries' names

Nothing here changes a text.  `damage/names.py` proposes, `restore names` shows.
"""
