"""The command ``juesuan``."""

import sys

from ._juesuan import run


def main() -> int:
    """Runs the command line of this process and gives its exit code."""
    return run(["juesuan", *sys.argv[1:]], [sys.executable, "-m", "juesuan"])
