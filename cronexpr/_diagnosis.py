"""What is wrong with a text that the parser refused.

No grammar stands here: the text is cut into fields, each field into items, and each
item is read once more by the parser's own rules; what they complain of becomes a
`Problem` (worded in `_faults`).  Characters that merely look like the right ones are
reported and replaced first, so that they hide nothing else.
"""

from __future__ import annotations

from ._faults import FAULTS, Place, order
from ._grammar import Fault
from ._parser import AROUND, MAX_LENGTH, READERS, parse_fields, read_item
from ._tokenizer import END, tokenize
from .errors import CronSyntaxError, Problem, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from .dialects import Dialect

    Word: TypeAlias = tuple[str, list[int]]
    """Characters of a field, and where each stands in the text."""

# More than a reader wants, and a bound on the time an unreadable text can take.
MAX_PROBLEMS = 50

_QUOTES = {
    '"': "quote character",
    "'": "quote character",
    "`": "backquote",
    "\u2018": "curly quote",
    "\u2019": "curly quote",
    "\u201c": "curly quote",
    "\u201d": "curly quote",
    "\u201e": "low quote",
    "\u00ab": "angle quote",
    "\u00bb": "angle quote",
}
_LOOKALIKES = {
    "\u2010": ("a typographic hyphen", "-"),
    "\u2011": ("a no-break hyphen", "-"),
    "\u2012": ("a figure dash", "-"),
    "\u2013": ("an en dash", "-"),
    "\u2014": ("an em dash", "-"),
    "\u2015": ("a horizontal bar", "-"),
    "\u2212": ("a minus sign", "-"),
    "\u2217": ("an asterisk operator", "*"),
    "\u2044": ("a fraction slash", "/"),
    "\u2215": ("a division slash", "/"),
    "\u201a": ("a low quote", ","),
    "\u060c": ("an Arabic comma", ","),
    "\u3001": ("an ideographic comma", ","),
    "\u200b": ("a zero-width space", ""),
    "\u200c": ("a zero-width non-joiner", ""),
    "\u200d": ("a zero-width joiner", ""),
    "\u200e": ("a left-to-right mark", ""),
    "\u200f": ("a right-to-left mark", ""),
    "\u2060": ("a word joiner", ""),
    "\ufeff": ("a byte order mark", ""),
    "\u00ad": ("a soft hyphen", ""),
    "\u00a0": ("a no-break space", " "),
    "\u202f": ("a narrow no-break space", " "),
    "\u3000": ("an ideographic space", " "),
}
_MEANT = {"-": "a hyphen", "*": "an asterisk", "/": "a slash", ",": "a comma", " ": "a space"}


def syntax_error(text: str, dialect: Dialect) -> CronSyntaxError:
    """Return the error that says all that is wrong with *text* (the first 50 problems)."""
    problems = sorted(_Text(text, dialect).problems(), key=lambda problem: problem.span)
    if len(problems) == 1:
        problems = [_sound(problems[0], dialect)]
    return CronSyntaxError(tuple(problems[:MAX_PROBLEMS]), text)


def _sound(problem: Problem, dialect: Dialect) -> Problem:
    # What is offered for an otherwise faultless text must be read without complaint.
    for name in ("fix", "suggestion"):
        offer = getattr(problem, name)
        if offer is not None and not _is_readable(offer, dialect):
            problem = problem.replace(**{name: None})
    return problem


def _is_readable(text: str, dialect: Dialect) -> bool:
    try:
        parse_fields(text, dialect)
    except CronSyntaxError:
        return False
    return True


