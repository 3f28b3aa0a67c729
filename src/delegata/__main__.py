"""`python -m delegata` is the command line."""

import sys

from delegata.cli import main

if __name__ == "__main__":
    sys.exit(main())
