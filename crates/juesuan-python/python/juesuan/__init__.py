"""Published Chinese final accounts (部门决算) as validated, typed tables.

>>> import juesuan
>>> report = juesuan.read("fixtures/page-cut-panels/input.md").check()
>>> report.table("observations").to_pandas()  # doctest: +SKIP
"""

from ._documents import convert, files, read, scan
from ._juesuan import JuesuanError, RuleError, UnreadableError, __version__, table_names
from ._report import Report, Table

__all__ = [
    "JuesuanError",
    "Report",
    "RuleError",
    "Table",
    "UnreadableError",
    "__version__",
    "convert",
    "files",
    "read",
    "scan",
    "table_names",
]
