"""An answer to whatever was typed: what it means, when it runs, what is wrong and where."""

from __future__ import annotations

from operator import attrgetter

from .. import parse
from .._arguments import moment_or_now, read_policy, read_seed, read_zone
from .._explanation import DAYS, seconds_from, spell_length, spell_wall, why_none
from .._zone import zone_key
from ..describer import _known as known_locale
from ..dialects import get_dialect
from ..errors import CronOptionError, CronSyntaxError, Problem
from ._limits import MAX_LENGTH, findings, is_refused, too_long
from ._marks import segments, utf16_offsets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, timedelta
    from datetime import tzinfo as TzInfo
    from typing import Any, TypeVar

    from ..dialects import Dialect
    from ..expression import CronExpression

    T = TypeVar("T")
    Wrong = dict[str, Problem]

_SHOWN = 2048  # characters; whoever sends more has them already
_LISTED = 10  # problems: more than a reader wants while typing
_TOLD = 4  # offers whose meaning is told: more take time, and nobody reads them
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_CODES = {"dialect": "OPT001", "tz": "OPT002", "dst": "OPT003", "seed": "OPT005"}


def preview(
    text: object,
    *,
    dialect: str | Dialect = "standard",
    tz: str | TzInfo | None = None,
    dst: str | None = None,
    seed: str | None = None,
    locale: str = "en",
    now: datetime | None = None,
    count: int = 5,
    min_interval: timedelta | None = None,
    must_fire: bool = False,
    strict: bool = False,
    ignore: Iterable[str] = (),
    max_length: int = MAX_LENGTH,
) -> dict[str, Any]:
    """Return what a form can show about *text* while it is being typed, ready for JSON.

    What a form may pass on (*text*, *dialect*, *tz*, *dst*, *seed*, *locale*) may be anything at all:
    what is wrong with it is a part of the answer.  The other arguments are the developer's, and as in
    `validate`, which takes exactly what is ``"valid"`` here; *count* is the number of occurrences.

    ``"text"``
        what was read: at most 2,048 characters, lone surrogates replaced
    ``"valid"``
        whether `validate` takes it
    ``"summary"``
        one line: what forbids it, or else what it means; in the language ``"summary_lang"``
    ``"sentence"``
        what it means, in the language ``"lang"``; None if it does not parse
    ``"zone"``
        the zone's IANA key, or None
    ``"occurrences"``
        the next ones, each with ``"at"`` (ISO 8601), and ``"text"`` and ``"distance"`` for people
    ``"silence"``
        why there are none, where it parses
    ``"problems"``
        the first ten, each with what `Problem.as_dict` has, and with ``"utf16_span"``; ``"about"``,
        the argument's name; ``"refused"``, whether it alone forbids the text; and ``"offers"``: each
        a ``"text"`` to take instead, ``"certain"`` or not, and the ``"sentence"`` that it would mean
        (None: not told).  One that mends several problems is told with the first of them
    ``"unlisted"``
        the number of further problems
    ``"segments"``
        the text in pieces: ``"text"``, the indices of the ``"problems"`` there, and the
        gravest ``"severity"`` of those, or None

    A *locale* that is not known falls back to English.  Problems and ``"silence"`` are in English
    whatever it is; where ``"lang"`` is another language, nothing else is.

    >>> from datetime import datetime
    >>> answer = preview("0 9 * * mon", now=datetime(2026, 11, 20, 12), count=1)
    >>> answer["sentence"], answer["occurrences"][0]["text"], answer["occurrences"][0]["distance"]
    ('At 9:00 AM on Mondays', 'Mon 2026-11-23 09:00', 'in 2 d 21 h')
    >>> preview("0 25 * * *")["segments"][1]
    {'text': '25', 'problems': [0], 'severity': 'error'}

    Raises:
        CronOptionError: a code to ignore is unknown.
        TypeError: *now* is naive although there is a *tz*.
    """
    wrong: Wrong = {}
    grammar = _read(wrong, "dialect", get_dialect, dialect)
    zone = _read(wrong, "tz", read_zone, tz)
    policy = _read(wrong, "dst", _read_policy, dst)
    seed = _read(wrong, "seed", read_seed, seed)
    moment = moment_or_now(now, zone)
    shown, problems = _read_text(text, max_length)
    expr = None
    if grammar and not problems:
        expr, problems = _parse(wrong, shown, grammar, zone, policy, seed)
    if expr:
        problems = findings(expr, moment, min_interval, must_fire, ignore)
    is_valid = expr is not None and not wrong and not any(is_refused(found, strict) for found in problems)
    unlisted, problems = len(problems[_LISTED:]), _foremost(problems, strict)
    lang = _language(locale)
    told = _meanings(problems, grammar, seed, lang) if grammar else {}
    sentence = expr and expr.describe(locale=lang)
    units = utf16_offsets(shown)
    listed = [
        *[_told(problem, "text", units, strict, told) for problem in problems],
        *[_told(problem, about, units, strict, {}) for about, problem in wrong.items()],
    ]
    _offer_once(listed)
    return {
        "text": shown,
        "valid": is_valid,
        **_summary(sentence, lang, listed, unlisted),
        "sentence": sentence,
        "lang": lang,
        "zone": zone and zone_key(zone),
        **_future(None if wrong else expr, moment, count, lang),
        "problems": listed,
        "unlisted": unlisted,
        "segments": segments(shown, problems),
    }


