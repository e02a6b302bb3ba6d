"""English to cron: the table of phrases, the describer's rows read backwards, and every kind of refusal."""

from __future__ import annotations

import pickle
import random
import re
from collections.abc import Callable
from datetime import timedelta, timezone

import pytest
from table_rows import rows

import cronexpr
from cronexpr import CronExpression, CronOptionError, EnglishError, english

PHRASES = rows("english.txt")
REFUSED = [row for row in PHRASES if row[1].startswith("ENG")]
READ = [row for row in PHRASES if not row[1].startswith("ENG")]
DESCRIPTIONS = rows("descriptions.txt")

STANDARD = cronexpr.parse("* * * * *").dialect
DIALECTS: dict[str, str | cronexpr.Dialect] = {
    "standard": STANDARD,
    "extended": "extended",
    "wrapping": STANDARD.replace(
        name="wrapping",
        start_steps=True,
        wrapping_fields=("second", "minute", "hour", "day_of_month", "month", "day_of_week"),
    ),
    "first-char": STANDARD.replace(name="first-char", star_test="first-char"),
}


def refusal(text: str) -> EnglishError:
    with pytest.raises(EnglishError) as raised:
        cronexpr.from_english(text)
    return raised.value


def only(text: str) -> CronExpression:
    (expr,) = english.read(text).expressions
    return expr


def test_the_table_is_large() -> None:
    assert len(PHRASES) >= 150
    assert len({row[0] for row in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize(("phrase", "expected", "note"), READ)
def test_reads_as_natural_cron_text(phrase: str, expected: str, note: str) -> None:
    reading = english.read(phrase)
    zones = [f"=> {expr.tz}" for expr in reading.expressions[:1] if expr.tz]
    assert "; ".join(expr.source for expr in reading.expressions) == expected
    assert "; ".join([*reading.assumptions, *zones]) == note


@pytest.mark.parametrize(("phrase", "code", "suggestion"), REFUSED)
def test_refuses_with_a_code_and_the_nearest_text(phrase: str, code: str, suggestion: str) -> None:
    with pytest.raises(EnglishError) as raised:
        english.read(phrase)
    (problem,) = raised.value.problems
    assert (problem.code, problem.suggestion or "") == (code, suggestion)
    start, stop = problem.span
    assert 0 <= start <= stop <= len(phrase)
    assert problem.severity == "error"


@pytest.mark.parametrize("suggestion", sorted({row[2] for row in REFUSED if row[2]}))
def test_what_is_suggested_can_be_read(suggestion: str) -> None:
    assert english.read(suggestion).expressions


@pytest.mark.parametrize("ask", [cronexpr.from_english, english.read], ids=["one", "several"])
def test_what_is_offered_reads_to_whoever_asked(ask: Callable[[str], object]) -> None:
    texts = [row[0] for row in PHRASES]
    texts += [text.replace("from ", "between ") for text in texts if "from " in text]
    offers = []
    for text in texts:
        try:
            ask(text)
        except EnglishError as error:
            offer = error.problems[0].suggestion
            if offer is not None:
                ask(offer)
                offers.append(offer)
                if " through " not in text:
                    assert not re.search("between [^,]* through", offer)
    assert len(offers) > 50


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("every hour between 9 and 5", "every hour between 9:00 AM and 5:00 PM"),
        ("every 15 minutes between 9am and 5pm", "every 15 minutes between 9:00 AM and 4:45 PM"),
        ("every 15 minutes between 9 and 5", None),
        ("every hour from 9 to 5", "every hour from 9:00 AM through 5:00 PM"),
        (
            "every hour between 10pm and 6am on mondays",
            "every hour between 10:00 PM and 11:59 PM on mondays",
        ),
    ],
)
def test_an_offered_window_is_worded_as_the_text_is(text: str, offer: str | None) -> None:
    problem = refusal(text).problems[0]
    assert problem.suggestion == offer


@pytest.mark.parametrize(("text", "dialect", "twelve", "twenty_four"), DESCRIPTIONS)
def test_the_worked_descriptions_read_back(text: str, dialect: str, twelve: str, twenty_four: str) -> None:
    expr = cronexpr.parse(text, dialect=DIALECTS[dialect])
    assert cronexpr.from_english(twelve).equivalent(expr)
    assert twenty_four == "=" or cronexpr.from_english(twenty_four).equivalent(expr)


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("every weekday at nien", "nien"),
        ("every 5 parsecs", "parsecs"),
        ("at 9am on mondays, please", "please"),
        ("every 90 minutes on mondays", "every 90 minutes"),
        ("at noon every other week", "every other week"),
        ("every day except Christmas", "Christmas"),
        ("at 9am on the 32nd", "32nd"),
        ("every hour from 9 to 5 on mondays", "9 to 5"),
        ("every day at 9am Mars/Olympus", "Mars"),
        ("every day at 9am Europe/Berln", "Europe/Berln"),
        ("at noon on the 1st and on mondays", "on the 1st and on mondays"),
        ("at noon on \U0001f600", "\U0001f600"),
        ("at\u00a09:00\u202fQM", "QM"),
    ],
)
def test_points_at_the_words_it_does_not_understand(phrase: str, word: str) -> None:
    start, stop = refusal(phrase).problems[0].span
    assert phrase[start:stop] == word


