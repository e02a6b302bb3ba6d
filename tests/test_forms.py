from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import expressions

import cronexpr
from cronexpr import CronError, CronOptionError, CronSyntaxError, forms
from cronexpr.dialects import dialect_names
from cronexpr.forms import RULES, preview, validate

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAILY = "At 9:00 AM every day"
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


def test_each_code_is_explained_and_the_page_has_the_same_texts() -> None:
    page = (Path(__file__).parent.parent / "docs/reference/api/forms.rst").read_text(encoding="utf-8")
    assert len(RULES) == 5
    for code, text in RULES.items():
        assert cronexpr.explain_code(code) == text
        assert f"* - {code}\n     - {text}\n" in page
        assert f"\n{code}  " in str(forms.__doc__)


def test_a_preview_is_json() -> None:
    answer = preview("0 9 * * mon", tz="Europe/Berlin", now=NOW, count=1)
    assert json.loads(json.dumps(answer)) == answer
    assert answer == {
        "text": "0 9 * * mon",
        "valid": True,
        "summary": "At 9:00 AM on Mondays (Europe/Berlin)",
        "summary_lang": "en",
        "sentence": "At 9:00 AM on Mondays (Europe/Berlin)",
        "lang": "en",
        "zone": "Europe/Berlin",
        "occurrences": [
            {
                "at": "2026-07-06T09:00:00+02:00",
                "text": "Mon 2026-07-06 09:00 +02:00",
                "distance": "in 4 d 19 h",
            }
        ],
        "silence": "",
        "problems": [],
        "unlisted": 0,
        "segments": [{"text": "0 9 * * mon", "problems": [], "severity": None}],
    }


def test_a_problem_comes_with_its_place_and_its_remedies() -> None:
    answer = preview("\U0001f552 24 * * *")
    clock, hour = answer["problems"]
    assert (clock["code"], clock["span"], clock["utf16_span"]) == ("CRON113", [0, 1], [0, 2])
    assert (hour["code"], hour["span"], hour["utf16_span"]) == ("CRON103", [2, 4], [3, 5])
    # What still had the clock in it would be no better.
    assert hour["offers"] == []
    assert [piece["text"] for piece in answer["segments"]] == ["\U0001f552", " ", "24", " * * *"]


def test_an_offer_says_what_it_would_mean() -> None:
    answer = preview("0 24 * * *", locale="de")
    assert answer["problems"][0]["offers"] == [
        {"text": "0 0 * * *", "certain": False, "sentence": "T\xe4glich um 00:00 Uhr"}
    ]


def test_an_offer_mends_all_that_is_wrong() -> None:
    answer = preview("60 9 * * fry")
    offer = {"text": "0 9 * * fri", "certain": False, "sentence": "At 9:00 AM on Fridays"}
    assert [problem["offers"] for problem in answer["problems"]] == [[offer], []]


def test_a_missing_field_has_a_mark_without_text() -> None:
    pieces = preview("0 9 * *")["segments"]
    assert [(piece["text"], piece["problems"]) for piece in pieces] == [("0 9 * *", []), ("", [0])]


def test_a_warning_leaves_the_text_valid() -> None:
    answer = preview("* 9 * * *", now=NOW)
    assert answer["valid"] is True
    assert answer["segments"][0] == {"text": "*", "problems": [0], "severity": "warning"}
    assert preview("* 9 * * *", now=NOW, strict=True)["valid"] is False


