"""Reading the test tables: text files of rows whose columns are separated by ``|``."""

from __future__ import annotations

from pathlib import Path

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of the table *name*, without comments; an empty table is an error, not a pass."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    found = [
        tuple(column.strip() for column in line.split("|"))
        for line in lines
        if line.strip() and not line.startswith("#")
    ]
    if not found:
        raise ValueError(f"the table {name} has no rows")
    return found
