from __future__ import annotations

import copy
import pickle

import pytest

import cronexpr
from cronexpr import dialects
from cronexpr._grammar import FIELD_FORMS
from cronexpr._zoned import POLICIES
from cronexpr.dialects import EXTENDED, FIVE, QUARTZ, STANDARD, VIXIE, Dialect, dialect_names, get_dialect
from cronexpr.errors import CronOptionError, CronSyntaxError
from cronexpr.forms import preview


def test_presets_are_found_by_their_names() -> None:
    assert get_dialect("standard") is STANDARD
    assert get_dialect("extended") is EXTENDED
    assert dialect_names() == (
        *("standard", "extended", "vixie", "cronie", "quartz", "spring", "aws", "kubernetes", "github"),
        *("jenkins", "azure", "google", "celery", "croniter"),
    )
    assert all(get_dialect(name).name == name for name in dialect_names())


def test_presets_are_constants_too() -> None:
    for name in dialect_names():
        assert getattr(dialects, name.upper()) is get_dialect(name)
    for name in ("quartz", "HOUSE"):
        with pytest.raises(AttributeError, match=f"no attribute '{name}'"):
            getattr(dialects, name)
    assert {name.upper() for name in dialect_names()} <= {*dir(dialects)}


def test_the_names_that_a_dialect_may_use_are_those_that_mean_something() -> None:
    assert tuple(POLICIES) == dialects.POLICY_NAMES
    assert frozenset(dialects.FORMS) == frozenset().union(*FIELD_FORMS.values())
    for name in dialect_names():
        expr = cronexpr.parse("@reboot").replace(dst=get_dialect(name).dst)
        assert expr.dst == get_dialect(name).dst


def test_a_dialect_stands_for_itself() -> None:
    mine = STANDARD.replace(name="mine")
    assert get_dialect(mine) is mine


@pytest.mark.parametrize(
    ("name", "near"), [("standrad", "standard"), (" Extended", "extended"), ("zzz", None)]
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, near: str | None) -> None:
    with pytest.raises(CronOptionError) as caught:
        get_dialect(name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.suggestion) == ("OPT001", near)
    assert "known dialects: standard, extended" in problem.hint
    assert "did you mean" in problem.hint if near else "did you mean" not in problem.hint


@pytest.mark.parametrize("dialect", [None, 5, b"standard", ["standard"]])
def test_a_dialect_of_another_type_is_a_type_error(dialect: object) -> None:
    with pytest.raises(TypeError, match="dialect must be a str or a Dialect"):
        get_dialect(dialect)  # type: ignore[arg-type]


def test_presets_pickle_by_name_and_derived_dialects_as_data() -> None:
    mine = STANDARD.replace(name="mine", day_rule="and")
    assert pickle.loads(pickle.dumps(STANDARD)) is STANDARD
    assert copy.deepcopy(EXTENDED) is EXTENDED
    assert b"layouts" not in pickle.dumps(STANDARD)
    again = pickle.loads(pickle.dumps(mine))
    assert again == mine
    assert hash(again) == hash(mine)


def test_a_derived_dialect_that_keeps_the_name_is_no_preset() -> None:
    impostor = STANDARD.replace(day_rule="and")
    assert impostor != STANDARD
    assert not impostor.is_preset
    assert pickle.loads(pickle.dumps(impostor)) == impostor
    assert repr(impostor) == "<Dialect 'standard', derived>"
    assert repr(STANDARD) == "Dialect('standard')"


def test_dialects_are_immutable_and_equal_by_value() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        STANDARD.day_rule = "and"  # type: ignore[misc]
    assert STANDARD.replace() == STANDARD
    assert hash(STANDARD.replace()) == hash(STANDARD)
    assert len({STANDARD, EXTENDED, STANDARD.replace()}) == 2


def test_all_that_a_dialect_holds_is_immutable() -> None:
    for name in dialect_names():
        dialect: Dialect = get_dialect(name)
        for slot in Dialect.__slots__:
            assert isinstance(getattr(dialect, slot), (str, int, tuple, frozenset))