@pytest.mark.parametrize(
    ("options", "about", "offer"),
    [
        ({"tz": "europe/berlin"}, "tz", "Europe/Berlin"),
        ({"tz": "Mars/Olympus"}, "tz", None),
        ({"tz": 5}, "tz", None),
        ({"tz": "\x00\ud800" * 5_000}, "tz", None),
        ({"dialect": "quarz"}, "dialect", "quartz"),
        ({"dialect": ["standard"]}, "dialect", None),
        ({"dst": "vixi"}, "dst", "vixie"),
        ({"dst": {}}, "dst", None),
        ({"seed": 7}, "seed", None),
        ({"dialect": "jenkins"}, "seed", None),
    ],
)
def test_a_wrong_choice_is_a_part_of_the_answer(
    options: dict[str, Any], about: str, offer: str | None
) -> None:
    answer = preview("H 9 * * *" if options == {"dialect": "jenkins"} else "0 9 * * *", now=NOW, **options)
    (problem,) = answer["problems"]
    assert answer["valid"] is False
    assert answer["occurrences"] == []
    assert (problem["about"], problem["suggestion"], problem["refused"]) == (about, offer, True)
    assert answer["sentence"] == (None if about == "dialect" or "jenkins" in options.values() else DAILY)


def test_a_wrong_zone_does_not_hide_a_wrong_text() -> None:
    answer = preview("0 24 * * *", tz="Mars/Olympus")
    assert [problem["about"] for problem in answer["problems"]] == ["text", "tz"]


@pytest.mark.parametrize("locale", ["xx", "", "-" * 35, "de-" * 5_000, None, 5, "\ud800", ["en"]])
def test_an_unknown_language_falls_back_to_english(locale: Any) -> None:
    answer = preview("0 9 * * *", locale=locale, now=NOW)
    assert (answer["lang"], answer["sentence"]) == ("en", DAILY)


def test_a_known_language_is_named_for_the_reader() -> None:
    assert preview("0 9 * * *", locale="de_AT", now=NOW)["lang"] == "de"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        (None, "FRM004", ""),
        (7, "FRM004", ""),
        (b"0 9 * * *", "FRM004", ""),
        (["0 9 * * *"], "FRM004", ""),
        ("0" * 10_000, "FRM003", "0" * 2_048),
        ("\ud800", "CRON113", "\ufffd"),
        ("", "CRON100", ""),
    ],
)
def test_anything_gets_an_answer(text: object, code: str, shown: str) -> None:
    answer = preview(text)
    assert (answer["valid"], answer["text"]) == (False, shown)
    assert answer["problems"][0]["code"] == code
    json.dumps(answer, ensure_ascii=False).encode()


def test_what_has_no_occurrence_says_why() -> None:
    assert preview("@reboot")["silence"] == "runs when the system starts, at no time of day"
    assert preview("0 0 31 2 *")["silence"] == "no date ever matches"
    assert preview("0 0 0 1 1 * 2020", now=NOW)["silence"] == "no time is left"
    assert preview("0 9 * * *", count=0)["silence"] == ""


def test_more_problems_than_one_reads_are_counted() -> None:
    answer = preview("60," * 30 + "60 * * * *")
    assert (len(answer["problems"]), answer["unlisted"]) == (10, 21)


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("0 9 * * *", DAILY),
        (
            "* 9 13 * *",
            "Every minute from 9:00 AM through 9:59 AM on the 13th of every month, with 1 warning",
        ),
        ("* 9 13 * 5", "..., with 2 warnings"),
        ("0 24 * * *", "hour 24 is out of range; hours run 0-23"),
        ("0 24 32 * *", "hour 24 is out of range; hours run 0-23, and 1 more problem"),
        ("60," * 30 + "60 * * * *", "minute 60 is out of range; minutes run 0-59, and 30 more problems"),
    ],
)
def test_the_summary_is_one_line_to_announce(text: str, summary: str) -> None:
    assert preview(text, now=NOW)["summary"].endswith(summary.removeprefix("..."))


def test_no_english_is_announced_as_another_language() -> None:
    answer = preview("* 9 13 * mon", locale="de", now=NOW, count=1)
    assert len(answer["problems"]) == 2
    assert (answer["summary"], answer["summary_lang"]) == (answer["sentence"], "de")
    assert answer["occurrences"] == [
        {"at": "2026-07-06T09:00:00+00:00", "text": "2026-07-06 09:00 +00:00", "distance": "4 d 21 h"}
    ]
    answer = preview("0 24 * * *", locale="de", now=NOW)
    assert (answer["summary"], answer["lang"], answer["summary_lang"]) == (
        "hour 24 is out of range; hours run 0-23",
        "de",
        "en",
    )


