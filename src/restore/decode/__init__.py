"""Reads lines that lost letters where no list helps: from what is left, from widths, from words.

    line ──observe──▶ atoms and gaps ──channel──▶ which letters are lost, how gaps show
         ──skeletons──▶ words that fit each stretch ──lattice──▶ readings with posteriors

`model` holds the types; `zone` reads all lines of one damaged zone together, which is how the
channel is learned.  Nothing here changes a text: `damage/` decides what to propose.
"""
