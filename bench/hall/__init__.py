"""Durable ballots a second with receipts, beside bare endpoints on the same database."""
