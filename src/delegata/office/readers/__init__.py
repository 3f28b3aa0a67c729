"""What pages show, read from folded records into plain values; everything here is public."""