class _Text:
    """A refused text on its way to being understood."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        self.reader = READERS[dialect]
        self.found: list[Problem] = []

    def problems(self) -> list[Problem]:
        if len(self.text) > MAX_LENGTH:
            length = f"{len(self.text):,}"
            message = f"the text has {length} characters; an expression has at most {MAX_LENGTH:,}"
            return [Problem("CRON104", "error", message, (MAX_LENGTH, len(self.text)))]
        words = self._words()
        if not words:
            self._add_empty()
        elif words[0][0].startswith("@"):
            self._read_nickname(words)
        else:
            self._read_fields(self._glued(words))
        return self.found

    def _add(
        self, code: str, message: str, start: int, stop: int, hint: str = "", **offers: str | None
    ) -> None:
        self.found.append(Problem(code, "error", message, (start, stop), None, hint, **offers))

    def _mended(self, start: int, stop: int, new: str) -> str:
        return self.text[:start] + new + self.text[stop:]

    def _words(self) -> list[Word]:
        """Return the fields, with look-alikes replaced (and reported)."""
        text = self.text
        start = len(text) - len(text.lstrip(AROUND))
        stop = max(start, len(text.rstrip(AROUND)))
        words: list[Word] = []
        in_word = False
        if start < stop and text[start] in _QUOTES:
            start, stop = self._unquoted(start, stop)
        replacements = self._replacements(start, stop)
        for offset in range(start, stop):
            char = replacements.get(offset, text[offset]) if replacements else text[offset]
            if char in " \t\r\n" and char:
                in_word = False
            elif char:
                if not in_word:
                    words.append(("", []))
                    in_word = True
                word, offsets = words[-1]
                offsets.append(offset)
                words[-1] = (word + char, offsets)
        return words

    def _unquoted(self, start: int, stop: int) -> tuple[int, int]:
        text = self.text
        kind = _QUOTES[text[start]]
        end = stop - 1 if stop - start > 1 and text[stop - 1] in _QUOTES else stop
        where = (
            "inside the expression" if text[start].isascii() else f"(U+{ord(text[start]):04X}) at the start"
        )
        fix = text[:start] + text[start + 1 : end] + text[stop:]
        self._add("CRON119", f"{kind} {where}", start, start + 1, "remove the quotes", fix=fix)
        return start + 1, end

    def _replacements(self, start: int, stop: int) -> dict[int, str]:
        """Report what only looks right, and return what was meant, by offset."""
        text = self.text
        meant: dict[int, str] = {}
        offset = start
        while offset < stop:
            char = text[offset]
            end = offset + 1
            if not char.isprintable() or not char.isascii() or char in _QUOTES:
                found = self._replacement(offset, stop)
                if found is not None:
                    end, new = found
                    meant |= zip(range(offset, end), new or [""], strict=True)
            offset = end
        return meant

    def _replacement(self, offset: int, stop: int) -> tuple[int, str] | None:
        char = self.text[offset]
        code = f"U+{ord(char):04X}"
        end = offset + 1
        if char in "\r\n":
            self._add("CRON113", "line break inside the expression", offset, end, "an expression is one line")
            return end, " "
        if char in _QUOTES:
            name, new, hint = f"{_QUOTES[char]} ({code}) inside the expression", "", "remove it"
            return self._replace(offset, end, name, new, hint)
        if char in _LOOKALIKES:
            name, new = _LOOKALIKES[char]
            meant = f", not {_MEANT[new]}" if new else ", which cannot be seen"
            hint = (
                f"pasted from a document? replace it with {new if new != ' ' else 'a space'}"
                if new
                else "remove it"
            )
            return self._replace(offset, end, f"this is {name} ({code}){meant}", new, hint)
        if char.isdecimal() and not char.isascii():
            while end < stop and self.text[end].isdecimal() and not self.text[end].isascii():
                end += 1
            new = "".join([str(int(digit)) for digit in self.text[offset:end]])
            kind = "full-width digit" if "\uff10" <= char <= "\uff19" else "foreign digit"
            return self._replace(offset, end, f"{kind} ({code}); use ASCII {new[:20]}", new, "")
        if "\uff01" <= char <= "\uff5e":
            new = chr(ord(char) - 0xFEE0)
            return self._replace(offset, end, f"full-width character ({code}); use ASCII {new}", new, "")
        if char.isspace() and char != "\t":
            return self._replace(
                offset, end, f"this white space ({code}) is not a space", " ", "write a space"
            )
        return None

    def _replace(self, start: int, stop: int, message: str, new: str, hint: str) -> tuple[int, str]:
        fix = self._mended(start, stop, new) if len(self.found) < MAX_PROBLEMS else None
        self._add("CRON119", message, start, stop, hint, fix=fix)
        return stop, new

    def _add_empty(self) -> None:
        if not self.found:
            example = "for example `0 9 * * 1-5` is 9:00 AM, Monday through Friday"
            hint = example if _is_readable("0 9 * * 1-5", self.dialect) else ""
            self._add("CRON100", "the expression is empty", 0, len(self.text), hint)

    def _read_nickname(self, words: list[Word]) -> None:
        name, offsets = words[0]
        names = tuple(self.reader.nicknames)
        start, stop = offsets[0], offsets[-1] + 1
        known = f"Known: {' '.join(names)}"
        end = words[-1][1][-1] + 1
        if not names:
            self._add("CRON117", "this dialect has no nicknames", start, stop)
        elif name in names:
            if len(words) > 1:
                only = self._mended(stop, end, "")
                self._add("CRON117", "a nickname stands alone", words[1][1][0], end, suggestion=only)
        elif name.lower() in names:
            fix = self._mended(start, stop, name.lower())
            self._add("CRON117", "nicknames are lower case", start, stop, fix=fix)
        else:
            near = nearest(name.lower(), names)
            fixed = self._mended(start, stop, near) if near else None
            hint = f"did you mean {near}? {known}" if near else known
            self._add("CRON117", "unknown nickname", start, stop, hint, fix=fixed)

    def _glued(self, words: list[Word]) -> list[Word]:
        """Undo spaces beside commas (and report them) where that gives a possible number of fields."""
        glued = [words[0]]
        gaps = []
        for word, offsets in words[1:]:
            before, before_offsets = glued[-1]
            if before[-1] == "," or word[0] == ",":
                gaps.append((before_offsets[-1], offsets[0], before[-1] == ","))
                glued[-1] = (before + word, before_offsets + offsets)
            else:
                glued.append((word, offsets))
        if not gaps or len(glued) not in self.reader.layouts:
            return words
        for last, first, is_after in gaps:
            start, stop = (last, first) if is_after else (last + 1, first + 1)
            side = "after" if is_after else "before"
            fix = self._mended(last + 1, first, "")
            message = f"space {side} a comma splits the field"
            self._add("CRON120", message, start, stop, "remove the space", fix=fix)
        return glued

    def _read_fields(self, words: list[Word]) -> None:
        counts = sorted(self.reader.layouts)
        if len(words) > counts[-1]:
            self._add_surplus(words, counts)
            return
        count = next(count for count in counts if count >= len(words))
        names = next(names for names in self.dialect.layouts if len(names) == count)
        for name, (word, offsets) in zip(names, words, strict=False):
            place = Place(self.text, word, offsets, self.reader.grammars[name], names)
            self.found += _item_problems(place, word, MAX_PROBLEMS - len(self.found))
        if len(words) < count:
            self._add_missing(words, names)

    def _add_surplus(self, words: list[Word], counts: list[int]) -> None:
        _, offsets = words[counts[-1]]
        expected = str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
        message = f"expected {expected} fields, found {len(words)}"
        hint = "if a command follows, this is a line of a crontab and not an expression"
        self._add("CRON102", message, offsets[0], offsets[-1] + 1, hint)

    def _add_missing(self, words: list[Word], names: tuple[str, ...]) -> None:
        missing = [name.replace("_", "-") for name in names[len(words) :]]
        some = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        tail = f"the {some} field {'is' if len(missing) == 1 else 's are'} missing".replace(
            "field s", "fields"
        )
        message = f"expected {len(names)} fields, found {len(words)}: {tail}"
        end = words[-1][1][-1] + 1
        offer = self._mended(end, end, " *" * len(missing))
        hint = f"fields are: {order(names)}"
        self._add("CRON101", message, end, end, hint, suggestion=offer)


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
            problems.append(FAULTS[fault.name](place.item(tokens, start), fault))
            while tokens[at][0] != "," and tokens[at][0] is not END:
                at += 1
        if tokens[at][0] is END:
            break
        at += 1
    return problems
