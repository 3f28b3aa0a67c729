"""The store: records in PostgreSQL, folded in memory. The only place with SQL."""
