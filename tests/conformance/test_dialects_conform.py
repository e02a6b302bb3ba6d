"""What each dialect reads, refuses and means: ``dialects/``, where ``vixie.txt`` explains the columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_rows import rows

import cronexpr
from cronexpr.dialects import dialect_names, get_dialect
from cronexpr.errors import CronSyntaxError

NAMES = sorted(path.stem for path in (Path(__file__).parent / "dialects").glob("*.txt"))
ROWS = [(name, *row) for name in NAMES for row in rows(f"../conformance/dialects/{name}.txt")]


def _asking(*verdicts: str) -> list[tuple[str, str, str]]:
    found = [(name, _text(text), answer) for name, text, verdict, answer in ROWS if verdict in verdicts]
    assert found
    return found


def _text(written: str) -> str:
    return written.encode("ascii", "backslashreplace").decode("unicode_escape")


def test_every_dialect_but_the_standards_has_a_table() -> None:
    assert set(NAMES) == set(dialect_names()) - {"standard", "extended"}


@pytest.mark.parametrize(("name", "text", "meaning"), _asking("ok"))
def test_what_is_read_means_what_the_table_says(name: str, text: str, meaning: str) -> None:
    expr = cronexpr.parse(text, dialect=name, seed="x")
    assert expr.equivalent(cronexpr.parse(meaning, dialect="extended"))
    assert cronexpr.is_valid(text, dialect=name)


@pytest.mark.parametrize(("name", "text", "other"), _asking("same"))
def test_what_is_drawn_alike_means_the_same(name: str, text: str, other: str) -> None:
    for seed in map(str, range(20)):
        one, two = (cronexpr.parse(each, dialect=name, seed=seed) for each in (text, other))
        assert one.equivalent(two)


@pytest.mark.parametrize(
    ("name", "text", "code", "words"),
    [(name, _text(text), code, words) for name, text, code, words in ROWS if code.startswith("CRON")],
)
def test_what_is_refused_says_why(name: str, text: str, code: str, words: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        cronexpr.parse(text, dialect=name, seed="x")
    first = caught.value.problems[0]
    assert first.code == code
    assert words in first.message
    assert not cronexpr.is_valid(text, dialect=name)
    for offer in (first.fix, first.suggestion):
        if offer is not None and len(caught.value.problems) == 1:
            assert cronexpr.is_valid(offer, dialect=name)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [(name, value, answer) for name, text, value, answer in ROWS if text == "dialect"],
)
def test_what_else_the_record_says(name: str, value: str, expected: str) -> None:
    assert str(getattr(get_dialect(name), value)) == expected
    if value == "dst":
        text = next(_text(text) for other, text, verdict, _ in ROWS if (other, verdict) == (name, "ok"))
        assert cronexpr.parse(text, dialect=name, seed="x").dst == expected
