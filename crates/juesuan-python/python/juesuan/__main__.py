"""``python -m juesuan``."""

import sys

from ._command import main

sys.exit(main())
