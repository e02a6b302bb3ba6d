"""From an expression to a sentence.

An expression becomes a phrase tree (`_phrases`), which is the same for nearly all expressions with
the same occurrences; a language says the tree.  Each language is one module.
"""

from __future__ import annotations

from datetime import timedelta, timezone
from importlib import import_module

from cronexpr._value import Memo
from cronexpr._zone import zone_token
from cronexpr.errors import CronOptionError, Problem, did_you_mean, nearest, quote

from ._composer import compose
from ._phrases import Sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.expression import CronExpression

    from ._language import Language

    Options = tuple[str, bool | None, bool, bool]

_LOCALES = {
    "en": ("english", "reviewed"),
    "de": ("german", "unreviewed"),
    "es": ("spanish", "unreviewed"),
    "fr": ("french", "unreviewed"),
    "ja": ("japanese", "unreviewed"),
}
"""The module of each locale, and whether a native reader has reviewed it."""
_LONGEST_TAG = 35  # characters that a reader of tags must take (RFC 5646, section 4.4.1); no more are read


def describe(
    expr: CronExpression,
    *,
    locale: str = "en",
    hour12: bool | None = None,
    sentence_case: bool = True,
    midnight_noon: bool = True,
    serial_comma: bool = False,
) -> str:
    """Return a sentence that says when *expr* fires: one for all equivalent expressions, and for no others.

    Save for a few equivalent ones that join lists like ``1,L`` and ``1#1,3`` by *and* (decision record 5).
    *locale* is a BCP 47 tag; ``de-AT`` falls back to ``de``.  *hour12* asks for a clock of 12
    hours, or of 24; None is what the locale uses.  *sentence_case* begins with a capital
    letter.  *midnight_noon* names these two where a 12-hour clock would say 12:00.
    *serial_comma*, in languages that may have one, puts a comma before the "and" of a list.
    A time zone follows in parentheses, if it has a name or a fixed offset.

    >>> from cronexpr import parse
    >>> describe(parse("*/15 9-17 * * mon-fri"))
    'Every 15 minutes from 9:00 AM through 5:45 PM, Monday through Friday'
    >>> describe(parse("0 0 1 * 1", tz="Europe/Paris"), hour12=False, sentence_case=False)
    'at 00:00 on the 1st of the month or on any Monday (Europe/Paris)'

    Raises:
        CronOptionError: an unknown locale.
        TypeError: *locale* is not a str.
    """
    language = _LANGUAGES[locale, hour12, midnight_noon, serial_comma]
    tree = compose(expr)
    text = language.sentence(tree)
    if sentence_case:
        text = language.capitalized(text)
    zone = _zone(expr) if isinstance(tree, Sentence) else None
    return language.in_zone(text, zone) if zone else text


def locales() -> dict[str, str]:
    """Return the known locales, each with its status: ``"reviewed"`` by a native reader, or ``"unreviewed"``.

    >>> locales()["en"]
    'reviewed'
    """
    return {locale: status for locale, (_, status) in _LOCALES.items()}


def _language(options: Options) -> Language:
    locale, hour12, midnight_noon, serial_comma = options
    if not isinstance(locale, str):
        raise TypeError(f"locale must be a str, not {type(locale).__name__}")
    module = import_module(f".{_LOCALES[_known(locale)][0]}", __name__)
    language: type[Language] = module.LANGUAGE
    return language(language.HOUR12 if hour12 is None else hour12, midnight_noon, serial_comma)


_LANGUAGES: Memo[Options, Language] = Memo(_language, 64)


def _known(locale: str) -> str:
    """Return the known locale that *locale* is, or falls back to (RFC 4647, section 3.4)."""
    known = {tag.lower(): tag for tag in _LOCALES}
    tag = locale.replace("_", "-").lower() if len(locale) <= _LONGEST_TAG else ""
    while tag:
        if tag in known:
            return known[tag]
        tag = tag.rpartition("-")[0]
    near = nearest(locale, tuple(_LOCALES))
    hint = did_you_mean(near, f"known locales: {', '.join(_LOCALES)}")
    problem = Problem("OPT004", "error", f"unknown locale {quote(locale)}", hint=hint, suggestion=near)
    raise CronOptionError(problem)


def _zone(expr: CronExpression) -> str | None:
    """Return the zone's IANA key or fixed offset; None where there is neither."""
    token = zone_token(expr.tz)
    if isinstance(token, timedelta):
        return str(timezone(token))
    return token if isinstance(token, str) else None
