"""The hall: the fast path beside the office, on the same address."""
