"""The record: canonical bytes, leaves and trees, signed checkpoints. Pure."""
