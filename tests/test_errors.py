from __future__ import annotations

import copy
import json
import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_rows import rows

import cronexpr
from cronexpr._parser import parse_fields
from cronexpr.dialects import EXTENDED, STANDARD, dialect_names, get_dialect
from cronexpr.errors import (
    CronConversionError,
    CronError,
    CronOptionError,
    CronSyntaxError,
    EnglishError,
    Problem,
    escape,
    nearest,
    quote,
)

ZERO_STEP = Problem(
    "CRON105", "error", "step must be at least 1", (2, 3), "minute", "leave it out", None, "* * * * *"
)


def _unescaped(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode("unicode_escape")


def _error_table() -> list[tuple[str, list[tuple[str, ...]]]]:
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    for text, *expected in rows("errors.txt"):
        if text != "^":
            found.append((_unescaped(text), []))
        found[-1][1].append(tuple(expected))
    return found


def _refused(text: str) -> CronSyntaxError:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields(text, STANDARD)
    return caught.value


def _shown(problem: Problem) -> tuple[str, ...]:
    start, stop = problem.span
    offers = [offer.strip(" ") if offer else "" for offer in (problem.fix, problem.suggestion)]
    return (f"{start}-{stop}", problem.code, problem.message, *offers)


@pytest.mark.parametrize("text", ["-", "+", "\\"])
def test_nothing_at_all_is_never_offered(text: str) -> None:
    offers = [offer for problem in _refused(text).problems for offer in (problem.fix, problem.suggestion)]
    assert "" not in offers


@pytest.mark.parametrize(("text", "expected"), _error_table())
def test_every_row_of_the_error_table(text: str, expected: list[tuple[str, ...]]) -> None:
    error = _refused(text)
    wanted = [(*row[:3], *map(_unescaped, (*row[3:], "", "")[:2])) for row in expected]
    assert [_shown(problem) for problem in error.problems] == wanted
    assert error.source == text
    assert all(problem.hint or problem.fix or problem.suggestion for problem in error.problems)
    assert "\n" not in str(error)
    for line in error.pretty().splitlines():
        assert line.isprintable()


def test_a_code_that_is_raised_is_explained() -> None:
    codes = {code for _, expected in _error_table() for _, code, *_ in expected}
    assert len(codes) > 10
    assert all(cronexpr.explain_code(code) for code in codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "0 24 * * *",
            """\
error[CRON103]: hour 24 is out of range; hours run 0-23
  0 24 * * *
    ^^ hour
  help: midnight is hour 0: `0 0 * * *`""",
        ),
        (
            "0 0 * *",
            """\
error[CRON101]: expected 5 fields, found 4: the day-of-week field is missing
  0 0 * *
         ^
  help: fields are: minute hour day-of-month month day-of-week: `0 0 * * *`""",
        ),
        (
            "0 \uff125 * * *",
            """\
error[CRON119]: full-width digit (U+FF12); use ASCII 2
  0 \\uff125 * * *
    ^^^^^^
  help: fields are: minute hour day-of-month month day-of-week
error[CRON103]: hour 25 is out of range; hours run 0-23
  0 \\uff125 * * *
    ^^^^^^^ hour
  help: fields are: minute hour day-of-month month day-of-week""",
        ),
        (
            "0 0 * * 8",
            """\
error[CRON103]: day of week 8 is out of range; 0-7, where both 0 and 7 are Sunday
  0 0 * * 8
          ^ day-of-week
  help: fields are: minute hour day-of-month month day-of-week""",
        ),
        (
            "5,,6 * * * *",
            """\
error[CRON109]: empty item between commas
  5,,6 * * * *
   ^^ minute
  help: write `5,6 * * * *`""",
        ),
    ],
)
def test_pretty_points_at_the_place(text: str, expected: str) -> None:
    assert _refused(text).pretty() == expected