def test_every_code_of_the_docs_is_in_use() -> None:
    documented = {word for word in (english.__doc__ or "").split() if word.startswith("ENG")}
    assert documented == {f"ENG{number:03}" for number in range(1, 16)}
    texts = [row[0] for row in REFUSED] + [
        "",
        "x" * 9000,
        "weekdays at 9 and 17:30",
        "every 15 minutes from 9am to 5pm",
    ]
    assert {refusal(text).problems[0].code for text in texts} == documented


def test_several_expressions_are_read_but_not_returned_as_one() -> None:
    (problem,) = refusal("weekdays at 9 and 17:30").problems
    assert problem.code == "ENG011"
    assert "`0 9 * * 1-5`, `30 17 * * 1-5`" in problem.hint
    many = refusal("every 7 minutes from 9:00 AM through 5:00 PM").problems[0]
    assert many.hint.endswith(", ...")


def test_a_window_that_ends_on_the_boundary_has_two_candidates() -> None:
    (problem,) = refusal("every 5 minutes from 9am to 5pm").problems
    assert problem.code == "ENG012"
    assert "`*/5 9-16 * * *`" in problem.hint
    assert "`*/5 9-17 * * *`" in problem.hint
    assert problem.suggestion == "every 5 minutes from 9:00 AM through 4:55 PM"
    assert cronexpr.from_english(problem.suggestion).source == "*/5 9-16 * * *"
    reading = english.read("every 5 minutes from 9am to 5pm")
    assert reading.assumptions == ("the run at 5:00 PM is included",)


@pytest.mark.parametrize(
    "text",
    [
        "every minute from 9:50 AM through 10:10 AM",
        "every 30 minutes from 9am to 10am and from 1pm to 2pm",
        "Jan 1 and Feb 2 at noon",
    ],
)
def test_other_texts_that_take_several_expressions(text: str) -> None:
    assert refusal(text).problems[0].code == "ENG011"
    assert len(english.read(text).expressions) > 1


def test_a_window_by_seconds_has_candidates_too() -> None:
    (problem,) = refusal("every 15 seconds from 9:00 AM through 5:00 PM").problems
    assert problem.code == "ENG012"
    assert problem.suggestion == "every 15 seconds from 9:00 AM through 4:59:45 PM"


@pytest.mark.parametrize(
    ("text", "either", "both"),
    [
        ("friday 13th", "0 0 13 * 5", "0 0 13 * +5"),
        ("the 1st and 15th and mondays", "0 0 1,15 * 1", "0 0 1,15 * +1"),
        ("mondays, fridays and on the 3rd", "0 0 3 * 1,5", "0 0 3 * +1,5"),
        ("the last monday, wednesday and friday", "0 0 * * 1L,3L", "0 0 * * 3,1L"),
    ],
)
def test_a_hint_has_the_texts_of_both_readings(text: str, either: str, both: str) -> None:
    hint = refusal(text).problems[0].hint
    assert [only(quoted).source for quoted in re.findall('"(.*?)"', hint)] == [either, both]


def test_a_text_may_name_its_zone() -> None:
    for text in (
        "at 9am every day (Europe/Berlin)",
        "9am daily in Europe/Berlin",
        "Europe/Berlin, daily at 9am",
    ):
        assert cronexpr.from_english(text) == cronexpr.parse("0 9 * * *", tz="Europe/Berlin")
    assert only("at 9am daily UTC").tz is timezone.utc
    assert only("at 9am daily in utc").tz is timezone.utc
    assert only("at 9am daily GMT").tz is timezone.utc
    assert only("at 9am daily (CET)").tz == cronexpr.parse("* * * * *", tz="CET").tz


@pytest.mark.parametrize(
    ("name", "offset"),
    [
        ("UTC+02:00", timedelta(hours=2)),
        ("UTC-3", timedelta(hours=-3)),
        ("+05:30", timedelta(hours=5, minutes=30)),
        ("UTC-00:44:30", timedelta(minutes=-44, seconds=-30)),
    ],
)
def test_a_text_may_name_an_offset(name: str, offset: timedelta) -> None:
    assert only(f"at 9am every day ({name})").tz == timezone(offset)


