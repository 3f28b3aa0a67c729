"""A congress of 300 simulated delegates, run start to end with nobody's help: `make tour`."""
