"""Scenario files: acts in plain text that a secretary can read and write. Pure."""
