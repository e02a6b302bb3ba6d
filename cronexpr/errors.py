"""What can be wrong: `Problem` records, and the `CronError` tree that carries them.

Codes are stable, and `cronexpr.explain_code` has them at length.  ``CRON1xx`` are errors of
expression text, found by the parser; ``OPTnnn`` are errors of other arguments.
"""

from __future__ import annotations

from ._value import Memo, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_ECHO = 20
_WINDOW = 72


class Problem(Value):
    """One finding about one place of a text.

    *code* is stable and *severity* one of ``"error"``, ``"warning"``, ``"info"``.
    *message* is one line.  *span* is half-open, in characters of the whole text,
    and *field* the standard name of the field it lies in, or None.  *fix* is the
    whole corrected text, given only if the meaning is certain; *suggestion*
    likewise, but only an offer.  For an error, both correct all errors.

    >>> Problem("CRON105", "error", "step must be at least 1", (2, 3), "minute").span
    (2, 3)
    """

    __slots__ = ("code", "severity", "message", "span", "field", "hint", "fix", "suggestion")

    code: str
    severity: str
    message: str
    span: tuple[int, int]
    field: str | None
    hint: str
    fix: str | None
    suggestion: str | None

    def __init__(
        self,
        code: str,
        severity: str,
        message: str,
        span: tuple[int, int] = (0, 0),
        field: str | None = None,
        hint: str = "",
        fix: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        super().__init__(code, severity, message, span, field, hint, fix, suggestion)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as a new dict, ready for JSON (*span* as a list).

        >>> Problem("CRON100", "error", "the expression is empty").as_dict()["span"]
        [0, 0]
        """
        values: dict[str, Any] = dict(zip(self.__slots__, self._values(), strict=True))
        values["span"] = list(self.span)
        return values

    def utf16_span(self, text: str) -> tuple[int, int]:
        """Return *span* in UTF-16 code units of *text*, as browsers count.

        >>> Problem("CRON113", "error", "...", (1, 2)).utf16_span("\U0001f600x")
        (2, 3)
        """
        start, stop = self.span
        return _utf16_length(text[:start]), _utf16_length(text[:stop])


class CronError(ValueError):
    """The base of this package's errors.

    ``problems`` is a non-empty tuple of `Problem`, in text order; ``source`` is the
    text they are about, or None.  ``str()`` gives one line, for a log; `pretty`
    adds the source and a marker for each problem.
    """

    problems: tuple[Problem, ...]
    source: str | None

    def __init__(self, problems: tuple[Problem, ...], source: str | None = None) -> None:
        super().__init__(problems, source)
        self.problems = tuple(problems)
        self.source = source

    def __str__(self) -> str:
        first = self.problems[0]
        where = "" if self.source is None else f" (column {first.span[0] + 1})"
        rest = len(self.problems) - 1
        more = f", and {rest} more problem{'s' if rest > 1 else ''}" if rest else ""
        return f"{first.message}{where}{more}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def pretty(self) -> str:
        """Return a report of several lines: each problem, its place in the source, and help.

        >>> problem = Problem("CRON105", "error", "step must be at least 1", (2, 3), "minute")
        >>> print(CronSyntaxError((problem,), "*/0 * * * *").pretty())
        error[CRON105]: step must be at least 1
          */0 * * * *
            ^ minute
        """
        return "\n".join([render(problem, self.source) for problem in self.problems])


class CronSyntaxError(CronError):
    """The text is not an expression of the dialect it was read in.

    ``problems`` holds one error for each list item at fault (the first 50), in text order,
    with the half-open ``span`` of its character offsets and the standard name of its field.
    """


class CronConversionError(CronError):
    """The other notation cannot express it; ``problems`` name what is lost."""


class EnglishError(CronError):
    """The English text is not a schedule that can be read."""


class CronOptionError(CronError):
    """An argument other than the text is wrong: dialect, zone, policy, locale, or a missing seed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__((problem,))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.problems, self.__dict__


def cut(text: str) -> str:
    """Return *text* for a message: 20 characters at most, non-printable ones escaped.

    >>> cut("foo")
    'foo'
    """
    shown = escape(text[:_ECHO])
    return shown if len(text) <= _ECHO else f"{shown}..."


def quote(text: str) -> str:
    """Return *text*, cut like that, in double quotes.

    >>> quote("foo")
    '"foo"'
    """
    return f'"{cut(text)}"'


def escape(text: str) -> str:
    r"""Return *text* in characters that are one column wide each.

    >>> print(escape("a" + chr(0)))
    a\x00
    """
    return "".join([char if _is_plain(char) else _escaped(char) for char in text])


def render(problem: Problem, source: str | None) -> str:
    """Return *problem* as a few lines: what, where in *source*, and help."""
    lines = [f"{problem.severity}[{problem.code}]: {problem.message}"]
    if source is not None:
        lines += _marked(problem, source)
    help_text = advice(problem)
    if help_text:
        lines.append(f"  help: {help_text}")
    return "\n".join(lines)


def advice(problem: Problem) -> str:
    """Return what to do about *problem*, in one line: its hint and what it offers, as far as there are any.

    >>> advice(Problem("CRON103", "error", "...", hint="midnight is hour 0", suggestion="0 0 * * *"))
    'midnight is hour 0: `0 0 * * *`'
    """
    offer = problem.fix if problem.fix is not None else problem.suggestion
    hint = problem.hint
    if offer is None or (hint and offer in hint):
        return hint
    shown = f"`{escape(offer[:_WINDOW])}{'...' if len(offer) > _WINDOW else ''}`"
    if not hint:
        return f"write {shown}"
    return f"{hint} {shown}" if hint[-1] == "?" else f"{hint}: {shown}"


def nearest(word: str, known: tuple[str, ...], limit: int = 1) -> str | None:
    """Return the one of *known* that *word* is at most *limit* edits away from, or None.

    An edit inserts, deletes or replaces a character or swaps two neighbours.  Two
    equally near candidates are no answer.

    >>> nearest("dialy", ("daily", "weekly"))
    'daily'
    """
    return _NEAREST[word, known, limit] if len(word) <= _ECHO else None


def ordinal(number: int) -> str:
    """Return the rank *number* as messages write it.

    >>> ordinal(2), ordinal(12), ordinal(21)
    ('2nd', '12th', '21st')
    """
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def enumerated(words: Iterable[str]) -> str:
    """Return *words*, one at least, as a list in a sentence.

    >>> enumerated(["a", "b", "c"])
    'a, b and c'
    """
    *front, last = words
    return f"{', '.join(front)} and {last}" if front else last


def did_you_mean(near: str | None, otherwise: str) -> str:
    """Return the hint at a name that was not known: the *near* one, if any, and what *otherwise* helps.

    >>> did_you_mean("daily", "known: daily, weekly")
    'did you mean "daily"? known: daily, weekly'
    """
    return f'did you mean "{near}"? {otherwise}' if near else otherwise


def _nearest(question: tuple[str, tuple[str, ...], int]) -> str | None:
    word, known, limit = question
    # The distance is dear.  An edit makes a word longer or shorter by one character at most,
    # and brings at most one character that was not there before, or takes one away.
    letters = set(word)
    likely = [
        other
        for other in known
        if abs(len(word) - len(other)) <= limit >= len(set(other) - letters)
        and len(letters.difference(other)) <= limit
    ]
    ranked = sorted([(_distance(word, other), other) for other in likely])[:2]
    if not ranked or ranked[0][0] > limit:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] < ranked[1][0] else None


