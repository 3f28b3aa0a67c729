"""Spreadsheets of members: read as secretaries have them, judged row by row, written again."""
