"""What a preview costs a form: over what people type, over what they mistype, and over what is meant to hurt.

    python benchmarks/preview.py

Prints, in microseconds of processor time, the median and the dearest input of each set: the first time, when
nothing of the text is remembered, and again.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from cases import ACCEPTED, REFUSED
from libraries import Ours

from cronexpr.forms import MAX_LENGTH, preview

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
ROUNDS = 5
LIMITS: dict[str, Any] = {"min_interval": timedelta(minutes=5), "must_fire": True, "strict": True}
TABLES = Path(__file__).parent.parent / "tests/tables"

# A gap in spring eats all occurrences of these, for ever: the proof is the longest search there is.
EATEN = [f"*/{step} 2 * 3 0L" for step in range(20, 40)]
# What a process has met before: it knows the language, say, but none of the texts.
OTHERS = ("1 1 1 1 *", "0 9 * * 1-5", "*/7 9 13 1 5", "61 * * * *")
CHOICES: list[dict[str, Any]] = [
    {"tz": "Mars/Olympus"},
    {"tz": "america/new_yrok"},
    {"tz": "america/indiana/knxo"},
    {"tz": "Tokyo"},
    {"tz": "x" * 10_000},
    {"tz": "\x00\ud800"},
    {"tz": 5},
    {"dialect": "quarzt"},
    {"dialect": "x" * 10_000},
    {"locale": "-" * 10_000},
    {"seed": []},
]


def _typed(name: str) -> list[str]:
    """Return the texts of a table of the tests, each as far as it was typed at some moment."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    texts = [line.partition("|")[0].strip() for line in lines if line.strip() and line[0] not in "#^"]
    found = [text.encode("ascii", "backslashreplace").decode("unicode_escape") for text in texts]
    return list(dict.fromkeys([text[:stop] for text in found for stop in (len(text) // 2, len(text))]))


def sets() -> Iterator[tuple[str, list[tuple[object, dict[str, Any]]]]]:
    """Yield the sets of inputs by name: each a text and options."""
    zoned = {"tz": "Europe/Berlin"}
    cut = [text[:length] for text in (*ACCEPTED, *REFUSED) for length in (MAX_LENGTH, None)]
    foreign = [char * length for char in "\U0001f552\u05d0\ud800\x00<" for length in (MAX_LENGTH, 10_000)]
    yield "everyday texts, half typed and whole", [(text, zoned) for text in _typed("descriptions.txt")]
    yield "everyday texts, all limits", [(text, zoned | LIMITS) for text in _typed("descriptions.txt")]
    yield "mistyped texts", [(text, zoned | LIMITS) for text in _typed("errors.txt")]
    strangers: list[object] = [*cut, *foreign, None, []]
    yield "hostile texts, all limits", [(text, zoned | LIMITS) for text in strangers]
    yield "all occurrences in gaps", [(text, zoned | LIMITS | {"dialect": "extended"}) for text in EATEN]
    yield "wrong zones, dialects, languages", [("0 9 * * *", choice) for choice in CHOICES]


def cost(library: Ours, text: object, options: dict[str, Any]) -> tuple[float, float]:
    """Return the microseconds of the first preview, and of one that came before."""
    firsts: list[float] = []
    others: list[float] = []
    for _ in range(ROUNDS):
        library.forget(zones=False)
        for other in OTHERS:
            preview(other, now=NOW, **options)
        for taken in (firsts, others):
            start = process_time()
            preview(text, now=NOW, **options)
            taken.append((process_time() - start) * 1e6)
    return min(firsts), min(others)


def main() -> int:
    """Print the table."""
    library = Ours()
    # What happens once in a process is not the preview's: modules, the list of zones, a zone's changes.
    for case, options in [each for _, cases in sets() for each in cases]:
        preview(case, now=NOW, **options)
    print(f"{'microseconds':<38}{'inputs':>7}{'median':>8}{'again':>8}{'worst':>8}{'again':>8}  the dearest")
    for name, cases in sets():
        costs = [(*cost(library, text, options), text, options) for text, options in cases]
        first, again, text, options = max(costs, key=lambda each: each[0])
        dearest = text if name != "wrong zones, dialects, languages" else options
        shown = ascii(dearest)[:40]
        print(
            f"{name:<38}{len(cases):>7}{median([each[0] for each in costs]):>8.0f}"
            f"{median([each[1] for each in costs]):>8.0f}{first:>8.0f}{again:>8.0f}  {shown}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