# One mistake is often made many times over.
_NEAREST: Memo[tuple[str, tuple[str, ...], int], str | None] = Memo(_nearest, 256)


def _marked(problem: Problem, source: str) -> list[str]:
    start, stop = problem.span
    # A window of the source around the marker keeps a long text on one line.
    left = max(0, min(start - _WINDOW // 2, len(source) - _WINDOW))
    right = left + _WINDOW
    before = "..." if left else ""
    after = "..." if right < len(source) else ""
    lead = before + escape(source[left:start])
    width = max(1, len(escape(source[start : min(stop, right)])))
    name = f" {problem.field.replace('_', '-')}" if problem.field else ""
    line = before + escape(source[left:right]) + after
    return [f"  {line}".rstrip(), f"  {' ' * len(lead)}{'^' * width}{name}"]


def _is_plain(char: str) -> bool:
    # Combining marks take no column and most of the far East takes two, so only
    # what is surely one column wide is shown as it is.
    return char.isprintable() and (char < "\u0300" or "\u2010" <= char <= "\u205e")


def _escaped(char: str) -> str:
    return ascii(char)[1:-1]


def _utf16_length(text: str) -> int:
    return len(text) + sum([char > "\uffff" for char in text])


def _distance(one: str, two: str) -> int:
    before: list[int] = []
    previous: list[int] = []
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        before, previous, row = previous, row, [i]
        for j, right in enumerate(two, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == two[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]
