"""The composition root: one process, one address, the office and the hall over one store."""