# What a form passes on


def _read(wrong: Wrong, about: str, reader: Callable[[Any], T], value: object) -> T | None:
    """Return what *reader* makes of *value*; None, and a problem in *wrong*, where it refuses it."""
    try:
        return reader(value)
    except CronOptionError as error:
        wrong[about] = error.problems[0]
    except TypeError as error:
        wrong[about] = Problem(_CODES[about], "error", str(error))
    return None


def _read_policy(dst: str | None) -> str | None:
    return None if dst is None else read_policy(dst, "")


def _read_text(text: object, max_length: int) -> tuple[str, list[Problem]]:
    """Return *text* as it is shown, and what keeps it from being read."""
    if not isinstance(text, str):
        message = f"expected text, not {type(text).__name__}"
        return "", [Problem("FRM004", "error", message, hint="send the expression as a string")]
    shown = text[:_SHOWN]
    if not shown.isascii():
        shown = shown.translate(_SURROGATES)
    problem = too_long(text, max_length)
    return shown, [problem.replace(span=(problem.span[0], len(shown)))] if problem else []


def _parse(
    wrong: Wrong,
    text: str,
    grammar: Dialect,
    zone: TzInfo | None,
    policy: str | None,
    seed: str | None,
) -> tuple[CronExpression | None, list[Problem]]:
    try:
        return parse(text, dialect=grammar, tz=zone, dst=policy, seed=seed), []
    except CronSyntaxError as error:
        return None, list(error.problems)
    except CronOptionError as error:
        wrong["seed"] = error.problems[0]
    return None, []


def _language(locale: object) -> str:
    """Return the known locale that *locale* is or falls back to, at last English."""
    if isinstance(locale, str):
        try:
            return known_locale(locale)
        except CronOptionError:
            pass
    return "en"


# What it is told


def _foremost(problems: list[Problem], strict: bool) -> list[Problem]:
    """Return the problems to list, in text order; those that forbid the text are not left out for others."""
    if len(problems) <= _LISTED:
        return problems
    by_weight = sorted(problems, key=lambda problem: not is_refused(problem, strict))
    return sorted(by_weight[:_LISTED], key=attrgetter("span"))


def _future(expr: CronExpression | None, now: datetime, count: int, lang: str) -> dict[str, Any]:
    if expr is None:
        return {"occurrences": [], "silence": ""}
    found = [_occurrence(moment, now, lang) for moment in expr.upcoming(count, now)]
    silence = "no time is left" if expr.is_satisfiable else why_none(expr)
    return {"occurrences": found, "silence": "" if found or not count else silence}


def _occurrence(moment: datetime, now: datetime, lang: str) -> dict[str, str]:
    # People want the seconds where there are any.
    text = spell_wall(moment, 19 if moment.second else 16)
    distance = spell_length(seconds_from(now, moment))
    if lang == "en":
        # What has no word in it is read alike everywhere.
        text, distance = f"{DAYS[moment.weekday()]} {text}", f"in {distance}"
    return {"at": moment.isoformat(), "text": text, "distance": distance}


def _summary(sentence: str | None, lang: str, told: list[dict[str, Any]], unlisted: int) -> dict[str, str]:
    """Return one line for those who are told and do not look: what forbids the text, or what it means."""
    worst = next((problem for problem in told if problem["refused"]), None)
    if worst is not None:
        line = f"{worst['message']}{_counted(', and {} more problem', len(told) - 1 + unlisted)}"
        return {"summary": line, "summary_lang": "en"}
    more = _counted(", with {} warning", len(told) + unlisted) if lang == "en" else ""
    return {"summary": f"{sentence}{more}", "summary_lang": lang}


def _counted(text: str, count: int) -> str:
    return text.format(count) + ("s" if count > 1 else "") if count else ""


def _meanings(problems: list[Problem], grammar: Dialect, seed: str | None, lang: str) -> dict[str, str]:
    """Return what the first few offers would mean."""
    offered = {text: None for problem in problems for text in (problem.fix, problem.suggestion) if text}
    meanings = {}
    for text in [*offered][:_TOLD]:
        try:
            meanings[text] = parse(text, dialect=grammar, seed=seed).describe(locale=lang)
        except (CronSyntaxError, CronOptionError):
            continue
    return meanings


def _offer_once(listed: list[dict[str, Any]]) -> None:
    """Leave each offer to the first of the problems that it mends."""
    seen: set[tuple[str, str]] = set()
    for problem in listed:
        offers = {(problem["about"], offer["text"]): offer for offer in problem["offers"]}
        problem["offers"] = [offer for key, offer in offers.items() if key not in seen]
        seen.update(offers)


def _told(
    problem: Problem, about: str, units: Sequence[int], strict: bool, meanings: dict[str, str]
) -> dict[str, Any]:
    offers = [
        {"text": text, "certain": certain, "sentence": meanings.get(text)}
        for text, certain in ((problem.fix, True), (problem.suggestion, False))
        if text is not None
    ]
    start, stop = problem.span
    return problem.as_dict() | {
        "utf16_span": [units[start], units[stop]],
        "about": about,
        "refused": is_refused(problem, strict),
        "offers": offers,
    }
