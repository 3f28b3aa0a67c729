"""The domain: what councils do, what it takes, and what is true of them afterwards. Pure."""
