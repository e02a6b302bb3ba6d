"""What is wrong with a text that the parser refused.

No grammar stands here: the text is cut into fields, each field into items, and each
item is read once more by the parser's own rules; what they complain of becomes a
`Problem` (worded in `_faults`).  Characters that merely look like the right ones are
reported and replaced first, so that they hide nothing else.
"""

from __future__ import annotations

import re

from cronexpr._grammar import Fault
from cronexpr._items import read_item
from cronexpr._parser import AROUND, MAX_LENGTH, READERS, whole_span
from cronexpr._tokenizer import END, tokenize
from cronexpr.errors import CronSyntaxError, Problem, enumerated, quote

from ._faults import FAULTS, quirk_key, with_quirk
from ._offers import is_readable, with_offers, without_offers
from ._places import Place, order
from ._spaces import ODD, QUOTES, glued, is_torn, lookalike, separated
from ._strangers import (
    command_start,
    from_english,
    label_end,
    line_problem,
    nickname_problem,
    surplus_problem,
    wrapped_problem,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cronexpr.dialects import Dialect

    from ._places import Word

# More than a reader wants, and a bound on the time an unreadable text can take.
MAX_PROBLEMS = 50

_WORD = re.compile("[^ ]+")


def syntax_error(text: str, dialect: Dialect) -> CronSyntaxError:
    """Return the error that says all that is wrong with *text* (the first 50 problems)."""
    refused = _Text(text, dialect)
    problems = with_offers(refused.in_order(), text, dialect, _diagnosis)
    hint = f"fields are: {order(refused.layout)}"
    return CronSyntaxError(tuple([_helped(problem, hint) for problem in problems[:MAX_PROBLEMS]]), text)


def _diagnosis(text: str, dialect: Dialect) -> list[Problem]:
    return _Text(text, dialect).in_order()


def _helped(problem: Problem, hint: str) -> Problem:
    # Who is told what is wrong is told what would be right, too.
    is_helped = problem.hint or problem.fix is not None or problem.suggestion is not None
    return problem if is_helped else problem.replace(hint=hint)


class _Text:
    """A refused text on its way to being understood."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        self.reader = READERS[dialect]
        self.quirks = dict(dialect.quirks)
        self.layout = dialect.layouts[0]
        self.found: list[Problem] = []

    def in_order(self) -> list[Problem]:
        """Return what is wrong, in text order."""
        return sorted(self._problems(), key=lambda problem: problem.span)

    def _problems(self) -> list[Problem]:
        if len(self.text) > MAX_LENGTH:
            length = f"{len(self.text):,}"
            message = f"the text has {length} characters; an expression has at most {MAX_LENGTH:,}"
            hint = "a schedule that long is better said in several expressions"
            return [Problem("CRON104", "error", message, (MAX_LENGTH, len(self.text)), None, hint)]
        words = self._words()
        if not words:
            self._add_empty()
        elif alone := line_problem(self.text, words) or separated(self.text, words, self.dialect):
            return [alone]
        elif (wrapped := wrapped_problem(self.text, words, self.dialect)) is not None:
            start, stop = wrapped.span
            self.found = [problem for problem in self.found if not start <= problem.span[0] < stop]
            self.found.append(wrapped)
        elif words[0][0].startswith("@"):
            nickname = nickname_problem(self.text, words, self.dialect)
            self.found += [nickname] if nickname else []
        elif not self.found and (said := from_english(self.text)) is not None:
            self._add_english(words, said)
        else:
            words = self._without_command(words)
            words, gaps = glued(self.text, words, self.dialect, MAX_PROBLEMS - len(self.found))
            self.found += gaps
            self._read_fields(words)
            if is_torn(words, self.dialect):
                return without_offers(self.found)
        return self.found

    def _has_room(self) -> bool:
        return len(self.found) < MAX_PROBLEMS

    def _add(
        self, code: str, message: str, start: int, stop: int, hint: str = "", **offers: str | None
    ) -> None:
        if self._has_room():
            self.found.append(Problem(code, "error", message, (start, stop), None, hint, **offers))

    def _mended(self, start: int, stop: int, new: str) -> str:
        return self.text[:start] + new + self.text[stop:]

    def _words(self) -> list[Word]:
        """Return the fields, with look-alikes replaced (and reported)."""
        text = self.text
        start, stop = whole_span(text)
        start = self._unlabelled(start)
        # Markdown has code between several of them.
        count = max(1, len(text) - start - len(text[start:].lstrip("`")))
        first = start + count - 1
        if start < stop and text[start] in QUOTES and _closing(text, first, stop) in (-1, stop - count):
            start, stop = self._unquoted(start, stop, count)
        start, stop = self._unwrapped(start, stop)
        spaced = text.replace("\t", " ") if "\t" in self.dialect.separators else text
        if spaced.isascii() and spaced.isprintable() and ODD.isdisjoint(spaced):
            return [(word[0], range(*word.span())) for word in _WORD.finditer(spaced, start, stop)]
        words: list[Word] = []
        chars: list[str] = []
        offsets: list[int] = []
        for offset, char in enumerate([*self._meant(start, stop), " "], start):
            if char != " ":
                if char:
                    chars.append(char)
                    offsets.append(offset)
            elif chars:
                words.append(("".join(chars), offsets))
                chars, offsets = [], []
        return words

    def _unlabelled(self, start: int) -> int:
        end = label_end(self.text, start)
        if end > start:
            label = quote(self.text[start:end].strip())
            hint, offer = "give the expression alone", self.text[end:]
            self._add("CRON113", f"{label} is no part of the expression", start, end, hint, suggestion=offer)
        return end

    def _unquoted(self, start: int, stop: int, count: int) -> tuple[int, int]:
        text = self.text
        kind = QUOTES[text[start]]
        begin, end = start + count, stop
        if stop - start > 2 * count - 1 and text[stop - count] in QUOTES and text[stop - 1] in QUOTES:
            end -= count
        where = (
            "inside the expression" if text[start].isascii() else f"(U+{ord(text[start]):04X}) at the start"
        )
        fix = text[:start] + text[begin:end] + text[stop:]
        self._add("CRON119", f"{kind} {where}", start, begin, "remove the quotes", fix=fix)
        return begin, end

    def _unwrapped(self, start: int, stop: int) -> tuple[int, int]:
        head = f"{self.dialect.wrapper}("
        if not self.dialect.wrapper or not self.text.startswith(head, start, stop):
            return start, stop
        if self.text[stop - 1] == ")":
            return start + len(head), stop - 1
        fix = self._mended(stop, stop, ")")
        self._add("CRON113", f'the ")" that belongs to "{head}" is missing', stop, stop, fix=fix)
        return start + len(head), stop

    def _add_english(self, words: list[Word], said: str) -> None:
        offer = said if self.dialect.name == "standard" else None
        start, stop = words[0][1][0], words[-1][1][-1] + 1
        hint = f"cronexpr.from_english reads it: `{said}`"
        self._add("CRON113", "this is English, not an expression", start, stop, hint, suggestion=offer)

    def _meant(self, start: int, stop: int) -> list[str]:
        """Return what each character was meant to be, "" for nothing, and report where it is not that."""
        text = self.text
        chars = list(text[start:stop])
        at = start
        while at < stop and self._has_room():
            char = text[at]
            end = at + 1
            if not chars[at - start]:
                pass  # the other one of a pair of quotes
            elif char in QUOTES and (closing := _closing(text, at, stop)) > 0:
                chars[at - start] = chars[closing - start] = ""
                self._add_quoted(at, closing)
            elif char == "\t":
                chars[at - start] = " "
                if "\t" not in self.dialect.separators:
                    fix = self._mended(at, end, " ")
                    message = "only spaces separate fields in this dialect, and this is a tab"
                    self._add("CRON113", message, at, end, "write a space", fix=fix)
            elif char in "\r\n":
                chars[at - start] = " "
                message = "line break inside the expression"
                offer = self._mended(at, end, " ")
                self._add("CRON113", message, at, end, "an expression is one line", suggestion=offer)
            elif not (char.isascii() and char.isprintable()) or char in ODD:
                found = lookalike(text, at, stop)
                if found is not None:
                    end, meant, message, hint = found
                    chars[at - start : end - start] = [*meant, *[""] * (end - at - len(meant))]
                    self._add("CRON119", message, at, end, hint, fix=self._mended(at, end, meant))
            at = end
        return chars

    def _add_quoted(self, at: int, closing: int) -> None:
        message = f"{QUOTES[self.text[at]]} (U+{ord(self.text[at]):04X}) inside the expression"
        fix = self.text[:at] + self.text[at + 1 : closing] + self.text[closing + 1 :]
        self._add("CRON119", message, at, closing + 1, "remove the quotes", fix=fix)

    def _add_empty(self) -> None:
        if not self.found:
            example = "for example `0 9 * * 1-5` is 9:00 AM, Monday through Friday"
            hint = example if is_readable("0 9 * * 1-5", self.dialect) else ""
            self._add("CRON100", "the expression is empty", 0, len(self.text), hint)

    def _read_fields(self, words: list[Word]) -> None:
        counts = sorted(self.reader.layouts)
        if len(words) > counts[-1]:
            self._add_surplus(words, counts)
            return
        count = next(count for count in counts if count >= len(words))
        self.layout = names = next(names for names in self.dialect.layouts if len(names) == count)
        offer = self._with_second(words)
        if offer is not None:
            self._add_second(words, names, offer)
            return
        for name, (word, offsets) in zip(names, words, strict=False):
            place = Place(self.text, word, offsets, self.reader.grammars[name], names)
            self.found += _item_problems(place, word, MAX_PROBLEMS - len(self.found))
        if len(words) < count:
            self._add_missing(words, names)
        elif not self.found and self.dialect.day_rule == "exclusive":
            self._check_days(dict(zip(names, words, strict=True)))

    def _without_command(self, words: list[Word]) -> list[Word]:
        at = command_start([word for word, _ in words], lambda count: self._is_schedule(words, count))
        if at is None or at < min(self.reader.layouts):
            return words
        end, stop = words[at - 1][1][-1] + 1, words[-1][1][-1] + 1
        start = len(self.text) - len(self.text[end:].lstrip())
        if not self.text[: words[0][1][0]].strip(AROUND):
            # Its quotes belong to it, unless all is quoted.
            _, stop = whole_span(self.text)
        schedule = self._mended(end, stop, "")
        # What is odd in a command is no error.
        self.found = [problem for problem in self.found if problem.span[1] <= start]
        self.found.append(surplus_problem([word for word, _ in words], at, start, stop, schedule))
        return words[:at]

    def _is_schedule(self, words: list[Word], count: int) -> bool:
        return is_readable(" ".join([word for word, _ in words[:count]]), self.dialect)

    def _with_second(self, words: list[Word]) -> str | None:
        """Return the text with the second that it lacks, or None if it reads no better for it.

        It may be five fields where the second is no option, or have a year where that is
        one, which only a text with seconds can have.
        """
        layouts = self.dialect.layouts
        names = next((names for names in layouts if len(names) == len(words) + 1), ())
        is_possible = len(words) in self.reader.layouts and not self._ends_in_year(words)
        if is_possible or "second" not in names[:-1]:
            return None
        at = words[names.index("second")][1][0]
        texts = [self.text]
        if self.dialect.day_rule == "exclusive":
            days = [words[names.index(name) - 1] for name in ("day_of_week", "day_of_month")]
            texts += [self._mended(where[0], where[-1] + 1, "?") for word, where in days if word == "*"]
        offers = [f"{text[:at]}0 {text[at:]}" for text in texts]
        return next((offer for offer in offers if is_readable(offer, self.dialect)), None)

    def _ends_in_year(self, words: list[Word]) -> bool:
        last = words[-1][0]
        names = next(names for names in self.dialect.layouts if len(names) == len(words))
        grammars = self.reader.grammars
        return last in grammars["year"].values and last not in grammars[names[-1]].values

    def _add_second(self, words: list[Word], names: tuple[str, ...], offer: str) -> None:
        word, offsets = words[-1]
        if len(words) == len(names):
            place = Place(self.text, word, offsets, self.reader.grammars[names[-1]], names)
            hint = "a year is the seventh field, and takes a field of seconds, too"
            problems = _item_problems(place, word, 1)
            self.found += [problem.replace(hint=hint, suggestion=offer) for problem in problems]
            return
        start = words[0][1][0]
        message = f"expected {len(names)} fields, found {len(words)}: the second field is missing"
        self._add("CRON101", message, start, start, f"fields are: {order(names)}", suggestion=offer)

    def _check_days(self, fields: dict[str, Word]) -> None:
        """Say which of the day fields, of which both or neither are ``?``, should be it."""
        days = [fields["day_of_month"], fields["day_of_week"]]
        said = [word for word, _ in days]
        message = "one of day-of-month and day-of-week must be ?, and the other not"
        hint = "days of both kinds take two expressions"
        offsets = [offset for _, where in days for offset in where]
        start, stop = min(offsets), max(offsets) + 1
        fix = None
        if "*" in said or said[0] == "?":
            # What says nothing is "?"; where both say nothing, the day of the month is "*".
            at = 1 if said[1] == "*" else 0
            new = "*" if said[0] == "?" else "?"
            first, last = days[at][1][0], days[at][1][-1] + 1
            fix, hint = self._mended(first, last, new), f"write {new} in day-of-{('month', 'week')[at]}"
        self._add("CRON122", message, start, stop, hint, fix=fix)

    def _add_surplus(self, words: list[Word], counts: list[int]) -> None:
        _, offsets = words[counts[-1]]
        expected = str(counts[0])
        if len(counts) > 1:
            expected += f" {'to' if len(counts) > 2 else 'or'} {counts[-1]}"
        message = f"expected {expected} fields, found {len(words)}"
        hint = "if a command follows, this is a line of a crontab and not an expression"
        texts = [word for word, _ in words]
        ends = " ".join(texts[: counts[0]]).rstrip(",;"), " ".join(texts[-counts[0] :])
        if all(is_readable(end, self.dialect) for end in ends):
            hint = "these are several expressions; give each by itself"
        self._add("CRON102", message, offsets[0], offsets[-1] + 1, hint)

    def _add_missing(self, words: list[Word], names: tuple[str, ...]) -> None:
        missing = [name.replace("_", "-") for name in names[len(words) :]]
        are = "fields are" if len(missing) > 1 else "field is"
        message = f"expected {len(names)} fields, found {len(words)}: the {enumerated(missing)} {are} missing"
        end = words[-1][1][-1] + 1
        offer = self._mended(end, end, " *" * len(missing))
        hint = f"fields are: {order(names)}"
        self._add("CRON101", message, end, end, hint, suggestion=offer)


def _closing(text: str, at: int, stop: int) -> int:
    """Return where the quote *at* is closed within its field, or -1."""
    for other in range(at + 1, stop):
        if text[other] in QUOTES:
            return other
        if text[other].isspace():
            break
    return -1


def _item_problems(place: Place, word: str, limit: int) -> list[Problem]:
    """Return what is wrong with each item of a field, *limit* problems at most."""
    grammar = place.grammar
    tokens = tokenize(word)
    at = 1 if tokens[0][0] == "+" and "+" in grammar.forms else 0
    problems: list[Problem] = []
    while len(problems) < limit:
        start = at
        try:
            _, at = read_item(grammar, tokens, at)
        except Fault as fault:
            problem = FAULTS[fault.name](place.item(tokens, start), fault)
            message = with_quirk(problem.message, grammar.quirks, quirk_key(fault), problem.code)
            problems.append(problem if message is problem.message else problem.replace(message=message))
            while tokens[at][0] != "," and tokens[at][0] is not END:
                at += 1
        if tokens[at][0] is END:
            break
        at += 1
    return problems
