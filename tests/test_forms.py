from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import cronexpr
from cronexpr import CronError, CronOptionError, CronSyntaxError
from cronexpr.forms import preview, validate

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
MINUTES = [timedelta(minutes=count) for count in range(61)]


def refusal(text: str, **options: Any) -> CronError:
    with pytest.raises(CronError) as caught:
        validate(text, now=NOW, **options)
    return caught.value


def accepts(text: str, **options: Any) -> bool:
    return validate(text, now=NOW, **options).source == text


def test_what_is_allowed_is_what_parse_returns() -> None:
    expr = validate("0 9 * * 1-5", tz="Europe/Berlin", min_interval=timedelta(hours=1), strict=True)
    assert expr == cronexpr.parse("0 9 * * 1-5", tz="Europe/Berlin")


def test_what_does_not_parse_is_refused_as_parse_does() -> None:
    with pytest.raises(CronSyntaxError) as caught:
        validate("60 24 * * *")
    assert caught.value.problems == cronexpr.check("60 24 * * *")
    with pytest.raises(TypeError):
        validate(None)  # type: ignore[arg-type]
    with pytest.raises(CronOptionError):
        validate("0 9 * * *", tz="Mars/Olympus")


@pytest.mark.parametrize(
    ("text", "dialect", "limit", "place", "offer"),
    [
        ("* * * * *", "standard", MINUTES[5], "*", "*/5 * * * *"),
        ("*/2 9-17 * * mon-fri", "standard", MINUTES[7], "*/2", "*/10 9-17 * * mon-fri"),
        ("0,59 9,10 * * *", "standard", MINUTES[5], "0,59", "*/5 9,10 * * *"),
        ("*/10 * * * * *", "standard", MINUTES[1], "*/10", "0 * * * * *"),
        ("* * * * * *", "standard", MINUTES[15], "*", "0 */15 * * * *"),
        ("30 * * * *", "standard", MINUTES[60] * 2, "*", "30 */2 * * *"),
        ("* * * * *", "standard", timedelta(days=1), "*", "0 0 * * *"),
        ("0 0 * * *", "standard", timedelta(days=2), "0 0 * * *", None),
        ("0 0 1,31 * *", "standard", timedelta(days=2), "0 0 1,31 * *", None),
        ("@hourly", "standard", timedelta(hours=3), "@hourly", "0 */3 * * *"),
        ("0 0/5 * * * ?", "quartz", MINUTES[10], "0/5", "0 */10 * * * ?"),
        ("H/5 * * * *", "jenkins", MINUTES[10], "H/5", "H/10 * * * *"),
    ],
)
def test_what_runs_too_often_is_refused_where_it_says_so(
    text: str, dialect: str, limit: timedelta, place: str, offer: str | None
) -> None:
    error = refusal(text, dialect=dialect, min_interval=limit, seed="job")
    (problem,) = error.problems
    start, stop = problem.span
    assert (problem.code, text[start:stop], problem.suggestion) == ("FRM001", place, offer)
    if offer is not None:
        assert accepts(offer, dialect=dialect, min_interval=limit, seed="job")


def test_exactly_the_shortest_interval_is_allowed() -> None:
    assert accepts("0,5 9 * * *", min_interval=MINUTES[5])
    error = refusal("0,5 9 * * *", min_interval=MINUTES[5] + timedelta(microseconds=1))
    assert error.problems[0].code == "FRM001"
    assert accepts("0 0 9 1 1 * 2030", min_interval=timedelta(days=10_000))
    assert accepts("@reboot", min_interval=timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "span"),
    [("0 0 31 2 *", (4, 6)), ("@reboot", (0, 7)), ("0 0 0 1 1 * 2020", (12, 16))],
)
def test_what_has_no_time_left_is_refused_if_asked(text: str, span: tuple[int, int]) -> None:
    assert accepts(text)
    problem = refusal(text, must_fire=True).problems[0]
    assert (problem.code, problem.severity, problem.span) == ("FRM002", "error", span)


def test_what_a_clock_change_always_skips_has_no_time_left() -> None:
    text = "30 2 * 3 0L"
    assert accepts(text, dialect="extended", tz="Europe/Berlin", must_fire=True)
    error = refusal(text, dialect="extended", tz="Europe/Berlin", dst="skip", must_fire=True)
    assert error.problems[0].message == "this never runs again"


def test_warnings_count_only_if_asked() -> None:
    assert accepts("* 9 13 * 5")
    error = refusal("* 9 13 * 5", strict=True)
    assert [(problem.code, problem.severity) for problem in error.problems] == [
        ("CRL002", "warning"),
        ("CRL009", "warning"),
    ]
    assert [problem.code for problem in refusal("* 9 13 * 5", strict=True, ignore=["CRL009"]).problems] == [
        "CRL002"
    ]
    assert accepts("* * * * *", strict=True), "remarks never count"


def test_all_that_is_refused_is_told_at_once() -> None:
    error = refusal("* 9 13 * 5", strict=True, min_interval=MINUTES[5])
    assert [problem.code for problem in error.problems] == ["CRL002", "FRM001", "CRL009"]


@pytest.mark.parametrize("limit", [10, 100_000])
def test_a_long_text_is_not_read(limit: int) -> None:
    (problem,) = refusal("0," * 600 + "0 * * * *", max_length=limit).problems
    assert (problem.code, problem.span[0]) == ("FRM003", min(limit, 1024))


def test_each_code_is_explained() -> None:
    for number in range(1, 5):
        assert cronexpr.explain_code(f"FRM00{number}").endswith(".")


def test_a_preview_is_json() -> None:
    answer = preview("0 9 * * mon", tz="Europe/Berlin", now=NOW, count=1)
    assert json.loads(json.dumps(answer)) == answer
    assert answer == {
        "text": "0 9 * * mon",
        "valid": True,
        "sentence": "At 9:00 AM on Mondays (Europe/Berlin)",
        "lang": "en",
        "zone": "Europe/Berlin",
        "occurrences": [
            {
                "at": "2026-07-06T09:00:00+02:00",
                "text": "Mon 2026-07-06 09:00:00 +02:00",
                "distance": "in 4 d 19 h",
            }
        ],
        "silence": "",
        "problems": [],
        "segments": [{"text": "0 9 * * mon", "problems": [], "severity": None}],
    }