def test_seconds_are_shown_where_there_are_any() -> None:
    assert preview("30 0 9 * * mon", now=NOW)["occurrences"][0]["text"] == "Mon 2026-07-06 09:00:30 +00:00"


def test_what_forbids_a_text_is_always_listed() -> None:
    text = "* * * * " + ",".join(["sat-mon"] * 20)
    answer = preview(text, dialect="cronie", min_interval=MINUTES[5], now=NOW)
    assert answer["valid"] is False
    assert any(problem["refused"] for problem in answer["problems"])


def test_a_naive_now_with_a_zone_is_the_callers_mistake() -> None:
    with pytest.raises(TypeError, match="aware"):
        preview("0 9 * * *", tz="UTC", now=datetime(2026, 7, 1))
    with pytest.raises(CronOptionError):
        preview("0 9 * * *", ignore=["CRL999"])


# Laws

texts = st.one_of(
    st.text(max_size=40),
    expressions(),
    st.text("0123456789*,-/?LW#+@ \tJANMONjan\U0001f552\u05d0\ud800", max_size=40),
    st.text("60, *", min_size=200, max_size=300),
)
junk = st.one_of(st.none(), st.integers(), st.text(max_size=40), st.lists(st.text()), st.booleans())
options = st.fixed_dictionaries(
    {},
    optional={
        "dialect": st.one_of(st.sampled_from(dialect_names()), junk),
        "tz": st.one_of(st.sampled_from(["UTC", "Europe/Berlin", "Europe/Berlinn", "Asia/Gaza"]), junk),
        "dst": st.one_of(st.sampled_from(["vixie", "skip"]), junk),
        "seed": junk,
        "locale": st.one_of(st.sampled_from(["en", "de-AT", "ja"]), junk),
        "min_interval": st.sampled_from([*MINUTES[:20], timedelta(days=3)]),
        "strict": st.booleans(),
        "must_fire": st.booleans(),
        "max_length": st.integers(0, 300),
    },
)


@given(text=st.one_of(texts, junk), options=options)
def test_every_input_has_an_answer_that_fits_together(text: object, options: dict[str, Any]) -> None:
    answer = preview(text, now=NOW, **options)
    assert json.loads(json.dumps(answer, ensure_ascii=False).encode()) == answer
    assert answer["valid"] is not any(problem["refused"] for problem in answer["problems"])
    shown, problems = answer["text"], answer["problems"]
    assert "".join([piece["text"] for piece in answer["segments"]]) == shown
    marks = [set(piece["problems"]) for piece in answer["segments"] for _ in piece["text"]]
    for index, problem in enumerate(problems):
        start, stop = problem["span"]
        one, two = problem["utf16_span"]
        in_utf16 = shown.encode("utf-16-le")[2 * one : 2 * two].decode("utf-16-le")
        assert in_utf16 == shown[start:stop]
        if problem["about"] == "text":
            assert {at for at, found in enumerate(marks) if index in found} == set(range(start, stop))
            assert any(index in piece["problems"] for piece in answer["segments"])


@given(text=texts, options=options)
def test_what_previews_as_valid_is_what_validates(text: str, options: dict[str, Any]) -> None:
    options.pop("locale", None)
    answer = preview(text, now=NOW, **options)
    try:
        expr = validate(text, now=NOW, **options)
    except (CronError, TypeError):
        assert answer["valid"] is False
    else:
        assert answer["valid"] is True
        assert answer["sentence"] == expr.describe()
        assert [one["at"] for one in answer["occurrences"]] == [
            at.isoformat() for at in expr.upcoming(5, NOW)
        ]


@given(text=texts, options=options)
def test_what_is_offered_means_what_it_says(text: str, options: dict[str, Any]) -> None:
    answer = preview(text, now=NOW, **options)
    for problem in answer["problems"]:
        for offer in problem["offers"]:
            if offer["sentence"] is not None:
                options.pop("tz", None)
                assert preview(offer["text"], now=NOW, **options)["sentence"] in (offer["sentence"], None)
