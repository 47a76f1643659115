"""Repairs the damaged text of scholarly papers, and records every change with its reason.

file ──read──▶ Document ──damage──▶ proposals ──confidence──▶ Ledger ──export──▶ restored text
                                                                 └──report──▶ diff for people

>>> import restore
>>> restore.repair_text("It was a diﬀerent question.").text
'It was a different question.'
"""

from restore.errors import RestoreError
from restore.ledger import Correction, Decision, Evidence, Finding, Ledger
from restore.page import Document
from restore.paper import Paper, repair, repair_text

__all__ = [
    "Correction",
    "Decision",
    "Document",
    "Evidence",
    "Finding",
    "Ledger",
    "Paper",
    "RestoreError",
    "repair",
    "repair_text",
]
