"""The pages: one view an address, thin over readers."""
