"""How true the confidences are: damage made with known truth, and the table fitted on it.

    sources ──generate──▶ cases ──judge──▶ trials (kind, score, right?) ──fit──▶ confidence.tsv

Nothing here imports a kind of damage: who calls hands the kinds in, and a kind of its own may be
weighed the same way.  `make calibrate` runs the whole of it.
"""
