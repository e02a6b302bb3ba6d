"""The commands that say what an expression means: explain, describe, english, detect."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime, timedelta, timezone

import pytest

import cronexpr
from cronexpr import cli
from cronexpr._explanation import explain, spell_length, spell_values
from cronexpr.errors import render

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch

SUNDAY = ["--from", "2026-11-22 12:00"]
BERLIN = ["--tz", "Europe/Berlin"]


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    """Return the status, the output and the complaints of the command line called with *argv*."""
    return (cli.main(list(argv)), *capsys.readouterr())


# explain


def test_explain_has_the_sentence_the_fields_the_next_times_and_the_warnings(capsys: Capture) -> None:
    status, out, err = run(capsys, "explain", "30 9-17 13 * 5", *BERLIN, *SUNDAY, "-n", "2")
    (problem,) = cronexpr.check("30 9-17 13 * 5")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Every hour from 9:30 AM through 5:30 PM on the 13th of the month or on any Friday (Europe/Berlin)",
        "",
        "  minute        30    30",
        "  hour          9-17  9-17",
        "  day-of-month  13    13",
        "  month         *     any",
        "  day-of-week   5     Fri",
        "",
        "  Fri 2026-11-27 09:30:00 +01:00  Europe/Berlin  in 4 d 21 h",
        "  Fri 2026-11-27 10:30:00 +01:00  Europe/Berlin  in 4 d 22 h",
        "",
        *render(problem, "30 9-17 13 * 5").splitlines(),
    ]
    assert out.endswith("""
  30 9-17 13 * 5
               ^ day-of-week
  help: for either, two lines say it plainly; for both, write "+" before the day of week: `30 9-17 13 * +5`