@pytest.mark.parametrize(
    "name",
    [
        "UTC+24",
        "UTC+1:2:3:4",
        "UTC+",
        "UTC+:",
        "UTC+1x",
        "UTC+1:60",
        "Mars",
        "../etc",
        "a b",
        "",
        "(",
        "Europe/",
        "\0",
    ],
)
def test_no_zone_is_guessed(name: str) -> None:
    assert refusal(f"at 9am every day ({name})").problems[0].code in {"ENG003", "ENG009", "ENG014"}


def test_a_zone_in_parentheses_needs_both() -> None:
    assert refusal("at 9am every day (UTC").problems[0].code == "ENG009"
    assert refusal("at 9am every day (UTC, daily").problems[0].code == "ENG003"


def test_tz_is_the_zone_and_may_not_contradict_the_text() -> None:
    text = "at 9am every day (Europe/Berlin)"
    assert cronexpr.from_english("at 9am every day", tz="Asia/Tokyo") == cronexpr.parse(
        "0 9 * * *", tz="Asia/Tokyo"
    )
    assert cronexpr.from_english(text, tz="Europe/Berlin") == cronexpr.parse("0 9 * * *", tz="Europe/Berlin")
    with pytest.raises(EnglishError) as raised:
        english.read(text, tz="Asia/Tokyo")
    (problem,) = raised.value.problems
    assert problem.code == "ENG014"
    assert text[slice(*problem.span)] == "(Europe/Berlin)"


def test_standard_where_it_can_else_extended() -> None:
    assert only("on the last weekday of the month").dialect.name == "standard"
    assert only("on the weekday nearest the 15th").dialect.name == "standard"
    assert only("on the 1st and the last weekday of the month").dialect.name == "extended"
    assert only("on the weekday nearest the 2nd day before the last day").dialect.name == "extended"


def test_arguments_are_checked() -> None:
    with pytest.raises(TypeError, match="text must be a str, not NoneType"):
        cronexpr.from_english(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cronexpr.from_english("daily", tz=3)  # type: ignore[arg-type]
    with pytest.raises(CronOptionError, match="unknown time zone"):
        cronexpr.from_english("daily", tz="Mars/Olympus")


def test_cron_text_is_recognised() -> None:
    assert refusal("*/5 * * * *").problems[0].hint == "this is a cron expression: parse() reads it"


def test_a_reading_is_a_value() -> None:
    reading = english.read("at 5 every day")
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert reading.assumptions == ("5 is 05:00, not 17:00",)


def test_errors_report_themselves() -> None:
    assert refusal("evry day").pretty().splitlines() == [
        'error[ENG003]: did not understand "evry"',
        "  evry day",
        "  ^^^^",
        '  help: did you mean "every"? `every day`',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 8192,
        "at 9, " * 1365,
        "on the 1st and " * 540,
        "every " * 1365,
        "on the " * 1170,
        "on " * 2730,
        "once " * 1638,
        "from 1am to 2am and " * 400,
        "in 1970, 1972 and 1975, " * 340,
        "9" * 8192,
        "at " + "1, " * 2729,
        "a-" * 4096,
        "'" * 8192,
        "mon/" * 2048,
        "Europe/" * 1170,
        "x" * 8192,
        "on the last " * 680,
    ],
)
def test_long_texts_are_refused_in_bounded_time(text: str) -> None:
    assert len(text) <= 8192
    assert refusal(text).problems[0].code != "ENG002"


def test_long_lists_are_read() -> None:
    times = "at " + " and ".join(["9:00 AM"] * 600)
    assert only(times).source == "0 9 * * *"
    windows = " and ".join(["from 9am to 5pm"] * 400)
    assert only(f"every hour {windows}").source == "0 9-17 * * *"
    assert refusal("x" * 8193).problems[0].code == "ENG002"


def test_interleaved_years_fit_into_an_expression() -> None:
    text = "*/2,*/3 */2,*/3 */2,*/3 */2,*/3 * 1,2#1 1970-2199/2,1971-2199/3"
    expr = cronexpr.parse(text)
    again = cronexpr.from_english(cronexpr.describe(expr))
    assert again.equivalent(expr)
    assert again.source.endswith(" 1970-2198/2,1971-2199/3")


def test_what_no_expression_could_hold_is_too_long() -> None:
    draw = random.Random(1)
    minutes = ", ".join(map(str, sorted(draw.sample(range(10, 60), 38))))
    years = ", ".join(map(str, sorted(draw.sample(range(1970, 2200), 140))))
    last = "{0}th day before the last day"
    day = f"the {last}, weekday nearest the {{0}}th, weekday nearest the {last}"
    days = ", ".join([day.format(n) for n in range(1, 31)])
    names = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
    weekdays = ", ".join([f"the {n}th {name}" for n in range(1, 6) for name in names])
    text = f"at minutes {minutes}, at seconds {minutes}, on {days} or {weekdays}, in {years}"
    assert len(text) <= 8192
    assert refusal(text).problems[0].code == "ENG002"
