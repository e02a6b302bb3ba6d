"""The commands that show: calendar and plot."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import cronexpr
from cronexpr import cli
from cronexpr.pictures import calendar, week_svg, year_svg

BERLIN = ["--tz", "Europe/Berlin"]
OFFICE = "*/15 9-17 * * mon-fri"

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    """Return the status, the output and the complaints of the command line called with *argv*."""
    try:
        status = cli.main(list(argv))
    except SystemExit as end:
        status = int(end.code or 0)
    return (status, *capsys.readouterr())


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class AsciiOnly(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="ascii", errors="strict", write_through=True)


# calendar


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--year", "2027"], {"year": 2027}),
        (["--year", "2027", "--month", "3"], {"year": 2027, "month": 3}),
        (["--year", "2027", "--month", "march"], {"year": 2027, "month": 3}),
        (["--year", "2027", "--month", "Dec", "--months", "2"], {"year": 2027, "month": 12, "months": 2}),
        (["--year", "2027", "--first-weekday", "sun"], {"year": 2027, "first_weekday": 0}),
        (
            ["--year", "2027", "--first-weekday", "6", "--ascii"],
            {"year": 2027, "first_weekday": 6, "ascii_only": True},
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_calendar_prints_the_months_asked_for(
    capsys: Capture, options: list[str], shown: dict[str, int]
) -> None:
    expr = cronexpr.parse(OFFICE, tz="Europe/Berlin")
    expected = calendar(expr, **shown) + "\n"  # type: ignore[arg-type]
    assert run(capsys, "calendar", OFFICE, *BERLIN, *options) == (0, expected, "")


def test_calendar_begins_with_this_month_and_shows_three(capsys: Capture, monkeypatch: Patch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, _tz: object = None) -> Clock:
            return cls(2026, 12, 31, 23, 59)

    monkeypatch.setattr(cli._pictures, "datetime", Clock)
    expr = cronexpr.parse("@daily")
    assert run(capsys, "calendar", "@daily")[1] == calendar(expr, 2026, 12, months=3) + "\n"
    assert run(capsys, "calendar", "@daily", "--month", "2")[1] == calendar(expr, 2026, 2) + "\n"
    assert run(capsys, "calendar", "@daily", "--months", "1")[1] == calendar(expr, 2026, 12) + "\n"


def test_calendar_as_json_has_the_days_and_how_often(capsys: Capture) -> None:
    argv = ["calendar", "0 * * * sun", *BERLIN, "--year", "2026", "--month", "3", "--json"]
    status, out, _ = run(capsys, *argv)
    assert status == 0
    assert json.loads(out) == {
        "expression": "0 * * * sun",
        "dialect": "standard",
        "tz": "Europe/Berlin",
        "first": "2026-03-01",
        "last": "2026-03-31",
        "days": {f"2026-03-{day:02}": 23 if day == 29 else 24 for day in (1, 8, 15, 22, 29)},
    }


def test_calendar_without_a_day_says_no(capsys: Capture) -> None:
    status, out, err = run(capsys, "calendar", "0 0 1 7 *", "--year", "2026", "--month", "2")
    assert (status, err) == (1, "")
    assert out.endswith("\n\nno day\n")


def test_calendar_is_bold_on_a_terminal_only_and_never_with_no_color(monkeypatch: Patch) -> None:
    argv = ["calendar", "@daily", "--year", "2026"]
    for no_color, is_bold in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", no_color)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(sys, "stdout", terminal := Terminal())
        assert cli.main(argv) == 0
        assert ("\x1b[1m" in terminal.getvalue()) is is_bold


def test_calendar_does_without_dots_that_the_output_cannot_show(monkeypatch: Patch) -> None:
    monkeypatch.setattr(sys, "stdout", stream := AsciiOnly())
    assert cli.main(["calendar", "0 0 1 * *", "--year", "2026"]) == 0
    stream.seek(0)
    assert stream.read() == calendar(cronexpr.parse("0 0 1 * *"), 2026, ascii_only=True) + "\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--year", "0"], "'0' is not a number from 1 to 9999"),
        (["--year", "20260"], "'20260' is not a number"),
        (["--year", "\N{ARABIC-INDIC DIGIT TWO}"], "is not a number"),
        (["--month", "13"], "'13' is not a number from 1 to 12 or one of JAN, FEB"),
        (["--month", "marchmallows"], "'marchmallows' is not a number"),
        (["--months", "1201"], "'1201' is not a number from 1 to 1200"),
        (["--first-weekday", "7"], "'7' is not a number from 0 to 6 or one of SUN, MON"),
        (["--year", "9999", "--month", "12", "--months", "2"], "the months go on past year 9999"),
    ],
)
def test_calendar_refuses_what_is_no_month(capsys: Capture, options: list[str], message: str) -> None:
    status, out, err = run(capsys, "calendar", "@daily", *options)
    assert (status, out) == (2, "")
    assert message in err


# plot


@pytest.mark.parametrize("options", [[], ["--week"], ["-o", "-"]], ids=" ".join)
def test_plot_draws_any_week_on_stdout(capsys: Capture, options: list[str]) -> None:
    assert run(capsys, "plot", OFFICE, *options) == (0, week_svg(cronexpr.parse(OFFICE)) + "\n", "")


def test_plot_draws_a_week_or_a_year_into_a_file(capsys: Capture, tmp_path: Path) -> None:
    expr = cronexpr.parse(OFFICE, tz="Europe/Berlin")
    for options, expected in (
        (["--week-of", "2026-03-29"], week_svg(expr, date(2026, 3, 29))),
        (["--year", "2026"], year_svg(expr, 2026)),
        (["--first-weekday", "sun"], week_svg(expr, first_weekday=0)),
    ):
        file = tmp_path / f"{'-'.join(options)}.svg"
        assert run(capsys, "plot", OFFICE, *BERLIN, *options, "-o", str(file)) == (0, "", "")
        assert file.read_bytes() == expected.encode() + b"\n"


def test_plot_overwrites_only_by_force(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "precious.svg"
    file.write_text("precious", encoding="utf-8")
    status, out, err = run(capsys, "plot", OFFICE, "-o", str(file))
    assert (status, out) == (2, "")
    assert "is there already; --force overwrites it" in err
    assert file.read_text(encoding="utf-8") == "precious"
    assert run(capsys, "plot", OFFICE, "-o", str(file), "--force")[0] == 0
    assert file.read_text(encoding="utf-8").startswith("<svg ")


def test_plot_makes_no_file_of_what_cannot_be_read(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "week.svg"
    status, _, err = run(capsys, "plot", "0 24 * * *", "-o", str(file))
    assert status == 2
    assert err.startswith("error[CRON103]")
    assert not file.exists()


def test_plot_as_json(capsys: Capture, tmp_path: Path) -> None:
    _, out, _ = run(capsys, "plot", OFFICE, "--json")
    asked = {"expression": OFFICE, "dialect": "standard", "tz": None}
    assert json.loads(out) == asked | {"svg": week_svg(cronexpr.parse(OFFICE))}
    file = str(tmp_path / "week.svg")
    _, out, _ = run(capsys, "plot", OFFICE, "--json", "-o", file)
    assert json.loads(out) == asked | {"file": file}


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["-"], "a picture is of one"),
        ([OFFICE, "--week", "--year", "2026"], "give one of --week, --week-of and --year"),
        ([OFFICE, "--week-of", "2026-03-29", "--year", "2026"], "give one of"),
        ([OFFICE, "--week-of", "29.3.2026"], "'29.3.2026' is not a date like 2026-11-23"),
        ([OFFICE, "--week-of", "9999-12-31"], "the week is not all within years 1 to 9999"),
        ([OFFICE, "-o", "/no/such/place/week.svg"], "cannot write '/no/such/place/week.svg': No such file"),
        ([OFFICE, "-o", "\0"], "cannot write '\\x00'"),
    ],
)
def test_plot_refuses_what_it_cannot_draw(capsys: Capture, argv: list[str], message: str) -> None:
    status, out, err = run(capsys, "plot", *argv)
    assert (status, out) == (2, "")
    assert message in err
