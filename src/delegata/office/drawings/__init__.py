"""Drawings: plain values in, SVG out. Looks come from the stylesheet by class."""