def test_pretty_shows_a_window_of_a_long_text() -> None:
    error = _refused("0," * 100 + "60," + "1," * 100 + "2 * * * *")
    _, source, marker, *_ = error.pretty().splitlines()
    assert len(source) < 90
    assert source.startswith("  ...")
    assert source.endswith("...")
    assert source[marker.index("^") : marker.rindex("^") + 1] == "60"


def test_pretty_marks_no_more_than_it_shows() -> None:
    _, source, marker, *_ = _refused("x" * 2000).pretty().splitlines()
    assert len(marker) <= len(source) + 1


@pytest.mark.parametrize(
    ("hint", "offer", "expected"),
    [
        ("", "* * * * *", "write `* * * * *`"),
        ("midnight is hour 0", "0 0 * * *", "midnight is hour 0: `0 0 * * *`"),
        ("did you mean fri?", "0 0 * * fri", "did you mean fri? `0 0 * * fri`"),
        ("did you mean @daily? known: @daily", "@daily", "did you mean @daily? known: @daily"),
    ],
)
def test_help_is_the_hint_and_what_it_does_not_yet_offer(hint: str, offer: str, expected: str) -> None:
    problem = ZERO_STEP.replace(hint=hint, suggestion=offer)
    assert CronError((problem,)).pretty().endswith(f"\n  help: {expected}")


