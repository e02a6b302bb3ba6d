"""Warnings: each row of the table, and that what they say is true."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import oracle
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import expressions, sparse_expressions
from table_rows import rows

import cronexpr
from cronexpr import CronOptionError, Problem, errors
from cronexpr.dialects import STANDARD
from cronexpr.linter import PRESETS, RULES
from cronexpr.linter._texts import EXPLANATIONS

NOW = datetime(2024, 11, 22, tzinfo=UTC)
PACKAGE = Path(cronexpr.__file__).parent
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "warnings.rst"
CODES = sorted({rule.code for rule in RULES})
ROWS = rows("warnings.txt")
# What is worth a remark nearly everywhere says little about one expression.
COMMON = {"CRL020", "CRL021", "CRL022", "CRL030"}
OTHERWISE_READ = {
    "CRL014": ("0 22-2 * * *", STANDARD.replace(name="wrapping", wrapping_fields=("hour", "day_of_week"))),
    "CRL017": ("0 0 * * 2-6", STANDARD.replace(name="from one", weekdays=(1, 7), sunday=1)),
    "CRL023": ("5/15 * * * *", STANDARD.replace(name="open", start_steps=True)),
    "CRL027": ("@Daily", STANDARD.replace(name="any case", nickname_case="any")),
}
"""Codes of what the standard dialect does not read: an expression, and a dialect that does."""


def found(text: str, **options: object) -> list[Problem]:
    options = {"now": NOW, "select": "all"} | options
    return list(cronexpr.check(text, **options))  # type: ignore[arg-type]


def codes(text: str, **options: object) -> set[str]:
    return {problem.code for problem in found(text, **options)}


def one(text: str, code: str, **options: object) -> Problem:
    (problem,) = [problem for problem in found(text, **options) if problem.code == code]
    return problem


# The table


def _row(problem: Problem) -> tuple[str, str, str, str]:
    offer = "-"
    if problem.fix is not None:
        offer = f"fix: {problem.fix}"
    elif problem.suggestion is not None:
        offer = f"suggestion: {problem.suggestion}"
    return problem.field or "-", f"{problem.span[0]}-{problem.span[1]}", offer, problem.message


@pytest.mark.parametrize(("text", "zone", "code", "field", "span", "offer", "message"), ROWS)
def test_the_table(text: str, zone: str, code: str, field: str, span: str, offer: str, message: str) -> None:
    problems = found(text, tz=None if zone == "-" else zone)
    if code == "-":
        assert {problem.code for problem in problems} <= COMMON
    else:
        assert (field, span, offer, message) in [_row(one) for one in problems if one.code == code]


def test_every_rule_has_a_row() -> None:
    assert {row[2] for row in ROWS} - {"-"} | set(OTHERWISE_READ) == set(CODES)


@pytest.mark.parametrize("code", OTHERWISE_READ)
def test_rules_of_other_dialects(code: str) -> None:
    text, dialect = OTHERWISE_READ[code]
    assert code in codes(text, dialect=dialect)
    assert code not in {problem.code for problem in found("0 9 1 1 *", dialect=dialect)}


def test_everyday_schedules_have_no_warnings() -> None:
    for line, _ in rows("everyday.txt"):
        assert cronexpr.check(" ".join(line.split()[:5])) == ()


# Rules of other dialects, more closely


def test_a_wrapped_range_is_split_without_changing_it() -> None:
    dialect = OTHERWISE_READ["CRL014"][1]
    assert one("0 22-2 * * *", "CRL014", dialect=dialect).fix == "0 22-23,0-2 * * *"
    assert one("0 23-2 * * *", "CRL014", dialect=dialect).fix == "0 23,0-2 * * *"
    assert one("0 18-3/4 * * *", "CRL014", dialect=dialect).fix == "0 2,18,22 * * *"
    assert one("0 0 * * fri-mon", "CRL014", dialect=dialect).span == (8, 15)


@pytest.mark.parametrize("text", ["0 0 12 ? * 2-6", "0 0 12 ? * 1,7", "0 0 12 ? * 2-6/2", "0 0 12 ? * 7#2"])
def test_named_weekdays_are_those_of_the_numbers(text: str) -> None:
    offer = one(text, "CRL017", dialect="quartz").suggestion
    assert offer is not None
    assert not any(map(str.isdigit, offer.split()[-1].partition("/")[0].partition("#")[0]))
    assert cronexpr.parse(offer, dialect="quartz").equivalent(cronexpr.parse(text, dialect="quartz"))


def test_quartz_numbers_are_told_apart_by_what_goes_with_them() -> None:
    problem = one("0 0 12 ? * 2-6", "CRL033")
    assert 'dialect="quartz", or write MON-FRI;' in problem.hint
    ours, theirs = [cronexpr.parse("0 0 12 ? * 2-6", dialect=name) for name in ("standard", "quartz")]
    assert ours.equivalent(cronexpr.parse("0 0 12 ? * TUE-SAT"))
    assert theirs.equivalent(cronexpr.parse("0 0 12 ? * MON-FRI"))
    assert "CRL033" in codes("0 0 12 ? * 2-6", dialect="extended")
    # Where a six-field line is the only kind, numbers are the dialect's own; and from 1 is CRL017.
    assert "CRL033" not in codes("0 0 12 ? * 2-6", dialect="spring")
    assert "CRL033" not in codes("0 0 12 ? * 2-6", dialect="quartz")


def test_numbered_weekdays_are_offered_as_the_names_they_have() -> None:
    dialect = OTHERWISE_READ["CRL017"][1]
    problem = one("0 0 12 * 1-5", "CRL017", dialect=dialect)
    assert problem.suggestion == "0 0 12 * SUN-THU"
    assert "write MON-FRI;" in problem.hint
    assert problem.message.endswith("1-5 means Sunday, Monday, Tuesday, Wednesday and Thursday")
    third = one("0 0 * * 6#3", "CRL017", dialect=dialect)
    assert third.suggestion == "0 0 * * FRI#3"
    assert "write SAT#3;" in third.hint
    assert third.message.endswith("6#3 means Friday")
    assert "CRL017" not in codes("0 0 * * MON-FRI", dialect=dialect)
    assert "CRL017" not in codes("0 0 * * SAT#3", dialect=dialect)
    assert not {"CRL017", "CRL028"} & codes("@weekly", dialect=dialect)


def test_a_step_after_a_value_is_written_out() -> None:
    dialect = OTHERWISE_READ["CRL023"][1]
    assert one("5/15 * * * *", "CRL023", dialect=dialect).fix == "5-59/15 * * * *"
    assert "CRL023" not in codes("*/15,1-5/2 * * * *", dialect=dialect)
    # Where no line of five fields is read it is the usual way to write a step.
    six = dialect.replace(name="six", layouts=(STANDARD.layouts[1],))
    assert "CRL023" not in codes("0 5/15 * * * *", dialect=six)


def test_a_nickname_is_put_in_lower_case() -> None:
    dialect = OTHERWISE_READ["CRL027"][1]
    assert one(" @Daily\n", "CRL027", dialect=dialect).fix == " @daily\n"
    assert codes("@Reboot", dialect=dialect) == {"CRL027"}
    assert codes("@reboot", dialect=dialect) == set()


FIRST_CHAR = STANDARD.replace(name="first char", star_test="first-char")


def test_where_a_leading_star_is_no_limit_both_days_must_match() -> None:
    problem = one("0 0 */2 * 1", "CRL011", dialect=FIRST_CHAR)
    assert "both day fields must match here" in problem.message
    assert problem.suggestion is None
    assert problem.hint.startswith("the leading * makes both day fields count")
    assert "CRL011" in codes("0 0 13 * */2", dialect=FIRST_CHAR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 0 1-7 * */7", {"CRL011"}),
        ("0 0 */31 * 1", {"CRL011"}),
        ("0 0 1-7 * */7,3", {"CRL011"}),
        ("0 0 */2 * 1", {"CRL005", "CRL011"}),
        ("0 0 13 * */2", {"CRL007", "CRL011"}),
        ("0 0 */14 * 1", {"CRL011", "CRL032"}),
        ("0 0 *,13 * 1", {"CRL011"}),
    ],
)
@pytest.mark.parametrize("dialect", ["cronie", "vixie"])
def test_a_star_that_joins_the_days_is_never_offered_away(
    dialect: str, text: str, expected: set[str]
) -> None:
    problems = found(text, dialect=dialect, select="default")
    assert {problem.code for problem in problems} == expected
    assert [problem.suggestion or problem.fix for problem in problems] == [None] * len(problems)


def test_a_star_that_joins_nothing_may_go() -> None:
    assert one("0 0 * * */7", "CRL008", dialect="cronie").suggestion == "0 0 * * 0"
    assert one("0 0 1-7 * +*/7", "CRL008", dialect=FIRST_CHAR).suggestion == "0 0 1-7 * +0"


def test_two_nights_are_not_spelt_out_beside_a_star_that_joins() -> None:
    assert one("0 22-23,0-2 */2 * 1", "CRL015", dialect="cronie").hint.endswith("for the days after")


def test_the_day_rules_are_silent_where_both_days_must_match() -> None:
    dialect = STANDARD.replace(name="both", day_rule="and")
    for text in ("0 0 13 * 5", "0 0 1-7 * 1", "0 0 1,15 * 1", "0 0 1-31 * 1"):
        assert not {"CRL009", "CRL010", "CRL011", "CRL032"} & codes(text, dialect=dialect)


def test_nothing_is_offered_that_the_dialect_does_not_read() -> None:
    plain = STANDARD.replace(name="plain", forms=frozenset(), listed_forms=frozenset())
    for text in ("0 0 31 2 *", "0 0 13 * 5", "0 0 1-7 * 1", "0 0 25-31 * 1", "0 0 1,15 * 1", "0 0 31 * *"):
        for problem in found(text, dialect=plain):
            assert problem.suggestion is None or cronexpr.is_valid(problem.suggestion, dialect=plain)
    assert one("0 0 13 * 5", "CRL009", dialect=plain).suggestion is None
    seven = STANDARD.replace(name="seven", layouts=STANDARD.layouts[2:])
    assert one("0 0 0 1 1 * 2019", "CRL029", dialect=seven).suggestion is None


def test_where_seconds_come_last_six_fields_are_not_taken_for_those_that_begin_with_them() -> None:
    five = STANDARD.layouts[0]
    dialect = STANDARD.replace(name="seconds last", layouts=(five, (*five, "second")))
    assert "CRL016" not in codes("0 9 * 1-5 * 0", dialect=dialect)
    assert one("0 9 * 1-5 * 0", "CRL026", dialect=dialect).suggestion == "0 9 * * 1-5 0"


EVERYWHERE = (
    "0 0 31 2 *, 0 0 13 * 5, 0 0 1-7 * 1, 0 0 */2 * 1, 0 22-23,0-2 * * 7, 5/15 * * * *, 0 22-2 * * *, @daily,"
    " 0 0 0 31 * ?, 0 0 12 ? * 2-6, 0 0/7 9-17 ? * 6#3, * * 12 * * ?, 0 22-2 ? * MON 2019, H H(0-7) * * *,"
    " H/7 H 31 * 7, ~ 9 * * *, 0 0 ? * 6L *, cron(0/7 9 ? * 2-6 *), cron(0 9 ? * MON 2019),"
    " 0 0 0 29 2 ? 2023, */5 * * * * 0, R H 1,15 * 1, 08 */24 * * 0-7"
).split(", ")


@pytest.mark.parametrize("dialect", cronexpr.dialects.dialect_names())
def test_in_every_dialect_what_is_offered_is_read(dialect: str) -> None:
    read = 0
    for text in EVERYWHERE:
        problems = found(text, dialect=dialect, tz="Europe/Berlin")
        if {problem.severity for problem in problems} & {"error"}:
            continue
        read += 1
        for problem in problems:
            for offer in {problem.fix, problem.suggestion} - {None}:
                assert cronexpr.is_valid(offer, dialect=dialect)  # type: ignore[arg-type]
    assert read


# Presets, codes, arguments


def test_the_presets() -> None:
    assert [problem.code for problem in cronexpr.check("* 9 13 * 5", now=NOW)] == ["CRL002", "CRL009"]
    everything = [problem.code for problem in cronexpr.check("* 9 13 * 5", now=NOW, select="all")]
    assert everything == ["CRL002", "CRL030", "CRL009"]
    assert cronexpr.check("* 9 13 * 5", now=NOW, select="strict") == tuple(found("* 9 13 * 5"))
    assert set(PRESETS) == {"default", "all", "strict"}


def test_ignored_codes_are_left_out_but_errors_stay() -> None:
    assert [problem.code for problem in cronexpr.check("* 9 13 * 5", ignore=["CRL009"])] == ["CRL002"]
    assert [problem.code for problem in cronexpr.check("60 * * * *", ignore=["CRON103"])] == ["CRON103"]


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"select": "strickt"}, 'did you mean "strict"? known presets: default, all, strict'),
        ({"ignore": ["CRL09"]}, "codes look like CRON103, CRL009 or OPT001"),
        ({"ignore": ["crl009"]}, "did you mean CRL009?"),
    ],
)
def test_unknown_presets_and_codes_are_refused(options: dict[str, object], hint: str) -> None:
    with pytest.raises(CronOptionError) as caught:
        found("* * * * *", **options)
    assert caught.value.problems[0].code == "OPT006"
    assert caught.value.problems[0].hint == hint


@pytest.mark.parametrize(
    "options",
    [{"ignore": "CRL009"}, {"now": "2024"}, {"now": datetime(2024, 1, 1), "tz": "Europe/Berlin"}],
)
def test_arguments_of_the_wrong_type_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        found("* * * * *", **options)


def test_without_a_zone_now_may_be_naive() -> None:
    assert "CRL029" in codes("0 0 0 1 1 * 2024", now=datetime(2024, 11, 22))


def test_now_is_the_present_by_default() -> None:
    year = datetime.now(UTC).year
    assert "CRL029" in {problem.code for problem in cronexpr.check(f"0 0 0 1 1 * {year - 1}")}
    assert "CRL029" not in {problem.code for problem in cronexpr.check(f"0 0 0 1 1 * {year + 1}")}


def test_at_most_fifty_problems_are_told() -> None:
    assert len(found(",".join(["1-5/9"] * 100) + " * * * *")) == 50


def test_in_long_texts_no_fix_is_proven() -> None:
    text = ",".join(["0-59"] * 100) + " * * * *"
    problem = one(text, "CRL013")
    assert problem.fix is not None
    assert one(",".join(["07"] * 200) + " * * * *", "CRL031").fix is None


@pytest.mark.parametrize(
    ("text", "code", "dialect"),
    [
        (",".join(["5/15"] * 190) + " * * * *", "CRL023", "kubernetes"),
        ("0 0 12 ? * " + ",".join("1" * 490), "CRL017", "quartz"),
        (",".join(["50-49"] * 150) + " * * * *", "CRL014", "croniter"),
    ],
)
def test_what_nobody_would_read_is_not_offered(text: str, code: str, dialect: str) -> None:
    problem = one(text, code, dialect=dialect)
    assert (problem.fix, problem.suggestion) == (None, None)


@pytest.mark.parametrize("text", ["@daily", "@weekly", "@monthly"])
def test_a_nickname_moved_from_a_clock_change_is_written_in_the_fields_of_its_dialect(text: str) -> None:
    for zone in ("Asia/Beirut", "America/Havana"):
        for problem in found(text, dialect="spring", tz=zone, now=datetime(2011, 1, 1, tzinfo=UTC)):
            assert problem.suggestion is None or len(problem.suggestion.split()) == 6
            assert problem.suggestion is None or cronexpr.is_valid(problem.suggestion, dialect="spring")
    assert one("@daily", "CRL020", dialect="spring").suggestion is not None


def test_a_text_of_the_greatest_length_has_no_room_for_another_hour() -> None:
    text = "15," + "5," * 506 + "5 9 * * *"
    assert len(text) == 1024
    early = {"tz": "Pacific/Apia", "now": datetime(2011, 6, 1, tzinfo=UTC)}
    assert one(text, "CRL019", **early).suggestion is None


def test_lines_that_would_be_cut_off_are_not_shown() -> None:
    assert "`0 0-2 * * 2`" in one("0 22-23,0-2 * * 1", "CRL015").hint
    minutes = ",".join(map(str, range(1, 60, 2)))
    assert (
        one(f"0,{minutes} 22-23,0-2 * * 1", "CRL015").hint == "write two lines, the second for the days after"
    )
    hint = one(f"*/5,{minutes} 9-17 * * 1", "CRL022").hint
    assert hint == "to end at 17:00 write another line for that hour"


def test_weekdays_are_numbered_as_in_the_dialect() -> None:
    iso = STANDARD.replace(name="iso", weekdays=(1, 7), sunday=7, start_steps=True)
    assert "`0 0-2 * * 2`" in one("0 22-23,0-2 * * 1", "CRL015", dialect=iso).hint
    assert "it means 1-6/2" in one("0 0 * * 1/2", "CRL023", dialect=iso).message


def test_years_that_are_left_may_have_no_date_left() -> None:
    year = {"now": datetime(2026, 6, 1, tzinfo=UTC)}
    assert one("0 0 0 29 2 * 2020-2027", "CRL029", **year).message.endswith(
        "no date is left in the years it names"
    )
    assert one("0 0 0 29 2 * 2020-2025", "CRL029", **year).message.endswith("the last year it names is 2025")


def test_a_leap_day_is_not_rare_in_leap_years() -> None:
    assert "CRL018" in codes("0 0 0 29 2 * 2028-2032")
    assert "CRL018" not in codes("0 0 0 29 2 * 2028,2032")


def test_spans_count_the_white_space_before_and_between() -> None:
    assert one(" \t0\t9  31 *\t*\n", "CRL018").span == (7, 9)
    assert one("  @daily ", "CRL020").span == (2, 8)


def test_a_year_is_taken_away_with_its_white_space() -> None:
    assert one(" 0 0 0 1 1 *\t 2019 ", "CRL029").suggestion == " 0 0 0 1 1 * "


def test_a_long_item_is_cut_in_messages() -> None:
    problem = one("0 0 * * " + "0" * 30 + "1-7", "CRL012")
    assert problem.message == "0" * 20 + "... is all there is of this field"


# Clock changes


def test_zones_without_a_key_are_called_this_zone() -> None:
    from dateutil import tz

    problem = one("30 2 * * *", "CRL019", tz=tz.tzrange("A", -18000, "B"), ignore=())
    assert problem.message == "02:30 does not exist on 2025-04-06 in this zone; it will run at 03:00"


@pytest.mark.parametrize(
    ("policy", "gap", "fold"),
    [
        ("vixie", "it will run at 03:00", "it will run the first time only"),
        ("skip", "it will not run then", "it will run the first time only"),
        ("wall", "it will not run then", "it will run both times"),
        ("quartz", "it will not run then", "it will run the second time only"),
    ],
)
def test_the_dialects_policy_decides_unless_one_is_named(policy: str, gap: str, fold: str) -> None:
    dialect = STANDARD.replace(name=policy, dst=policy)
    problems = found("30 2 * * *", dialect=dialect, tz="Europe/Berlin")
    messages = [problem.message for problem in problems if problem.code == "CRL019"]
    assert messages == [
        f"02:30 does not exist on 2025-03-30 in Europe/Berlin; {gap}",
        f"02:30 happens twice on 2025-10-26 in Europe/Berlin; {fold}",
    ]
    assert found("30 2 * * *", dst=policy, tz="Europe/Berlin") == problems


def test_a_run_at_the_end_of_the_gap_makes_up_for_those_in_it() -> None:
    problem = found("0,30 2,3 * * *", tz="Europe/Berlin")[0]
    assert problem.code == "CRL019"
    assert problem.message.startswith("02:00 and 02:30 do not exist on 2025-03-30")
    assert problem.message.endswith("it will run at 03:00")


def test_an_hour_is_only_moved_where_no_clock_change_reaches_it() -> None:
    assert one("30 23 * * *", "CRL019", tz="Africa/Cairo").suggestion is None


# Explanations


def test_every_code_is_explained() -> None:
    named = {f"CRON{number}" for number in range(100, 123)}
    for code in named | set(CODES) | {f"OPT00{number}" for number in range(1, 7)}:
        text = cronexpr.explain_code(code)
        assert len(text) > 20
        assert text.endswith((".", ".)"))
        assert text == " ".join(text.split())


def test_every_code_in_the_source_of_a_tool_is_explained() -> None:
    for tool, letters, count in (("english", "ENG", 15), ("converter", "CNV", 17)):
        sources = [path.read_text(encoding="utf-8") for path in (PACKAGE / tool).glob("*.py")]
        used = set(re.findall(rf"\b{letters}\d{{3}}\b", " ".join(sources)))
        assert len(used) == count
        assert used == {code for code in EXPLANATIONS if code.startswith(letters)}


def test_every_code_in_the_package_is_explained() -> None:
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    codes = set(re.findall(r'["\'`(]([A-Z]{3,4}\d{3})\b', " ".join(sources)))
    assert {"CRON100", "CRL001", "CRT043", "WTS028", "CEL001"} < codes
    assert {code for code in codes if not cronexpr.explain_code(code)} == set()


def test_a_code_is_text() -> None:
    with pytest.raises(TypeError, match="code must be a str, not NoneType"):
        cronexpr.explain_code(None)  # type: ignore[arg-type]


def test_unknown_codes_are_refused_with_the_nearest() -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.explain_code("CRL0O9")
    assert caught.value.problems[0].suggestion in {"CRL009", "CRL029", "CRL019", None}
    with pytest.raises(CronOptionError) as caught:
        cronexpr.explain_code("crl009")
    assert caught.value.problems[0].suggestion == "CRL009"


def test_the_page_has_the_same_texts() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    for rule in RULES:
        assert f"{rule.code} {rule.name}" in page
        assert f"*{rule.severity}*" in page
    for text in EXPLANATIONS.values():
        assert text in page


def test_the_page_of_errors_lists_and_shows_every_code_of_the_parser() -> None:
    page = (PAGE.parent / "errors.rst").read_text(encoding="utf-8")
    codes = [code for code in EXPLANATIONS if code.startswith("CRON1")]
    assert "CRON122" in codes
    assert re.findall(r"^   \* - (CRON1\d\d)$", page, re.MULTILINE) == codes


# Laws


@given(text=st.one_of(st.text(), expressions(), st.text("0123456789*,-/?LW#+@ \tJANMONjan", max_size=40)))
@example(text="\x00")
@example(text="@")
def test_any_text_is_checked_and_only_errors_keep_it_from_being_parsed(text: str) -> None:
    problems = found(text, tz="Europe/Berlin")
    has_errors = any(problem.severity == "error" for problem in problems)
    assert has_errors is not cronexpr.is_valid(text)
    if has_errors:
        assert {problem.severity for problem in problems} == {"error"}
    for problem in problems:
        start, stop = problem.span
        assert 0 <= start <= stop <= len(text)
        assert "\n" not in errors.render(problem, None).partition("\n")[0]


@given(text=expressions())
def test_what_is_offered_is_sound(text: str) -> None:
    expr = cronexpr.parse(text)
    for problem in found(text, tz="Europe/Berlin"):
        assert problem.severity in {"warning", "info"}
        assert not problem.message.endswith(".")
        assert problem.fix is None or problem.suggestion is None
        if problem.fix is not None:
            fixed = cronexpr.parse(problem.fix)
            assert fixed == expr
            assert fixed.equivalent(expr)
        if problem.suggestion is not None:
            assert cronexpr.is_valid(problem.suggestion)


@given(text=expressions())
@example(text="0,*/2,*/3 * * * *")
def test_a_fix_mends_its_problem(text: str) -> None:
    for problem in found(text):
        if problem.fix is not None:
            # Those of one list may still overlap when none repeats the others, so messages count too.
            left = [(other.code, other.field, other.message) for other in found(problem.fix)]
            assert (problem.code, problem.field, problem.message) not in left


@given(text=sparse_expressions())
@example(text="0 0 30 2 *")
@example(text="0 0 31 2,4,6,9,11 +1")
def test_never_is_never(text: str) -> None:
    never = "CRL001" in codes(text)
    first, last = oracle.years_that_tell(text)
    assert never is not any(oracle.days(text, first, last))


@given(text=sparse_expressions())
@example(text="0 0 13 * 5")
@example(text="0 0 L 2 1#1")
def test_either_day_is_enough(text: str) -> None:
    by_rule = codes(text) & {"CRL009", "CRL010", "CRL032"}
    schedule = oracle.read(text)
    first, second = schedule.day_of_month, schedule.day_of_week
    if not first or not second or schedule.both_days:
        assert not by_rule - {"CRL032"}
    elif by_rule:
        days = oracle.days(text, *oracle.years_that_tell(text))
        assert any(first(day) != second(day) for day in days)


def _uneven(step: int, first: int, last: int, size: int) -> bool:
    values = list(range(first, last + 1, step))
    return len({b - a for a, b in pairwise([*values, values[0] + size])}) > 1


@given(step=st.integers(2, 59), first=st.integers(0, 59))
def test_uneven_minutes_are_uneven(step: int, first: int) -> None:
    text = f"*/{step} * * * *" if first == 0 else f"{first}-59/{step} * * * *"
    start = datetime(2024, 1, 1)
    times = oracle.naive_occurrences(text, start, start + timedelta(hours=3))
    gaps = {later - earlier for earlier, later in pairwise(times)}
    assert ("CRL003" in codes(text)) is (len(gaps) > 1 and 60 % step > 0)


@given(step=st.integers(2, 23), first=st.integers(0, 23))
def test_uneven_hours_are_uneven(step: int, first: int) -> None:
    text = f"0 */{step} * * *" if first == 0 else f"0 {first}-23/{step} * * *"
    start = datetime(2024, 1, 1)
    times = oracle.naive_occurrences(text, start, start + timedelta(days=3))
    gaps = {later - earlier for earlier, later in pairwise(times)}
    assert ("CRL004" in codes(text)) is (len(gaps) > 1 and 24 % step > 0)


@given(step=st.integers(2, 12), first=st.integers(1, 12))
def test_uneven_months_are_uneven(step: int, first: int) -> None:
    text = f"0 0 1 */{step} *" if first == 1 else f"0 0 1 {first}-12/{step} *"
    assert ("CRL006" in codes(text)) is (_uneven(step, first, 12, 12) and 12 % step > 0)


@given(day=st.integers(1, 31), months=st.sets(st.integers(1, 12), min_size=1))
def test_a_rare_day_is_missing_in_a_month(day: int, months: set[int]) -> None:
    text = f"0 0 {day} {','.join(map(str, sorted(months)))} *"
    first, last = 2024, 2027
    expected = {(year, month) for year in range(first, last + 1) for month in months}
    hit = {(when.year, when.month) for when in oracle.days(text, first, last)}
    assert bool({"CRL018", "CRL001"} & codes(text)) is (hit != expected)


@given(year=st.integers(1970, 2199), now=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))
def test_past_years_are_past(year: int, now: datetime) -> None:
    is_past = "CRL029" in codes(f"0 0 12 1 7 * {year}", now=now)
    assert is_past is (datetime(year, 7, 1, 12) <= now)


@given(
    evening=st.integers(1, 6),
    morning=st.integers(1, 6),
    days=st.sets(st.integers(0, 6), min_size=1, max_size=7),
)
def test_a_split_night_has_days_whose_evening_no_morning_follows(
    evening: int, morning: int, days: set[int]
) -> None:
    text = f"0 {24 - evening}-23,0-{morning - 1} * * {','.join(map(str, sorted(days)))}"
    runs = oracle.days(text, 2024, 2024)
    torn = any(day + timedelta(days=1) not in runs for day in runs if day < date(2024, 12, 31))
    assert ("CRL015" in codes(text)) is torn


@given(text=expressions())
def test_very_frequent_is_once_a_minute_or_more(text: str) -> None:
    if "CRL021" in codes(text):
        interval = cronexpr.parse(text).shortest_interval()
        assert interval is not None
        assert interval <= timedelta(minutes=1)


# Cost


def test_to_parse_loads_no_linter() -> None:
    program = (
        "import sys, cronexpr; cronexpr.parse('0 9 * * *'); cronexpr.is_valid('* 9 * * *');"
        "print([name for name in sys.modules if name.startswith('cronexpr.linter')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
