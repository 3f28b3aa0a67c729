"""Delegata runs a federation of councils whose every seat, vote and decree can be traced."""
