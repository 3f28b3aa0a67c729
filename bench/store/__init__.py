"""Durable acts a second against plain single-row INSERT commits on the same database."""
