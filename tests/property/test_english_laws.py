"""English read back: the describer's inverse, and nothing but refusals for what is not understood."""

from __future__ import annotations

import oracle
import strategies
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cronexpr
from cronexpr import EnglishError, english

many = settings(max_examples=100_000 if strategies.SLOW else settings().max_examples * 3)

WORDS = (
    "every each at on the of in from through to until between and or , falling 1st 2nd 15th 31st 32nd last"
    " first second third monday mondays fri weekday weekdays weekend january june month quarter year week day"
    " days hour hours minute minutes seconds past starting noon midnight 9 5 17 9:30 9am 5pm 12 0 60 90 2025"
    " 1999 other half daily weekly monthly yearly nightly except any nearest before never startup UTC"
    " Europe/Berlin ( ) - / : . morning night once twice times odd even numbered during 9:00:15 PM o'clock"
    " Christmas business not"
).split()


@many
@given(
    text=strategies.expressions(),
    hour12=st.booleans(),
    serial_comma=st.booleans(),
    midnight_noon=st.booleans(),
    sentence_case=st.booleans(),
)
@example("22 0-10/2,22 * * *", False, False, True, True)
@example("0 0 30 2 *", True, False, True, True)
@example("50-59/3 */5 0 1-7,L * +MON#2,FRI 2025-2199/7", False, True, False, False)
def test_a_description_reads_back(
    text: str, hour12: bool, serial_comma: bool, midnight_noon: bool, sentence_case: bool
) -> None:
    expr = cronexpr.parse(text)
    sentence = cronexpr.describe(
        expr,
        hour12=hour12,
        serial_comma=serial_comma,
        midnight_noon=midnight_noon,
        sentence_case=sentence_case,
    )
    again = cronexpr.from_english(sentence)
    assert again.equivalent(expr)
    if again.dialect.name == "standard":
        years = oracle.years_that_tell(text, again.source)
        assert oracle.days(text, *years) == oracle.days(again.source, *years)


WORKDAYS = st.lists(
    st.sampled_from(("LW", "15W", "L-3W", "1W", "L", "L-2", "3", "10-12", "31W")), min_size=1, max_size=4
)


@given(days=WORKDAYS, weekday=st.sampled_from(("*", "*", "MON", "+FRI", "5#2", "6L")), hour12=st.booleans())
def test_descriptions_of_extended_expressions_read_back(days: list[str], weekday: str, hour12: bool) -> None:
    expr = cronexpr.parse(f"30 9 {','.join(days)} * {weekday}", dialect="extended")
    assert cronexpr.from_english(cronexpr.describe(expr, hour12=hour12)).equivalent(expr)


@given(zone=st.sampled_from(strategies.ZONE_YEARS), hour12=st.booleans())
def test_a_zone_reads_back(zone: tuple[str, int], hour12: bool) -> None:
    expr = cronexpr.parse("0 9 * * 1-5", tz=zone[0])
    assert cronexpr.from_english(cronexpr.describe(expr, hour12=hour12)) == expr


def read_or_refused(text: str) -> None:
    """Read *text*; if it is refused, check the error."""
    refused: EnglishError | None = None
    try:
        reading = english.read(text)
    except EnglishError as error:
        refused = error
    if refused is None:
        assert reading.expressions
        assert len({cronexpr.describe(expr) for expr in reading.expressions}) == len(reading.expressions)
        return
    (problem,) = refused.problems
    assert refused.source == text
    assert problem.code.startswith("ENG")
    start, stop = problem.span
    assert 0 <= start <= stop <= len(text)
    assert problem.message.isprintable()
    assert problem.suggestion is None or english.read(problem.suggestion).expressions


@many
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_words_are_read_or_refused(words: list[str]) -> None:
    read_or_refused(" ".join(words))


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


@many
@given(text=strategies.expressions(), data=st.data())
def test_a_mutated_description_is_read_or_refused(text: str, data: st.DataObject) -> None:
    words = cronexpr.describe(text, hour12=data.draw(st.booleans())).split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    match data.draw(st.integers(0, 3)):
        case 0:
            del words[at]
        case 1:
            words.insert(at, data.draw(st.sampled_from(WORDS)))
        case 2:
            words[at] = data.draw(st.sampled_from(WORDS))
        case _:
            word = words[at]
            cut = data.draw(st.integers(0, len(word)))
            words[at] = word[:cut] + data.draw(st.characters()) + word[cut + 1 :]
    read_or_refused(" ".join(words))


@given(text=st.sampled_from(("Every 15 minutes", "every weekday at 9am", "noon on the 1st or on any Friday")))
def test_case_and_spaces_do_not_matter(text: str) -> None:
    expected = cronexpr.from_english(text)
    for variant in (text.upper(), text.lower(), text.replace(" ", "\t  "), f"  {text}\n", f"{text}."):
        assert cronexpr.from_english(variant) == expected
