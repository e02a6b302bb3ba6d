from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from hashlib import shake_128
from pathlib import Path

import pytest

import cronexpr
from cronexpr._drawing import draw
from cronexpr._parser import READERS, parse_fields
from cronexpr.dialects import get_dialect
from cronexpr.errors import CronOptionError, CronSyntaxError
from cronexpr.fields import FieldSet
from cronexpr.terms import Hashed, Span

SEEDS = [f"job-{number}" for number in range(3000)]


def _field(text: str, name: str, seed: str, dialect: str = "jenkins") -> FieldSet:
    fields = parse_fields(text, get_dialect(dialect), seed)
    assert fields is not None
    return next(field for field in fields if field.name == name)


def _chi_square(counts: Counter[int], choices: int) -> float:
    expected = sum(counts.values()) / choices
    return sum((counts[value] - expected) ** 2 / expected for value in range(choices))


# The 99.9th percentiles of chi-square with so many degrees of freedom.
LIMITS = {2: 13.82, 6: 22.46, 11: 31.26, 14: 36.12, 23: 49.73, 27: 55.48, 29: 58.30, 59: 98.32}


@pytest.mark.parametrize(
    ("text", "name", "dialect", "low", "choices"),
    [
        ("H * * * *", "minute", "jenkins", 0, 60),
        ("* H * * *", "hour", "jenkins", 0, 24),
        ("* * H * *", "day_of_month", "jenkins", 1, 28),
        ("* * * H *", "month", "jenkins", 1, 12),
        ("* * * * H", "day_of_week", "jenkins", 0, 7),
        ("* H(0-2) * * *", "hour", "jenkins", 0, 3),
        ("H/15 * * * *", "minute", "jenkins", 0, 15),
        ("0~29 * * * *", "minute", "cronie", 0, 30),
        ("~ * * * *", "minute", "cronie", 0, 60),
        ("* * * * ~", "day_of_week", "cronie", 0, 7),
        ("R * * * *", "minute", "croniter", 0, 60),
    ],
)
def test_values_spread_evenly_over_many_seeds(
    text: str, name: str, dialect: str, low: int, choices: int
) -> None:
    counts = Counter(_field(text, name, seed, dialect).values[0] - low for seed in SEEDS)
    assert set(counts) == set(range(choices))
    assert _chi_square(counts, choices) < LIMITS[choices - 1]


def test_fields_and_items_are_drawn_apart() -> None:
    pairs = Counter(
        (_field("H H * * *", "minute", seed).values[0] % 5, _field("H H * * *", "hour", seed).values[0] % 6)
        for seed in SEEDS
    )
    assert _chi_square(Counter({5 * six + five: n for (five, six), n in pairs.items()}), 30) < LIMITS[29]
    assert len({_field("H,H * * * *", "minute", seed).mask.bit_count() for seed in SEEDS[:20]} | {2}) <= 2
    assert any(_field("H,H * * * *", "minute", seed).mask.bit_count() == 2 for seed in SEEDS[:5])


def test_drawing_is_a_documented_rule_that_never_changes() -> None:
    digest = shake_128(b"minute\nbackup").digest(16)
    assert draw("backup", "minute", 2) == [int.from_bytes(digest[:8]), int.from_bytes(digest[8:])]
    drawn = [_field("H H H H H", name, "backup").values for name in ("minute", "hour", "month")]
    assert drawn == [(38,), (6,), (1,)]


def test_other_processes_draw_the_same() -> None:
    program = (
        "import cronexpr; e = cronexpr.parse('H H(0-7) H * H', dialect='jenkins', seed='backup');"
        "print([f.values for f in e.fields if f.is_restricted])"
    )
    root = str(Path(cronexpr.__file__).parents[1])
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": root},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert len(answers) == 1
    assert answers != {""}


def test_what_is_remembered_belongs_to_no_seed() -> None:
    minutes = {_field("H * * * *", "minute", seed).mask for seed in SEEDS[:100]}
    assert len(minutes) > 40
    assert READERS[get_dialect("jenkins")].memos["minute"]["H"].terms == (Hashed("H", 0, 59),)
    assert READERS[get_dialect("jenkins")].memos["minute"]["H"].mask == 0
    assert _field("H * * * *", "minute", "a") == _field("H * * * *", "minute", "a")


