"""The witnesses: what they know, and how much each of them is worth.

words         is it a word, how common is it
authorities   dictionaries of names, places, terms and series: the lists that come along
              and those a user adds (dictionary_lines: what can be wrong with a file of them)
gazetteer     towns of the world of this literature, read only when asked for
channel       what a broken font or extraction did to the letters, learned from the text
"""