@pytest.mark.parametrize(
    ("text", "dialect", "offer"),
    [
        ("0 9 * * *", "spring", "0 0 9 * * *"),
        ("  0 9 * * *", "spring", "  0 0 9 * * *"),
        ("0 9 * * 1-5", "quartz", "0 0 9 ? * 1-5"),
        ("0 9 13 * *", "quartz", "0 0 9 13 * ?"),
        ("0 9 * * *", "quartz", "0 0 9 * * ?"),
        ("0 9 ? * 2", "quartz", "0 0 9 ? * 2"),
    ],
)
def test_five_fields_where_seconds_come_first_lack_the_second(text: str, dialect: str, offer: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields(text, get_dialect(dialect))
    (problem,) = caught.value.problems
    start = len(text) - len(text.lstrip())
    assert (problem.code, problem.span, problem.suggestion) == ("CRON101", (start, start), offer)
    assert problem.message == "expected 6 fields, found 5: the second field is missing"


@pytest.mark.parametrize(
    ("text", "dialect", "message", "offer"),
    [
        ("0 30 9 * *", "spring", "the day-of-week field is missing", "0 30 9 * * *"),
        ("0 9 13 * 6", "quartz", "the day-of-week field is missing", None),
        ("0 9 * * ?", "aws", "the year field is missing", "0 9 * * ? *"),
        ("0 9 1 1 * 2027", "croniter", "second 2027 is out of range", "0 9 1 1 * 0 2027"),
        ("0 9 * * ? 2027", "quartz", "day of week 2027 is out of range", "0 0 9 * * ? 2027"),
    ],
)
def test_a_second_is_missed_only_where_it_helps(
    text: str, dialect: str, message: str, offer: str | None
) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields(text, get_dialect(dialect))
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.suggestion == offer


@pytest.mark.parametrize(
    ("dialect", "message"),
    [
        ("spring", "expected 6 fields, found 8"),
        ("quartz", "expected 6 or 7 fields, found 8"),
        ("standard", "expected 5 to 7 fields, found 8"),
    ],
)
def test_the_numbers_of_fields_are_counted_up(dialect: str, message: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields("0 0 * * * * * *", get_dialect(dialect))
    assert caught.value.problems[0].message == message


@pytest.mark.parametrize(
    ("text", "quirk"),
    [
        ("0 0 0 * * 5#0", ""),
        ("0 0 0 * * 5#x", ""),
        ("0 0 0 * * 5#", ""),
        ("0 0 0 * * 5#6", "takes any number from 1 on, and would never run the job"),
    ],
)
def test_the_original_is_said_to_do_only_what_it_does(text: str, quirk: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields(text, get_dialect("spring"))
    (problem,) = caught.value.problems
    assert problem.message.partition("; Spring ")[2] == quirk


def test_an_error_without_a_source_has_no_marker() -> None:
    error = CronOptionError(Problem("OPT005", "error", "a seed is required", hint="pass seed="))
    assert str(error) == "a seed is required"
    assert error.source is None
    assert error.pretty() == "error[OPT005]: a seed is required\n  help: pass seed="


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60 * * * *", "minute 60 is out of range; minutes run 0-59 (column 1)"),
        ("0 24,25 * * *", "hour 24 is out of range; hours run 0-23 (column 3), and 1 more problem"),
        ("60 24 0 * *", "minute 60 is out of range; minutes run 0-59 (column 1), and 2 more problems"),
    ],
)
def test_str_is_one_line_for_a_log(text: str, expected: str) -> None:
    error = _refused(text)
    assert str(error) == expected
    assert repr(error) == f"CronSyntaxError({expected!r})"


@pytest.mark.parametrize(
    "error",
    [
        CronError((ZERO_STEP,), "*/0 * * * *"),
        CronSyntaxError((ZERO_STEP, ZERO_STEP), "*/0 * * * *"),
        CronConversionError((ZERO_STEP,), "*/0 * * * *"),
        EnglishError((ZERO_STEP,), "every 0 minutes"),
        CronOptionError(ZERO_STEP),
    ],
)
def test_errors_survive_pickle_and_copy(error: CronError) -> None:
    error.add_note("seen")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert again.problems == error.problems
        assert again.source == error.source
        assert again.__notes__ == ["seen"]
        assert str(again) == str(error)


def test_every_error_is_a_value_error_of_one_tree() -> None:
    for kind in (CronSyntaxError, CronConversionError, CronOptionError, EnglishError):
        assert issubclass(kind, CronError)
    assert issubclass(CronError, ValueError)


def test_a_refusal_hides_the_machinery() -> None:
    error = _refused("61 * * * *")
    assert error.__suppress_context__


def test_a_problem_becomes_json() -> None:
    data = json.loads(json.dumps(ZERO_STEP.as_dict()))
    assert data["span"] == [2, 3]
    assert list(data) == ["code", "severity", "message", "span", "field", "hint", "fix", "suggestion"]


def test_spans_in_utf16_are_those_of_browsers() -> None:
    text = "\U0001f600\u20ac 60"
    problem = ZERO_STEP.replace(span=(3, 5))
    start, stop = problem.utf16_span(text)
    assert text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "60"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("foo", '"foo"'),
        ("x" * 20, f'"{"x" * 20}"'),
        ("x" * 21, f'"{"x" * 20}..."'),
        ("a\nb\x1b", '"a\\nb\\x1b"'),
        ("\ud800", '"\\ud800"'),
    ],
)
def test_quoted_input_is_short_and_printable(text: str, expected: str) -> None:
    assert quote(text) == expected


@given(st.text())
def test_escaped_text_is_one_column_a_character(text: str) -> None:
    shown = escape(text)
    assert shown.isprintable()
    assert all(char < "\u0300" or "\u2010" <= char <= "\u205e" for char in shown)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("fry", ("fri", "sat"), "fri"),
        ("sut", ("sun", "sat"), None),
        ("foo", ("fri",), None),
        ("dialy", ("daily",), "daily"),
        ("", ("sun",), None),
        ("sun", ("sun", "sun"), None),
        ("x" * 1000, ("sun",), None),
        ("sun", (), None),
        ("su", ("sun",), "sun"),
        ("sunn", ("sun", "mon"), "sun"),
    ],
)
def test_the_nearest_name_is_one_edit_away_and_the_only_one(
    word: str, known: tuple[str, ...], expected: str | None
) -> None:
    assert nearest(word, known) == expected


