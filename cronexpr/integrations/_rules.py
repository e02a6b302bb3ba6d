"""What the integrations of forms and models share: the rules of a field, and a refusal said in one line."""

from __future__ import annotations

import sys
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, TypedDict

from .. import build, parse
from .._zone import zone_key
from ..dialects import Dialect, get_dialect
from ..errors import CronError, CronOptionError, Problem, advice
from ..expression import CronExpression
from ..forms import MAX_LENGTH, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta


NO_LIMIT = sys.maxsize
"""The most characters where a field has no limit: then the parser's own counts."""

AS_TYPED = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
"""The attributes of an input that keep browsers from correcting what is typed."""


class Rules(TypedDict, total=False):
    """What a field takes: the options of `cronexpr.forms.validate`."""

    dialect: str | Dialect
    tz: str | tzinfo | None
    dst: str | None
    seed: str | None
    min_interval: timedelta | None
    must_fire: bool
    strict: bool
    ignore: Iterable[str]
    max_length: int


def split_rules(options: dict[str, Any]) -> Rules:
    """Take the rules out of *options*, a field's keyword arguments, and return them."""
    rules: Rules = {}
    for name in Rules.__annotations__.keys() & options.keys():
        rules[name] = options.pop(name)  # type: ignore[literal-required]  # It is one of those names.
    return rules


class Reader:
    """Reads by one field's *rules*, which are checked here and now.

    Raises:
        CronOptionError: an unknown dialect, zone, policy or code.
        TypeError: a rule has the wrong type.
    """

    rules: Rules

    def __init__(self, rules: Rules) -> None:
        self.rules = _in_plain_words(rules)
        self._language: dict[str, Any] = {
            name: value for name, value in rules.items() if name in {"dialect", "tz", "dst", "seed"}
        }
        try:
            self.take(build(**self._language))
        except CronOptionError:
            raise
        except CronError:
            pass  # Limits are not what is asked about.

    def take(self, value: str | CronExpression) -> CronExpression:
        """Return what *value* means, if it keeps all the rules: for what comes in.

        Raises:
            CronError: it breaks one; ``problems`` say which.
        """
        text = self.read(value).source if isinstance(value, CronExpression) else value
        return validate(text, **self.rules)

    def read(self, value: str | CronExpression) -> CronExpression:
        """Return what *value* means, limits aside: for what was stored under whatever limits.

        A field keeps text alone, so an expression is taken only where its text, read here, means
        what it does.  If it has no zone, it gets the field's.

        Raises:
            CronError: it is no expression of the field's dialect, or would mean something else.
        """
        if not isinstance(value, CronExpression):
            return parse(value, **self._language)
        expr = parse(value.source, **self._language)
        theirs = value
        if value.tz is None:
            # Without a zone, a policy counts only if somebody chose it.
            chosen = value.dst != value.dialect.dst
            theirs = value.replace(tz=expr.tz, dst=value.dst if chosen else expr.dst)
        if theirs != expr:
            raise CronError((_other_meaning(value, expr),), value.source)
        return expr

    def max_length(self) -> int:
        """Return the most characters that are read."""
        return self.rules.get("max_length", MAX_LENGTH)

    def nicknames(self) -> Iterator[tuple[str, str]]:
        """Yield the nicknames that keep the rules, each with what it means."""
        for nickname, _ in get_dialect(self.rules.get("dialect", "standard")).nicknames:
            try:
                yield nickname, self.take(nickname).describe()
            except CronError:
                continue

    def __str__(self) -> str:
        return ", ".join([f"{name}={value!r}" for name, value in self.rules.items()])


def _in_plain_words(rules: Rules) -> Rules:
    """Return *rules* with names for dialect and zone, where they have one: a migration can hold these."""
    plain = rules.copy()
    dialect, tz = rules.get("dialect"), rules.get("tz")
    if isinstance(dialect, Dialect) and dialect.is_preset:
        plain["dialect"] = dialect.name
    if isinstance(tz, tzinfo) and (key := zone_key(tz)):
        plain["tz"] = key
    return plain


def _other_meaning(given: CronExpression, read: CronExpression) -> Problem:
    if given.dialect != read.dialect:
        what, hint = "dialect", f"convert it first: cronexpr.convert(expr, to={read.dialect.name!r})"
    elif given.tz != read.tz:
        what, hint = (
            "time zone",
            "give the field that zone, or take the expression's away: expr.replace(tz=None)",
        )
    else:
        what, hint = "clock-change policy or seed", "give the field the same"
    message = f"only the text would be kept, and the expression has another {what} than the field"
    return Problem("FRM005", "error", message, (0, len(given.source)), None, hint)


def as_text(value: Any) -> Any:
    """Return the text of *value*, an expression or text; anything else is returned as it is."""
    return str(value) if isinstance(value, str | CronExpression) else value


IN_QUOTES = "Write it in quotes, or the shell puts the names of files for its stars"


def looks_expanded(error: CronError) -> bool:
    """Return whether the text at fault may be the name of a file that a shell put for a bare ``*``."""
    source = error.source or ""
    return len(source.split()) == 1 and not source.startswith("@")


def sentence(problem: Problem) -> str:
    """Return *problem* in one line for people: what, where, and what to do about it.

    >>> from cronexpr import check
    >>> sentence(check("0 24 * * *")[0])
    'Hour 24 is out of range; hours run 0-23 (column 3). Midnight is hour 0: `0 0 * * *`'
    """
    start = problem.span[0]
    message = f"{capital(problem.message)} (column {start + 1})" if start else capital(problem.message)
    help_text = advice(problem)
    return f"{message}. {capital(help_text)}" if help_text else message


def summary(error: CronError) -> str:
    """Return *error* in one line for people: its first problem, and how many there are besides."""
    rest = len(error.problems) - 1
    more = f" (and {rest} more problem{'s' if rest > 1 else ''})" if rest else ""
    return sentence(error.problems[0]) + more


def capital(text: str) -> str:
    """Return *text* as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
