"""What was done to a paper, for people and for programs.

    summarize(document, ledger) ──▶ Report ──▶ text.render      the terminal
                                          ├──▶ html.render      one file for a browser
                                          └──▶ machine.render   the same as JSON
    diff.unified(source, ledger)              extracted.txt to restored.txt, for `patch`

Every renderer is a fold over the same `Report`, so all of them say the same.
"""