@pytest.mark.parametrize(
    "change",
    [
        {"day_rule": "xor"},
        {"star_test": ""},
        {"step_limit": "long"},
        {"name_case": "lower"},
        {"name_forms": "whole"},
        {"form_case": "lower"},
        {"nickname_case": "upper"},
        {"dst": "vixi"},
        {"separators": ""},
        {"separators": " ;"},
        {"weekdays": (2, 8)},
        {"star_weekdays": (0, 7)},
        {"early_seven": "no"},
        {"start_steps": 2},
    ],
)
def test_a_value_that_means_nothing_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CronOptionError, match=f"{next(iter(change))} must be one of"):
        STANDARD.replace(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"layouts": ()},
        {"layouts": FIVE},
        {"layouts": (FIVE[:4],)},
        {"layouts": ((*FIVE, "week"),)},
        {"layouts": ((*FIVE, "month"),)},
        {"layouts": (FIVE, FIVE[::-1])},
        {"years": (0, 9)},
        {"years": (2000, 1999)},
        {"years": (1970,)},
        {"years": (1970.5, 2000)},
        {"years": (1970, 10000)},
        {"weekdays": (1, 7), "sunday": 0},
        {"sunday": 8},
        {"forms": ("L=7",), "weekdays": (0, 6)},
        {"day_rule": "exclusive", "forms": ("L",)},
        {"day_rule": "exclusive", "forms": ("?", "?=*")},
        {"hash_days": 0},
        {"hash_days": 32},
        {"late_sundays": ("letter",)},
        {"named_fields": ("hour",)},
        {"named_fields": "month"},
        {"forms": ("L", "Q")},
        {"listed_forms": ("LW,",)},
        {"stepless_fields": ("weekday",)},
        {"wrapping_fields": ("hours",)},
        {"nicknames": (("@daily", "@midnight"), ("@midnight", "@daily"))},
        {"nicknames": (("daily", "0 0 * * *"),)},
        {"nicknames": (("@Daily", "0 0 * * *"),)},
        {"nicknames": (("@each day", "0 0 * * *"),)},
    ],
)
def test_a_value_that_cannot_be_read_by_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CronOptionError, match=f"{list(change)[-1]} must be ") as caught:
        STANDARD.replace(**change)
    assert caught.value.problems[0].code == "OPT001"


def test_what_can_change_is_no_value() -> None:
    with pytest.raises(TypeError, match=r"^a Dialect has tuples, not lists"):
        STANDARD.replace(name="x", layouts=[FIVE])


# -- derived dialects ---------------------------------------------------------------------------------


def test_a_form_may_take_five_fields_only() -> None:
    mine = STANDARD.replace(name="form", layouts=(FIVE,))
    assert cronexpr.parse("0 9 * * 1-5", dialect=mine).upcoming(1)
    with pytest.raises(CronSyntaxError, match="expected 5 fields, found 6"):
        cronexpr.parse("0 0 9 * * 1-5", dialect=mine)


def test_a_form_may_take_no_nicknames() -> None:
    mine = STANDARD.replace(name="form", nicknames=())
    with pytest.raises(CronSyntaxError, match="no nicknames"):
        cronexpr.parse("@daily", dialect=mine)


def test_a_quartz_without_seconds_keeps_the_rest() -> None:
    mine = get_dialect("quartz").replace(name="short-quartz", layouts=(FIVE,))
    expr = cronexpr.parse("0/15 9 ? * 2-6", dialect=mine)
    assert expr.equivalent(cronexpr.parse("*/15 9 * * 1-5"))
    assert expr.dst == "quartz"
    assert pickle.loads(pickle.dumps(expr)) == expr
    with pytest.raises(CronSyntaxError) as caught:
        cronexpr.parse("0/15 9 * * *", dialect=mine)
    assert caught.value.problems[0].fix == "0/15 9 * * ?"


