"""A document that was read, and its tables."""

from __future__ import annotations

import html as _html
import json as _json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import _juesuan

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """Rows of one table of the data package, as Arrow data.

    Everything that takes the Arrow PyCapsule interface takes it as it is: ``pyarrow.table(table)``,
    ``polars.DataFrame(table)``, DuckDB. Amounts are exact decimals.
    """

    def __init__(self, native: _juesuan.Table) -> None:
        self._native = native

    def __len__(self) -> int:
        return len(self._native)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pyarrow.Table:
        """The rows as a ``pyarrow.Table``, without a copy."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame of pandas; amounts are ``decimal.Decimal``."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The rows as a data frame of polars, without a copy."""
        import polars

        return polars.DataFrame(self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows as dictionaries."""
        for batch in self.to_arrow().to_batches():
            yield from batch.to_pylist()

    def __repr__(self) -> str:
        return f"<juesuan.Table: {len(self)} rows of {', '.join(self.columns)}>"


class Report:
    """A document that was read: tables, facts, programmes, and after :meth:`check` findings."""

    def __init__(self, native: _juesuan.Report) -> None:
        self._native = native

    def check(self, rules: Iterable[str] | None = None, formulas: str | None = None) -> Report:
        """Applies the rules with these ids or of these families, else all, and those of a text of formulas.

        Returns the report itself. Raises :class:`juesuan.RuleError` for a rule that does not exist.
        """
        self._native.check(None if rules is None else list(rules), formulas)
        return self

    def table(self, name: str) -> Table:
        """The rows of one table of the data package: ``observations``, ``facts``, ``findings`` …

        :func:`juesuan.table_names` lists them all.
        """
        return Table(self._native.table(name))

    @property
    def name(self) -> str:
        """The name under which the document was read."""
        return self._native.name

    @property
    def entity(self) -> str | None:
        """The public body that publishes the document."""
        return self._native.entity

    @property
    def year(self) -> int | None:
        """The fiscal year reported on."""
        return self._native.year

    @property
    def kind(self) -> str | None:
        """What kind of document it is: ``department_accounts``, ``budget`` …"""
        return self._native.kind

    @property
    def text(self) -> str:
        """The text that was read. Positions in tables count bytes of its UTF-8."""
        return self._native.text

    @property
    def checks(self) -> dict[str, int]:
        """How many rules passed, found something, lacked data or did not apply."""
        return self._native.checks

    @property
    def tables(self) -> list[dict[str, Any]]:
        """The tables of the document: id, title, unit, place."""
        return list(self.table("tables").rows())

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What the rules found."""
        return list(self.table("findings").rows())

    @property
    def programmes(self) -> list[dict[str, Any]]:
        """The programmes with budget, execution and scores."""
        return list(self.table("programmes").rows())

    def json(self) -> dict[str, Any]:
        """The whole report, in the form of ``juesuan convert --to json``."""
        return _json.loads(self._native.json())

    def html(self) -> str:
        """The review page: one HTML file with source, tables and findings side by side."""
        return self._native.html()

    def markdown(self) -> str:
        """The report as Markdown."""
        return self._native.markdown()

    def source_of(self, row: dict[str, Any]) -> str:
        """The characters that a row with ``start`` and ``end`` was read from."""
        return self.text.encode()[row["start"] : row["end"]].decode()

    def __repr__(self) -> str:
        return repr(self._native)

    def _repr_html_(self) -> str:
        lines = self.text.splitlines()
        head = " · ".join(str(part) for part in (self.entity, self.year, self.name) if part)
        cards = []
        for finding in self.findings:
            first = str(finding["lines"] or "").split(";")[0]
            source = lines[int(first) - 1].strip() if first and int(first) <= len(lines) else ""
            cards.append(
                f"<tr><td>{_html.escape(finding['rule'])}</td><td>{_html.escape(finding['severity'])}</td>"
                f"<td>{_html.escape(finding['message'])}</td>"
                f"<td>{_html.escape(first)}</td><td><code>{_html.escape(source[:80])}</code></td></tr>"
            )
        body = "".join(cards) or "<tr><td>–</td></tr>"
        return f"<p><b>{_html.escape(head)}</b></p><table>{body}</table>"
