"""Documents by their files: one, many to a folder of outputs, many as a stream of tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from . import _juesuan
from ._report import Report, Table

#: Endings of the files that are taken from a folder.
ENDINGS = frozenset(f".{ending}" for ending in _juesuan.endings())

PathLike = str | os.PathLike[str]


def read(
    source: PathLike | bytes,
    name: str | None = None,
    encoding: str | None = None,
    *,
    ocr: bool = False,
    max_seconds: int | None = None,
) -> Report:
    """Reads one document from a file or from its bytes.

    ``name`` is what it is called in all tables: by default the name of the file. Raises
    :class:`juesuan.UnreadableError` where the format or encoding cannot be read. ``ocr`` recognises characters on pages
    of a PDF that are pictures, with tesseract where it is installed; ``max_seconds`` is the longest that reading may take.
    """
    how = {"encoding": encoding, "ocr": ocr, "max_seconds": max_seconds}
    if isinstance(source, bytes):
        return Report(_juesuan.read_bytes(source, name or "document", **how))
    path = Path(source)
    return Report(_juesuan.read_bytes(path.read_bytes(), name or path.name, **how))


def files(paths: PathLike | Iterable[PathLike]) -> Iterator[tuple[Path, str]]:
    """The files under some paths in order, each with the name that its document gets."""
    for path in map(Path, [paths] if isinstance(paths, (str, os.PathLike)) else paths):
        if not path.is_dir():
            yield path, path.name
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if Path(name).suffix.lower() in ENDINGS and not name.startswith("."):
                    file = Path(folder) / name
                    yield file, file.relative_to(path).as_posix()


def scan(
    paths: PathLike | Iterable[PathLike],
    table: str = "observations",
    *,
    check: bool = False,
    on_error: Literal["raise", "skip"] = "raise",
) -> Iterator[Table]:
    """The rows of one table, document by document; nothing of a document is kept.

    ``check`` applies all rules first, which ``checks`` and ``findings`` need. A document that cannot be read ends the
    scan, or with ``on_error="skip"`` is passed by.
    """
    if table not in _juesuan.table_names():
        raise _juesuan.JuesuanError(f"{table}: no table of the data package")
    for path, name in files(paths):
        try:
            report = read(path, name)
        except (_juesuan.UnreadableError, OSError):
            if on_error == "raise":
                raise
            continue
        yield (report.check() if check else report).table(table)


#: Exit codes of a command that a signal stopped are above this one, as shells have it.
STOPPED = 128


def convert(
    paths: PathLike | Iterable[PathLike],
    out: PathLike,
    to: Iterable[str] = ("csv",),
    jobs: int | None = None,
    quiet: bool = False,
) -> None:
    """Converts files and folders as ``juesuan convert`` does, on all cores.

    It says what it did as the command does; ``quiet`` leaves the names of the files alone.

    Raises :class:`juesuan.JuesuanError` where a document could not be read; the others are written all the same, and
    ``documents`` says which was not. Raises :class:`KeyboardInterrupt` where it was stopped, and then nothing is written.
    """
    paths = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    words = ["juesuan", "convert", "--out", os.fspath(out), "--to", ",".join(to)]
    if jobs is not None:
        words += ["--jobs", str(jobs)]
    if quiet:
        words.append("--quiet")
    code = _juesuan.run([*words, "--", *map(os.fspath, paths)])
    if code > STOPPED:
        raise KeyboardInterrupt
    if code == 2:
        raise _juesuan.JuesuanError("some documents could not be read; see the messages above")