def test_a_week_may_begin_on_monday() -> None:
    monday = STANDARD.replace(name="monday", weekdays=(0, 6), sunday=6, late_sundays=("number",))
    assert cronexpr.parse("0 0 * * 0", dialect=monday).equivalent(cronexpr.parse("0 0 * * 1"))
    assert cronexpr.parse("0 0 * * 6", dialect=monday).equivalent(cronexpr.parse("0 0 * * 0"))
    assert cronexpr.parse("0 0 * * 4-6", dialect=monday).equivalent(cronexpr.parse("0 0 * * 5-7"))


def test_where_monday_is_the_first_weekday_it_is_written_so() -> None:
    numbers = STANDARD.replace(name="numbers", weekdays=(0, 6), sunday=6, named_fields=())
    for text in ("0 0 * * 0,2", "0 0 * * 2,0"):
        assert cronexpr.parse(text, dialect=numbers).canonical() == "0 0 * * 0,2"
    assert cronexpr.parse("0 0 * * 6", dialect=numbers).canonical() == "0 0 * * 6"


def test_nicknames_of_ones_own_are_read() -> None:
    mine = STANDARD.replace(name="office", nicknames=(("@office", "0 9 * * 1-5"), ("@boot", None)))
    assert cronexpr.parse("@office", dialect=mine).equivalent(cronexpr.parse("0 9 * * 1-5"))
    assert cronexpr.parse("@boot", dialect=mine).is_reboot


@pytest.mark.parametrize("text", ["@daily", "@hourly"])
def test_a_nickname_of_other_fields_is_at_fault_itself(text: str) -> None:
    mine = QUARTZ.replace(name="mine", nicknames=STANDARD.nicknames)
    (problem,) = cronexpr.check(text, dialect=mine)
    assert (problem.code, problem.span) == ("CRON117", (0, len(text)))
    assert "stands for fields that this dialect cannot read" in problem.message
    assert cronexpr.is_valid(text, dialect=mine) is False
    assert not preview(text, dialect=mine)["valid"]


@pytest.mark.parametrize(
    ("form", "text"),
    [("d#L", "0 0 * * 5#L"), ("L-n", "0 0 L-3 * *"), ("LW", "0 0 LW * *"), ("dL", "0 0 * * 5L")],
)
def test_a_form_is_read_without_those_like_it(form: str, text: str) -> None:
    mine = VIXIE.replace(name="mine", forms={form})
    expr = cronexpr.parse(text, dialect=mine)
    assert expr.equivalent(cronexpr.parse(text))
    assert expr.canonical() == text


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        ("H", "H,5", "H is one value"),
        ("R", "R,5", "R is one"),
        ("~", "3~5,9", "~ is one"),
        ("L", "L,5", "L applies"),
    ],
)
def test_a_form_that_must_stand_alone_is_refused_in_a_list(form: str, field: str, words: str) -> None:
    mine = VIXIE.replace(name="mine", forms={form})
    (problem,) = cronexpr.check(f"0 0 {field} * *", dialect=mine)
    assert problem.code == "CRON118"
    assert problem.message.startswith(words)


def test_the_days_are_marked_in_whatever_order_they_stand() -> None:
    turned = QUARTZ.replace(name="turned", layouts=(FIVE[::-1],))
    (problem,) = cronexpr.check("1-5 * 13 0 0", dialect=turned)
    assert (problem.code, problem.span) == ("CRON122", (0, 8))


def test_days_that_no_list_can_hold_keep_their_text() -> None:
    # 5#L, as the last Friday would be written, may not stand in a list here.
    mine = STANDARD.replace(name="mine", forms={"dL", "d#L"}, listed_forms={"dL"})
    expr = cronexpr.parse("0 0 13 * 0,5L", dialect=mine)
    assert expr.canonical() == "0 0 13 * 0,5L"


@pytest.mark.parametrize("name", dialect_names())
def test_an_expression_is_built_in_any_dialect(name: str) -> None:
    expr = cronexpr.build(minute=5, day_of_month=13, dialect=name)
    assert expr.equivalent(cronexpr.parse("5 * 13 * *"))
    assert expr.dialect is get_dialect(name)
