"""What all tests share: the cast can be imported from every folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
