"""Procedural motions by device, their precedence and effects; rulings of the chair and appeals."""
