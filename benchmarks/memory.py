"""How many bytes a parsed expression takes, and what its first use adds; counted by tracemalloc."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from cases import seen_texts, unseen_texts
from libraries import Ours
from report import arguments, finish, print_table

if TYPE_CHECKING:
    from collections.abc import Callable

PARSED_GOAL = 600.0
PLAN_GOAL = 1024.0
START = datetime(2026, 1, 1)


def _grown(work: Callable[[], object]) -> int:
    """Return the bytes that are in use after *work* and were not before."""
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    kept = work()
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    del kept
    return grown


def bytes_per_expression(number: int = 10_000) -> float:
    """Return the bytes of one of *number* distinct expressions, tables shared by them included.

    The texts themselves, which the caller has anyway, are not counted.
    """
    library = Ours()
    texts = seen_texts(number)
    library.forget()
    tracemalloc.start()
    try:
        return _grown(lambda: list(map(library.parse, texts))) / len(texts)
    finally:
        tracemalloc.stop()


def bytes_of_first_use(texts: list[str], shared: list[str]) -> dict[str, float]:
    """Return the bytes an expression that each further kind of use adds, over *texts*.

    The expressions *shared* are used first, and their tables are not counted.
    """
    library = Ours()
    library.forget()
    used = [library.api.parse(text) for text in shared]
    for use in USES.values():
        use(used)
    expressions = [library.api.parse(text) for text in texts]
    tracemalloc.start()
    try:
        return {name: _grown(partial(use, expressions)) / len(texts) for name, use in USES.items()}
    finally:
        tracemalloc.stop()


def everyday_first_use() -> dict[str, float]:
    """Return the same for schedules that differ, but share their minutes, hours and weekdays with others."""
    texts = seen_texts()
    return bytes_of_first_use(texts[5::97], texts[:60] + texts[::60])


def _next(expressions: list[Any]) -> None:
    for expr in expressions:
        expr.next(START)


def _next_in_many_years(expressions: list[Any]) -> None:
    for expr in expressions:
        for month in range(28 * 12):
            expr.next(START + timedelta(days=30 * month))


def _iterate(expressions: list[Any]) -> None:
    for expr in expressions:
        next(expr.occurrences(START))


def _count(expressions: list[Any]) -> None:
    for expr in expressions:
        expr.count(START, START.replace(year=2100))


USES = {"next": _next, "next over 28 years": _next_in_many_years, "iterate": _iterate, "count": _count}
"""What is done with parsed expressions, in this order."""


def main() -> None:
    options = arguments(__doc__)
    result = {
        "parsed": bytes_per_expression(1_000 if options.quick else 10_000),
        "first use, fields shared": everyday_first_use(),
        "first use, fields of its own": bytes_of_first_use(unseen_texts(200), []),
    }
    if not options.json:
        rows = [("parsed", f"{result['parsed']:.0f}")]
        for title, uses in result.items():
            if isinstance(uses, dict):
                rows += [(f"{title}: {name} adds", f"{size:.0f}") for name, size in uses.items()]
        print_table(("memory", "bytes an expression"), rows)
    finish("memory", result, options)


if __name__ == "__main__":
    main()
