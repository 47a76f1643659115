"""The restored text as files other people and programs read."""
