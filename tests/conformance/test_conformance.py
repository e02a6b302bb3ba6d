"""The Open Cron Pattern Specification, as tables beside this file; ``ocps-1.0.txt`` explains the columns."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest
from table_rows import TABLES, rows

import cronexpr
from cronexpr._parser import parse_fields
from cronexpr.dialects import STANDARD
from cronexpr.errors import CronSyntaxError

FOLDER = Path(__file__).parent
TABLE_NAMES = sorted(path.name for path in FOLDER.glob("*.txt"))
ROWS = [(name, *row) for name in TABLE_NAMES for row in rows(f"../conformance/{name}")]


def _asking(*questions: str) -> list[tuple[str, str, str]]:
    """Return rule, text and answer of the rows that ask one of *questions*."""
    found = [(rule, _text(text), answer) for _, rule, text, question, answer in ROWS if question in questions]
    assert found
    return found


def _text(written: str) -> str:
    return written.encode("ascii", "backslashreplace").decode("unicode_escape")


def _meaning(text: str) -> list[tuple[object, ...]]:
    fields = parse_fields(text, STANDARD)
    assert fields is not None
    return [(field.mask, field.calendar) for field in fields]


def test_every_table_of_the_specification_is_there() -> None:
    assert [name for name in TABLE_NAMES if name.startswith("ocps")] == [f"ocps-1.{n}.txt" for n in range(5)]
    assert TABLES.parent == FOLDER.parent


def test_every_rule_and_every_ambiguity_has_a_row() -> None:
    expected = {str(rule) for rule in range(1, 38)} | {f"A{number}" for number in range(1, 13)}
    assert {rule for _, rule, *_ in ROWS} == expected


def test_a_note_gives_its_reason() -> None:
    notes = [answer for *_, question, answer in ROWS if question == "note"]
    assert notes
    assert all(len(note) > 30 for note in notes)


@pytest.mark.parametrize(("rule", "text", "code"), _asking("error"))
def test_what_must_be_refused(rule: str, text: str, code: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields(text, STANDARD)
    assert caught.value.problems[0].code == code
    assert not cronexpr.is_valid(text)


@pytest.mark.parametrize(("rule", "text", "answer"), _asking("parses"))
def test_what_must_be_read(rule: str, text: str, answer: str) -> None:
    assert cronexpr.is_valid(text)
    assert str(cronexpr.parse(text)) == text


@pytest.mark.parametrize(("rule", "text", "other"), _asking("means"))
def test_what_means_the_same(rule: str, text: str, other: str) -> None:
    assert _meaning(text) == _meaning(other)


@pytest.mark.parametrize(
    ("rule", "text", "start", "expected"),
    [
        (rule, _text(text), question, answer)
        for _, rule, text, question, answer in ROWS
        if question[0].isdigit()
    ],
)
def test_when_it_occurs(rule: str, text: str, start: str, expected: str) -> None:
    expr = cronexpr.parse(text)
    begin = datetime.fromisoformat(start)
    if expected == "never":
        assert expr.next(begin, inclusive=True) is None
        return
    wanted = [datetime.fromisoformat(moment) for moment in expected.split()]
    assert list(islice(expr.occurrences(begin), len(wanted))) == wanted
    assert expr.next(begin, inclusive=True) == wanted[0]
