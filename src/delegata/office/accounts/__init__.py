"""Accounts: how a person of the register signs in. What they may do is never kept here."""
