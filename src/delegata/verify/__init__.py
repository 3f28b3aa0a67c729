"""The verifier: reads an exported record, and says that all is well or where it is not.

Pure but for the reading of files; it needs no server and no database.
"""