""")


def test_explain_shows_five_occurrences(capsys: Capture) -> None:
    _, out, _ = run(capsys, "explain", "* * * * *")
    assert out.count("  in ") == 5


def test_explain_as_json(capsys: Capture) -> None:
    argv = ["0 9 1,L * *", "--from", "2026-11-22T12:00+00:00", "-n", "1", "--24h", "--locale", "de", "--json"]
    status, out, _ = run(capsys, "explain", *argv)
    assert status == 0
    record = json.loads(out)
    assert [(field["name"], field["text"], field["calendar"]) for field in record.pop("fields")] == [
        ("minute", "0", []),
        ("hour", "9", []),
        ("day_of_month", "1,L", ["L"]),
        ("month", "*", []),
        ("day_of_week", "*", []),
    ]
    assert record == {
        "expression": "0 9 1,L * *",
        "dialect": "standard",
        "tz": None,
        "description": cronexpr.describe("0 9 1,L * *", locale="de", hour12=False),
        "occurrences": [{"at": "2026-11-30T09:00:00+00:00", "in_seconds": 8 * 86_400 - 3 * 3_600}],
        "problems": [],
    }


def test_explain_counts_the_hours_that_pass_not_those_of_the_clock(capsys: Capture) -> None:
    # In the night to the 28th of March 2027 the clock goes from 02:00 to 03:00.
    _, out, _ = run(capsys, "explain", "0 9 * * *", *BERLIN, "--from", "2027-03-27 12:00", "-n", "1")
    assert "Sun 2027-03-28 09:00:00 +02:00  Europe/Berlin  in 20 h\n" in out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@reboot", "  runs when the system starts, at no time of day"),
        ("0 0 30 2 *", "  no date ever matches"),
        ("0 0 0 1 1 * 1999", "  no occurrence in that time"),
    ],
)
def test_explain_says_why_there_is_no_next_time(capsys: Capture, text: str, reason: str) -> None:
    status, out, _ = run(capsys, "explain", text)
    assert status == 0
    assert reason in out.splitlines()


def test_explain_of_what_cannot_be_read_is_status_2_with_a_marker(capsys: Capture) -> None:
    status, out, err = run(capsys, "explain", "61 * * * *")
    assert (status, out) == (2, "")
    assert err.splitlines()[1:3] == ["  61 * * * *", "  ^^ minute"]


def test_explain_reads_the_dialect(capsys: Capture) -> None:
    _, out, _ = run(capsys, "explain", "0 0 12 ? * 2", "--dialect", "quartz")
    assert out.startswith("At noon on Mondays\n")
    assert "  day-of-week   2   Mon\n" in out


@pytest.mark.parametrize("code", ["CRL009", "crl009", "CRON103", "OPT001", "ENG003", "CNV001"])
def test_explain_of_a_code_is_its_long_text(capsys: Capture, code: str) -> None:
    status, out, _ = run(capsys, "explain", code)
    first, *rest = out.splitlines()
    assert (status, first) == (0, code.upper())
    assert " ".join(rest) == cronexpr.explain_code(code.upper())
    assert max(map(len, rest)) <= 80


def test_explain_of_a_code_as_json(capsys: Capture) -> None:
    _, out, _ = run(capsys, "explain", "CRL009", "--json")
    assert json.loads(out) == {"code": "CRL009", "explanation": cronexpr.explain_code("CRL009")}


def test_explain_of_an_unknown_code_is_status_2(capsys: Capture) -> None:
    status, out, err = run(capsys, "explain", "CRL999")
    assert (status, out) == (2, "")
    assert "unknown code" in err


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "1 min 1 s"),
        (3_600, "1 h"),
        (3_601, "1 h"),
        (11_559, "3 h 12 min"),
        (86_399, "23 h 59 min"),
        (86_400, "1 d"),
        (97_200, "1 d 3 h"),
        (1_262_304_000, "14,610 d"),
    ],
)
def test_a_length_of_time_is_said_in_its_two_largest_units(seconds: int, words: str) -> None:
    assert spell_length(seconds) == words


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("*/5 * * * *", "minute", "0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55"),
        ("*/2 * * * *", "minute", "0, 2, 4, ..., 58"),
        ("1,2,4-6,9 * * * *", "minute", "1, 2, 4-6, 9"),
        ("0-58 * * * *", "minute", "0-58"),
        ("0-59 * * * *", "minute", "any"),
        ("0 0 * 1-3,12 *", "month", "Jan-Mar, Dec"),
        ("0 0 * * fri-sun,tue", "day_of_week", "Tue, Fri-Sun"),
        ("0 0 * * mon,tue#2,5L", "day_of_week", "Mon, TUE#2, 5L"),
        ("0 0 1,15W,L-3 * *", "day_of_month", "1, 15W, L-3"),
        ("0 0 0 1 1 ? 2026-2028", "year", "2026-2028"),
    ],
)
def test_the_values_of_a_field_are_said_shortly(text: str, name: str, words: str) -> None:
    (field,) = [
        field for field in cronexpr.parse(text, dialect="extended").fields if field.field.name == name
    ]
    assert spell_values(field) == words


def test_seconds_are_counted_from_the_very_moment() -> None:
    expr = cronexpr.parse("0 9 * * *")
    ((_, seconds),) = explain(expr, datetime(2026, 1, 1, 8, 59, 59, 500_000), 1).occurrences
    assert seconds == 1
    east = timezone(timedelta(hours=9))
    ((_, seconds),) = explain(expr, datetime(2026, 1, 1, 8, tzinfo=east), 1).occurrences
    assert seconds == 3_600


# describe


def test_describe_prints_a_sentence_for_each(capsys: Capture) -> None:
    status, out, err = run(capsys, "describe", "0 9 * * 1-5", "@daily", "--24h", *BERLIN)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "At 09:00, Monday through Friday (Europe/Berlin)",
        "At 00:00 every day (Europe/Berlin)",
    ]


def test_describe_goes_on_after_what_cannot_be_read(capsys: Capture) -> None:
    status, out, err = run(capsys, "describe", "61 * * * *", "* * * * *")
    assert (status, out) == (2, "Every minute\n")
    assert "CRON103" in err


def test_describe_speaks_the_locale(capsys: Capture) -> None:
    _, out, _ = run(capsys, "describe", "0 9 * * 1", "--locale", "de-AT", "--json")
    assert json.loads(out) == {
        "expression": "0 9 * * 1",
        "dialect": "standard",
        "tz": None,
        "description": cronexpr.describe("0 9 * * 1", locale="de"),
    }


def test_an_unknown_locale_is_status_2(capsys: Capture) -> None:
    status, out, err = run(capsys, "describe", "0 9 * * 1", "--locale", "xx")
    assert (status, out) == (2, "")
    assert "unknown locale" in err


# english


def test_english_prints_the_expression_its_sentence_and_what_was_assumed(capsys: Capture) -> None:
    status, out, err = run(capsys, "english", "weekdays at 9 and 17:30", "--24h")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "0 9 * * 1-5",
        "  At 09:00, Monday through Friday",
        "30 17 * * 1-5",
        "  At 17:30, Monday through Friday",
        "assumed: 9 is 09:00, not 21:00",
    ]


def test_english_tells_when_another_dialect_is_needed(capsys: Capture) -> None:
    text = "at noon on the last day and the last weekday of every month"
    _, out, _ = run(capsys, "english", text)
    assert out.startswith("0 12 L,LW * *  (dialect extended)\n")


def test_english_as_json(capsys: Capture) -> None:
    _, out, _ = run(capsys, "english", "every monday", *BERLIN, "--json")
    assert json.loads(out) == {
        "english": "every monday",
        "tz": "Europe/Berlin",
        "expressions": [
            {
                "expression": "0 0 * * 1",
                "dialect": "standard",
                "description": "At midnight on Mondays (Europe/Berlin)",
            }
        ],
        "assumptions": ["at midnight"],
    }


def test_english_that_is_not_understood_is_marked_under_the_word(capsys: Capture) -> None:
    status, out, err = run(capsys, "english", "every weekday at teatime")
    assert (status, out) == (2, "")
    head, source, marker, *_ = err.splitlines()
    assert head.startswith("error[ENG003]: ")
    assert source[marker.index("^") : marker.rindex("^") + 1] == "teatime"


def test_english_is_read_from_standard_input(capsys: Capture, monkeypatch: Patch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("every hour\n"))
    assert run(capsys, "english", "-")[1].splitlines() == ["every hour", "  0 * * * *", "    Every hour"]


def test_english_without_quotes_is_noticed(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["english", "every", "hour"])
    assert end.value.code == 2
    assert "in quotes" in capsys.readouterr().err


# detect


def test_detect_lists_the_readings_and_how_they_differ(capsys: Capture) -> None:
    status, out, err = run(capsys, "detect", "0 0 12 ? * 1-5")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "standard, extended, spring",
        "  At noon, Monday through Friday",
        "quartz",
        "  At noon, Sunday through Thursday",
        "  1-5 is Sunday to Thursday in Quartz",
    ]


def test_detect_as_json(capsys: Capture) -> None:
    _, out, _ = run(capsys, "detect", "0 12 ? * 6#3 2030", "--json")
    assert json.loads(out) == {
        "expression": "0 12 ? * 6#3 2030",
        "readings": [
            {
                "dialects": ["aws"],
                "description": "At noon on the third Friday of the month, in 2030",
                "difference": "",
            }
        ],
    }


def test_what_no_dialect_reads_is_status_1(capsys: Capture, monkeypatch: Patch) -> None:
    status, out, err = run(capsys, "detect", "nonsense")
    assert (status, out) == (1, "")
    assert "no dialect reads it" in err
    monkeypatch.setattr(sys, "stdin", io.StringIO("\x1b[2J\n"))
    assert run(capsys, "detect", "-")[1] == "\\x1b[2J\n"
