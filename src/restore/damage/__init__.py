"""Kinds of damage, one file each: how it is found, and what could mend it.  See `view.py`."""
