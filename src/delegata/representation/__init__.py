"""The mathematics of representation: apportionment, counting, majorities, lots. Pure."""