def test_terms_keep_what_was_written_and_what_was_drawn() -> None:
    field = _field("H(0-29)/10,45,H * * * *", "minute", "backup")
    stepped, fixed, single = field.terms
    assert isinstance(stepped, Hashed)
    assert isinstance(single, Hashed)
    assert (stepped.sign, stepped.first, stepped.last, stepped.step) == ("H", 0, 29, 10)
    assert 0 <= stepped.drawn < 10
    assert fixed == Span(45, 45)
    expected = {*range(stepped.drawn, 30, 10), 45, single.drawn}
    assert set(field.values) == expected
    assert [field.text[start:stop] for start, stop in field.spans] == ["H(0-29)/10", "45", "H"]


@pytest.mark.parametrize(
    ("text", "dialect", "has_star", "has_spans"),
    [
        ("H * * * *", "jenkins", False, False),
        ("H(0-29) * * * *", "jenkins", False, False),
        ("H/15 * * * *", "jenkins", True, True),
        ("H(0-29)/15 * * * *", "jenkins", True, True),
        ("H,5-6 * * * *", "jenkins", False, True),
        ("~ * * * *", "cronie", False, False),
        ("0~30 * * * *", "cronie", False, False),
        ("r/5 * * * *", "croniter", True, True),
    ],
)
def test_a_step_makes_an_interval_and_a_drawn_value_none(
    text: str, dialect: str, has_star: bool, has_spans: bool
) -> None:
    field = _field(text, "minute", "x", dialect)
    assert (field.has_star, field.has_spans) == (has_star, has_spans)


@pytest.mark.parametrize(
    ("text", "dialect"),
    [("H * * * *", "jenkins"), ("@daily", "jenkins"), ("~ * * * *", "cronie"), ("R * * * *", "croniter")],
)
def test_a_seed_is_asked_for_where_it_is_needed(text: str, dialect: str) -> None:
    with pytest.raises(CronOptionError, match="needs a seed") as caught:
        cronexpr.parse(text, dialect=dialect)
    (problem,) = caught.value.problems
    assert (problem.code, 'seed="..."' in problem.hint, "--seed" in problem.hint) == ("OPT005", True, True)
    with pytest.raises(CronOptionError, match="needs a seed"):
        cronexpr.describe(text, dialect=dialect)
    assert cronexpr.describe(text, dialect=dialect, seed="backup") == (
        cronexpr.parse(text, dialect=dialect, seed="backup").describe()
    )
    with pytest.raises(TypeError, match="seed must be a str or None, not int"):
        cronexpr.parse(text, dialect=dialect, seed=5)  # type: ignore[arg-type]
    assert cronexpr.is_valid(text, dialect=dialect)


def test_no_seed_is_asked_for_where_nothing_is_drawn() -> None:
    assert cronexpr.parse("0 9 * * *", dialect="jenkins").seed is None
    with pytest.raises(CronSyntaxError):
        cronexpr.parse("H 99 * * *", dialect="jenkins")


def test_any_text_is_a_seed() -> None:
    for seed in ("", "\ud800", "\U0001f600", "x" * 10_000, "a\nb"):
        assert len(_field("H * * * *", "minute", seed).values) == 1


def test_an_expression_remembers_its_seed() -> None:
    expr = cronexpr.parse("H H * * *", dialect="jenkins", seed="backup")
    assert expr.seed == "backup"
    assert expr.replace(tz="UTC").fields == expr.fields
    assert repr(expr) == "cronexpr.parse('H H * * *', dialect='jenkins', seed='backup')"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("H/20,5 2 * * *", True), ("5,H/20 2 * * *", False), ("H/1 2 * * *", True), ("H 2 * * *", False)],
)
def test_a_field_that_begins_with_a_drawn_step_makes_an_interval(text: str, expected: bool) -> None:
    assert cronexpr.parse(text, dialect="croniter", seed="job").is_interval is expected
