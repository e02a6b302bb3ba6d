"""What a notebook shows of an expression: HTML, escaped, of the same facts as ``cronexpr explain``."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import datetime, timedelta, timezone, tzinfo
from html.parser import HTMLParser
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz as dateutil_tz
from hypothesis import given
from strategies import expressions
from table_rows import rows

import cronexpr
from cronexpr._explanation import explain
from cronexpr._notebook import to_html
from cronexpr.dialects import get_dialect
from cronexpr.pictures import week_svg

NOW = datetime(2026, 11, 22, 12)
UTC_NOW = NOW.replace(tzinfo=timezone.utc)
HOSTILE = "<script src='//x'>&\"</table>"
TAGS = {"div", "code", "p", "strong", "table", "tr", "td", "pre"}


class Page(HTMLParser):
    """A page read back: its text, and its tags, which must match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[str] = []
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        self.open.append(tag)
        self.attributes.update(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Page:
    before, _, rest = html.partition("<svg ")
    _, _, after = rest.rpartition("</svg>")
    page = Page(before + after)
    assert page.attributes <= {("style", "text-align: left")}
    return page


def test_it_shows_what_explain_shows() -> None:
    expr = cronexpr.parse("30 9 13 * fri", tz="Europe/Berlin")
    explanation = explain(expr, UTC_NOW)
    text = read(to_html(expr, UTC_NOW)).text
    assert text[:2] == [expr.source, expr.describe()]
    for row in [*explanation.field_rows(), *explanation.occurrence_rows()]:
        assert set(row) <= set(text)
    (problem,) = explanation.problems
    assert text[-1].startswith(f"warning[{problem.code}]: {problem.message}\n  30 9 13 * fri\n")


@pytest.mark.parametrize("text", ["30 9 13 * fri", "@reboot", "0 0 30 2 *"])
def test_it_shows_the_hours_of_a_week_where_there_are_any(text: str) -> None:
    expr = cronexpr.parse(text, tz="Europe/Berlin")
    assert (week_svg(expr, heading=False) in to_html(expr, UTC_NOW)) is expr.is_satisfiable
    assert to_html(expr, UTC_NOW).count("<svg ") == expr.is_satisfiable


def test_a_notebook_finds_it_and_it_is_of_now() -> None:
    for tz in (None, "UTC", "Asia/Kolkata"):
        text = read(cronexpr.parse("* * * * *", tz=tz)._repr_html_()).text
        assert "Every minute" in text[1]
        assert len([line for line in text if line.startswith("in ")]) == 5


@pytest.mark.parametrize(
    ("text", "reason"),
    [("0 0 30 2 *", "no date ever matches"), ("@reboot", "runs when the system starts, at no time of day")],
)
def test_it_says_why_there_is_no_next_time(text: str, reason: str) -> None:
    assert reason in read(to_html(cronexpr.parse(text), NOW)).text


def hostile_zone() -> ZoneInfo:
    data = files("tzdata").joinpath("zoneinfo", "Europe", "Berlin").read_bytes()
    return ZoneInfo.from_file(io.BytesIO(data), key=HOSTILE)


def test_names_of_zones_are_escaped() -> None:
    html = to_html(cronexpr.parse("0 9 * * *", tz=hostile_zone()), UTC_NOW)
    assert f"At 9:00 AM every day ({HOSTILE})" in read(html).text
    assert "<script" not in html


def test_names_of_dialects_are_escaped() -> None:
    dialect = get_dialect("standard").replace(name=HOSTILE)
    html = to_html(cronexpr.parse("0 9 * * *", dialect=dialect), NOW)
    assert f" ({HOSTILE})" in read(html).text
    assert "<script" not in html


class Broken(tzinfo):
    """A zone that answers until it is asked about the present."""

    def utcoffset(self, when: datetime | None, /) -> timedelta:
        if when is None or when.year != 2000:
            raise OSError(HOSTILE)
        return timedelta(0)

    def dst(self, when: datetime | None, /) -> timedelta:
        return self.utcoffset(when)

    def tzname(self, _when: datetime | None, /) -> str:
        return HOSTILE

    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "tz",
    [Broken(), dateutil_tz.gettz("Europe/Berlin"), timezone(timedelta(seconds=1)), timezone.utc],
    ids=lambda tz: type(tz).__name__,
)
def test_no_zone_makes_it_raise(tz: tzinfo) -> None:
    assert read(cronexpr.parse("0 9 * * *", tz=tz)._repr_html_()).text[0] == "0 9 * * *"


@pytest.mark.parametrize("now", [datetime.min, datetime.max, UTC_NOW], ids=str)
def test_no_moment_makes_it_raise(now: datetime) -> None:
    assert "At 9:00 AM every day" in read(to_html(cronexpr.parse("0 9 * * *"), now)).text


@given(text=expressions())
def test_no_expression_makes_it_raise(text: str) -> None:
    expr = cronexpr.parse(text)
    assert expr.describe() in read(to_html(expr, NOW)).text


def test_all_tabled_expressions_are_shown() -> None:
    for text, dialect, *_ in rows("descriptions.txt"):
        if dialect in ("standard", "extended"):
            expr = cronexpr.parse(text, dialect=dialect)
            assert expr.describe() in read(to_html(expr, NOW)).text


def test_it_is_imported_when_first_shown() -> None:
    code = (
        "import sys, cronexpr; expr = cronexpr.parse('* * * * *');"
        "before = 'cronexpr._notebook' in sys.modules; expr._repr_html_();"
        "print(before, 'cronexpr._notebook' in sys.modules)"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert child.stdout == "False True\n"