HINTS = [
    ("0 0 15W,1 * *", 'dialect="extended" reads it'),
    ("0 0 L-3W * *", 'dialect="extended" reads it'),
    ("0 0 * * L", "for the last Friday of the month write 5L"),
    ("0 0 5L * *", "L alone is the last day of the month"),
    ("*7 * * * *", ""),
    ("0 0 1 * * backup", "use sun mon tue wed thu fri sat or 0-7; a command is no part of the expression"),
    ("0 0 1 * backup", "use sun mon tue wed thu fri sat or 0-7"),
    ("*15 * * * *", "for every 15 minutes write */15"),
    ("0 0 * mon *", "it is the name of a day; use jan feb mar apr may jun jul aug sep oct nov dec or 1-12"),
    ("-99 * * * *", "fields are: minute hour day-of-month month day-of-week"),
    ("-9 * * * *", "write 9 alone, or 0-9"),
    ("0 0 0-13 * 13-12 *", "fields are: second minute hour day-of-month month day-of-week"),
    ("1_0 * * * *", "the digits of a number stand together"),
    ("0 0 15w * *", "in lower case it is no special form"),
    ("+5 * * * *", "leave it out"),
    ("@dialy", "did you mean @daily? known: " + " ".join(name for name, _ in STANDARD.nicknames)),
    ("0 9 1 1 * 2027", "a year is the seventh field, and takes a field of seconds, too"),
    ("0 13-12 * * *", "for 1 PM to noon write 13-23,0-12; to swap the ends write 12-13"),
    ("0 1-0 * * *", "for 1 AM to midnight write 1-23,0; to swap the ends write 0-1"),
    (
        "H * * * *",
        'give dialect="jenkins", seed="..." in Python, --dialect jenkins --seed TEXT on the command line',
    ),
    (
        "R * * * *",
        'give dialect="croniter", seed="..." in Python, --dialect croniter --seed TEXT on the command line',
    ),
    (
        "~ * * * *",
        'give dialect="cronie", seed="..." in Python, --dialect cronie --seed TEXT on the command line',
    ),
    (
        "cron(0 9 * * ? *)",
        'give dialect="aws" in Python, --dialect aws on the command line; without it, write `0 9 * * *`',
    ),
    ("cron(0 9 * * * *)", 'give dialect="aws" in Python, --dialect aws on the command line'),
    ("cron(0 9 * * *)", "give only what is inside"),
    ("0 9 * * ? *", 'dialect="aws" or "croniter" reads it; what it means in aws is `0 9 * * *` here'),
    ("1.5 * * * *", "fields are: minute hour day-of-month month day-of-week"),
    ("2.5 9 * * *", "fields are: minute hour day-of-month month day-of-week"),
    (".5 * * * *", "for every 30 seconds write */30 in a field of seconds: */30 * * * * *"),
    ("@every 5m", "it counts from when it began, and an expression goes by the clock"),
    ("MAILTO=root", "it is a line of a crontab, which cronexpr.crontab reads"),
    (
        "TZ=UTC 0 9 * * *",
        'give it apart, as tz="Europe/Berlin" in Python, --tz Europe/Berlin on the command line',
    ),
    ('cron: "0 9 * * *"', "give the expression alone"),
    ("rate(5 minutes)", "it counts from when it began, and an expression goes by the clock"),
    ("OnCalendar=daily", "cronexpr.schedulers.systemd.from_calendar reads what follows"),
    ("RRULE:FREQ=DAILY", "cronexpr.schedulers.rrule.from_rrule reads it"),
    ("0 9 * * *; 0 17 * * *", "these are several expressions; give each by itself"),
    ("0 9 * * *)", "leave it out"),
    ("every weekday at 9", "cronexpr.from_english reads it: `0 9 * * 1-5`"),
    (
        "0 9 * * 1-5 /usr/bin/foo",
        "this is a line of a crontab, and its schedule alone is an expression",
    ),
    ("9am * * * *", "the hour is the field after the minute: for 9am write 0 9 in these two"),
    ("12pm * * * *", "the hour is the field after the minute: for 12pm write 0 12 in these two"),
    ("0 0/15 9-17 ? * 2-6", 'dialect="quartz" or "spring" reads it; quartz counts weekdays from 1 = Sunday'),
    ("0 12 ? * 6#3 2030", 'dialect="aws" reads it; aws counts weekdays from 1 = Sunday'),
    (
        "0 0 0/6 ? * MON",
        'dialect="quartz" or "spring" reads it; to start at 0 and go on to the end write */6',
    ),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_hints_are_true(text: str, hint: str) -> None:
    assert _refused(text).problems[0].hint == hint


@pytest.mark.parametrize("text", [text for text, hint in HINTS if "reads it" in hint])
def test_the_dialects_of_a_hint_are_those_that_read_it(text: str) -> None:
    hint = _refused(text).problems[0].hint
    named = {name for name in dialect_names() if f'"{name}"' in hint}
    assert named == {name for reading in cronexpr.detect(text) for name in reading.dialects}


def test_a_text_of_another_dialect_is_told_apart_from_a_slip() -> None:
    assert "dialect=" not in _refused("0 0 * * monday").problems[0].hint
    assert "dialect=" not in _refused("0 17-9 * * *").problems[0].hint


@pytest.mark.parametrize("text", ["0 0 15W,1 * *", "0 0 L-3W * *", "0 0 LW,L * *"])
def test_extended_reads_what_standard_refers_to_it(text: str) -> None:
    assert parse_fields(text, EXTENDED)


@pytest.mark.parametrize(
    "text",
    [
        "," * 1024,
        "9" * 1024,
        "\u2013" * 1024,
        "\u201c" * 1024,
        "\ud800" * 1024,
        "\x00" * 1024,
        "60," * 300 + "* * * * *",
        "1, " * 341,
        "*" * 1024,
        "every day at 9 and " * 13,
        "/a " * 341,
        "0 , " * 256,
        "0 " * 512,
        "\xa0x" * 512,
        "9 - " * 256,
        "\t," * 512,
        "9- 5 " * 204,
        "a=" * 512,
        "# " * 512,
        "? " * 512,
        "0 9 * * * " + "echo " * 202,
        "0 9 * * " + "monday-friday," * 72,
        "@every " + "1h" * 508,
    ],
)
def test_a_hopeless_text_gets_fifty_problems_at_most(text: str) -> None:
    problems = _refused(text).problems
    assert 1 <= len(problems) <= 50
    assert all(one.span <= two.span for one, two in pairwise(problems))


@pytest.mark.parametrize(
    ("text", "dialect", "offer"),
    [
        ("0 9 * * ? *", "spring", "0 0 9 * * *"),
        ("0 9 * * ? *", "quartz", "0 0 9 * * ?"),
        ("0 0 12 ? * MON", "aws", "0 12 ? * MON *"),
        ("0 9 ? * 2L *", "spring", "0 0 9 * * 1L"),
        ("0 9 ? * 2L *", "azure", None),
        ("cron(0 9 * * ? *)", "spring", "0 0 9 * * *"),
        ("cron(0 9 * * ? 2030)", "vixie", None),
        ("? 9 * * *", "standard", "* 9 * * *"),
        ("0 9 * * ? * " + "," * 300, "standard", None),
        ("0 9 * * ? " + "2030," * 60 + "2030", "standard", None),
        ("0 /5 24 * * ?", "quartz", "0 /5 0 * * ?"),
        ("0 0 /5 * * * ?", "quartz", "0 0/5 * * * ?"),
        ("0 1- 5 /5 * * ?", "quartz", "0 1-5 /5 * * ?"),
        ("0 1 /5 /5 * * ?", "quartz", None),
        ("* * * /2 ? * * /2", "quartz", None),
        ("cron(0 9- 17 * * ? *)", "aws", "cron(0 9-17 * * ? *)"),
        ("cron(0 9 * * ? * backup)", "aws", "cron(0 9 * * ? *)"),
        ("0 9 * * * echo hi", "vixie", "0 9 * * *"),
        ("0 9 * * * echo hi", "spring", None),
        ("0 0 9 * * MON-FRI backup", "spring", "0 0 9 * * MON-FRI"),
        ("0 9 - 17 * * * /usr/bin/foo", "vixie", "0 9-17 * * *"),
        ("@every 5m", "kubernetes", "*/5 * * * *"),
        ("@every 30s", "vixie", None),
        ("@every 5m", "github", None),
        ("@DAY", "spring", "@daily"),
        ("0 9 * * MONDAY-FRIDAY", "google", "0 9 * * MON-FRI"),
    ],
)
def test_what_is_offered_in_other_dialects(text: str, dialect: str, offer: str | None) -> None:
    problems = cronexpr.check(text, dialect=dialect)
    assert {problem.fix or problem.suggestion for problem in problems} == {offer}
    assert offer is None or cronexpr.is_valid(offer, dialect=dialect)


@pytest.mark.parametrize(
    ("text", "dialect", "letter"),
    [
        ("0 10 L,15 * ? *", "aws", "L"),
        ("0 10 3W,15 * ? *", "aws", "W"),
        ("0 10 ? * L,2 *", "aws", "L"),
        ("0 10 ? * 6L,2 *", "aws", "L"),
        ("0 10 ? * 6#3,2 *", "aws", "#"),
        ("0 0 10 L-3,15 * ?", "quartz", "L"),
        ("0 0 W15,1 * *", "croniter", "W"),
    ],
)
def test_what_stands_alone_is_named(text: str, dialect: str, letter: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields(text, get_dialect(dialect))
    (problem,) = caught.value.problems
    assert problem.message == f"{letter} applies to one day and stands alone, not in a list"
    assert problem.hint == "days of several kinds take several expressions"


@pytest.mark.parametrize(
    ("dialect", "text", "message", "hint", "suggestion"),
    [
        ("vixie", "*/90 * * * *", "minutes run 0-59; ISC cron", "`0 */3 * * *` and `30 1-22/3 * * *`", None),
        ("vixie", "*/90 2 * * *", "minutes run 0-59; ISC cron", "within its own field", "0 2 * * *"),
        ("vixie", "*/120 * * * *", "minutes run 0-59; ISC cron", "within its own field", "0 */2 * * *"),
        ("vixie", "*/60 * * * *", "minutes run 0-59; ISC cron", "within its own field", "0 * * * *"),
        ("vixie", "*/1440 * * * *", "minutes run 0-59; ISC cron", "within its own field", "0 0 * * *"),
        ("vixie", "0 0 */40 * *", "days run 1-31; ISC cron", "within its own field", "0 0 1 * *"),
        ("vixie", "1-5/9 * * * *", "longer than its range; ISC cron", "within its own field", "1 * * * *"),
        ("vixie", "0 0 * jan-mar/5 *", "longer than its range", "within its own field", "0 0 * jan *"),
        ("quartz", "0 */90 * * * ?", "so this would fire at :00 only", "within its own field", "0 0 * * * ?"),
        ("quartz", "/60 * * * * ?", "seconds run 0-59", "within its own field", "0 * * * * ?"),
    ],
)  # fmt: skip
def test_a_step_past_its_field_is_told_what_to_write(
    dialect: str, text: str, message: str, hint: str, suggestion: str | None
) -> None:
    (problem,) = cronexpr.check(text, dialect=dialect)
    assert (problem.code, problem.suggestion) == ("CRON106", suggestion)
    assert message in problem.message
    assert hint in problem.hint
    assert suggestion is None or cronexpr.is_valid(suggestion, dialect=dialect)
