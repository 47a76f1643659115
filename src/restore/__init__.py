"""Repairs the damaged text of scholarly papers, and records every change with its reason."""
