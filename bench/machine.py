"""The machine that a benchmark ran on, named in its table."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processor, cores and Python in one line."""
    cpu = next((line.partition(":")[2].strip()
                for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
                if line.startswith("model name")), platform.machine())  # fmt: skip
    return f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}"
