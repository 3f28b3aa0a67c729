"""Ballot files in the forms that circulate: each module reads bytes into a profile and writes it back."""
