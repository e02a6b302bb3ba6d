"""English text to words with spans, and the cursor that the grammar's rules share."""

from __future__ import annotations

from .._value import Value
from ..errors import EnglishError, Problem, nearest, quote
from ..fields import FULL_NAMES
from ._refusals import MESSAGES, REFUSED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

MAX_LENGTH = 8192

NUMBER, ORDINAL, NAME, ZONE, MARK, END = "number", "ordinal", "name", "zone", "mark", "end"

EVERY = ("every", "each")
MINUTE = ("minute", "minutes", "min", "mins")
THROUGH = ("through", "thru", "to", "until", "till", "-")
WEEKDAYS = {
    form: number
    for number, name in enumerate(FULL_NAMES["day_of_week"])
    for form in (name[:3], name, f"{name}s")
} | {"tues": 2, "weds": 3, "thur": 4, "thurs": 4}
MONTHS = {form: number for number, name in enumerate(FULL_NAMES["month"], 1) for form in (name[:3], name)} | {
    "sept": 9
}
UNITS = {
    name: names.split()[0]
    for names in (
        "second seconds sec secs s",
        "minute minutes min mins m",
        "hour hours hr hrs h",
        "day days",
        "week weeks",
        "month months",
        "quarter quarters",
        "year years",
    )
    for name in names.split()
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TO_TWENTIETH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
NUMBERS = {name: number for number, name in enumerate(_TO_NINETEEN)} | _TENS
NUMBERS |= {
    f"{tens}{name}": value + number
    for tens, value in _TENS.items()
    for number, name in enumerate(_TO_NINETEEN[1:10], 1)
}
ORDINALS = {name: number for number, name in enumerate(_TO_TWENTIETH, 1)} | {"thirtieth": 30}
ORDINALS |= {
    f"{tens}{name}": _TENS[tens] + number
    for tens in ("twenty", "thirty")
    for number, name in enumerate(_TO_TWENTIETH[:9], 1)
}

# Words that are also written with a hyphen; elsewhere a hyphen means "through".
_COMPOUNDS = frozenset(
    "oddnumbered evennumbered halfhour halfhourly quarterhour biweekly bimonthly biannually semiannually"
    " startup".split()
) | {name for name in (*ORDINALS, *NUMBERS) if name.startswith(tuple(_TENS))}
_AREAS = frozenset(
    "africa america antarctica arctic asia atlantic australia brazil canada chile etc europe indian mexico"
    " pacific us".split()
)
_FOLDED = str.maketrans(
    {"\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", ";": ","}
)
_SAME = {"@": "at", "&": "and"}
_MEANT = {
    "ev": "every",
    "everyday": "every day",
    "minutely": "every minute",
    "excluding": "except",
    "exactly": "",
    "sharp": "",
    "numbered": "",
    "oddnumbered": "odd",
    "evennumbered": "even",
    "halfhourly": "every 30 minutes",
    "hourly": "every hour",
    "daily": "every day",
    "nightly": "every night",
    "weekly": "every week",
    "monthly": "every month",
    "quarterly": "every quarter",
    "yearly": "every year",
    "annually": "every year",
    "alternate": "other",
    "alternating": "other",
    "midday": "noon",
    "workday": "weekday",
    "workdays": "weekdays",
    "mwf": "mon wed fri",
    "tth": "tue thu",
    "tuth": "tue thu",
}
"""What people write for other words, or for none."""
_LEADS = ("at", "on", "in", "during", "by", "the", "from", "every")
_ARTICLES = {"the", "a", "an", "every", "each"}
_SMALL_WORDS = (
    "every each other at on in from to through until between and or of the past noon midnight starting daily"
    " weekly monthly yearly quarterly hourly nightly annually weekday weekdays weekend weekends last business"
    " falling during startup never nearest before half except"
)
_VOCABULARY = tuple(sorted({*WEEKDAYS, *MONTHS, *UNITS, *ORDINALS, *_SMALL_WORDS.split()}))


# What no offer may leave out.
_TELLING = {*WEEKDAYS, *MONTHS, *UNITS, *"weekday weekdays weekend weekends skip only without".split()}


class Word(Value):
    """A word, number or mark: *text* in lower case, the *value* of a number, and where it stands."""

    __slots__ = ("kind", "text", "value", "start", "stop", "is_glued")

    kind: str
    text: str
    value: int
    start: int
    stop: int
    is_glued: bool


def split_words(source: str) -> list[Word]:
    """Return the words of *source*, the last one an empty `END`; O(length)."""
    text = source.translate(_FOLDED)
    words: list[Word] = []
    at, stop = 0, len(text)
    while at < stop:
        if text[at].isspace() or _is_full_stop(text, at):
            at += 1
            continue
        is_glued = bool(words) and words[-1].stop == at
        kind, word, value, end = _read_word(text, at)
        if word == "." and is_glued and _is_dotted_time(words, text, end):
            word = ":"
        if word in _MEANT:
            words += [meant.replace(start=at, stop=end) for meant in split_words(_MEANT[word])[:-1]]
        elif word in {"day", "days"} and words and words[-1].text in {"business", "working", "week"}:
            words[-1] = words[-1].replace(text=f"week{word}", stop=end)
        else:
            words.append(Word(kind, word, value, at, end, is_glued))
        at = end
    words.append(Word(END, "", 0, stop, stop, False))
    return words


def _is_dotted_time(words: list[Word], text: str, after: int) -> bool:
    """Return whether a dot is the colon of a time, as in "at 9.30" and "9.30am": else it may be a date's."""
    end = after + 2
    is_half = text[end : end + 4].lstrip().lower().startswith(("am", "pm", "a.m", "p.m"))
    is_time = is_half or (len(words) > 1 and words[-2].text == "at")
    return is_time and words[-1].kind == NUMBER and _run(text, after, _is_digit) == end


def _is_full_stop(text: str, at: int) -> bool:
    return text[at] == "." and at > 0 and (at + 1 == len(text) or text[at + 1] in " ,\t\n\r")


def _read_word(text: str, at: int) -> tuple[str, str, int, int]:
    if _is_digit(text[at]):
        return _read_number(text, at)
    if _is_letter(text[at]):
        return _read_name(text, at)
    char = text[at]
    return MARK, _SAME.get(char, char), 0, at + 1


def _read_number(text: str, at: int) -> tuple[str, str, int, int]:
    end = _run(text, at, _is_digit)
    digits = text[at:end]
    # No number that means anything here has more than four digits.
    value = int(digits) if len(digits) < 9 else 10**9
    suffix = text[end : _run(text, end, _is_letter)].lower()
    if suffix in {"st", "nd", "rd", "th"}:
        return ORDINAL, digits + suffix, value, end + 2
    return NUMBER, digits, value, end


def _read_name(text: str, at: int) -> tuple[str, str, int, int]:
    end = _run(text, at, _is_letter)
    if text[at:end].lower() in _AREAS and text[end : end + 1] == "/":
        end = _run(text, end, _is_zone_character)
        return ZONE, text[at:end], 0, end
    name = text[at:end].lower()
    if name in {"a", "p"} and text[end : end + 2].lower() == ".m":
        return NAME, f"{name}m", 0, end + (3 if text[end + 2 : end + 3] == "." else 2)
    if text[end : end + 1] in {"-", "'"} or (text[end : end + 1] == " " and name in _TENS):
        longer = _run(text, end + 1, _is_letter)
        joined = name + text[end + 1 : longer].lower()
        if text[end] == "'" or joined in _COMPOUNDS:
            name, end = joined, longer
    if name in ORDINALS and name != "second":
        return ORDINAL, name, ORDINALS[name], end
    if name in NUMBERS:
        return NUMBER, name, NUMBERS[name], end
    return NAME, name, 0, end


def _run(text: str, at: int, belongs: Callable[[str], bool]) -> int:
    while at < len(text) and belongs(text[at]):
        at += 1
    return at


def _is_digit(char: str) -> bool:
    return "0" <= char <= "9"


def _is_letter(char: str) -> bool:
    return "a" <= char <= "z" or "A" <= char <= "Z"


def _is_zone_character(char: str) -> bool:
    return _is_letter(char) or _is_digit(char) or char in "/_+-"


class Words:
    """A place in a text: its *words*, and *at*, the index of the one to be read next."""

    __slots__ = ("at", "source", "words")

    def __init__(self, source: str) -> None:
        self.source = source
        self.words = split_words(source)
        self.at = 0

    @property
    def word(self) -> Word:
        """The word to be read next."""
        return self.words[self.at]

    @property
    def text(self) -> str:
        """Its text."""
        return self.words[self.at].text

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.words[self.at].kind

    def ahead(self, distance: int = 1) -> Word:
        """Return the word *distance* places further on, or the last."""
        return self.words[min(self.at + distance, len(self.words) - 1)]

    def next(self) -> Word:
        """Return the next word and pass it; the end is never passed."""
        word = self.words[self.at]
        self.at = min(self.at + 1, len(self.words) - 1)
        return word

    def take(self, *texts: str) -> bool:
        """Pass the next word if it is one of *texts*; return whether it was."""
        if self.text not in texts or self.kind == END:
            return False
        self.at += 1
        return True

    def take_phrase(self, *phrases: str) -> bool:
        """Pass the first of *phrases* that stands here; return whether one did."""
        for phrase in phrases:
            texts = phrase.split()
            if [word.text for word in self.words[self.at : self.at + len(texts)]] == texts:
                self.at += len(texts)
                return True
        return False

    def span(self, since: int) -> tuple[int, int]:
        """Return the characters from the word at index *since* to the last one passed."""
        return self.words[since].start, max(self.words[max(self.at - 1, since)].stop, self.words[since].start)

    def said(self, since: int) -> str:
        """Return the text from the word at index *since* to the last one passed."""
        return self.source[slice(*self.span(since))]

    def refuse(
        self, code: str, message: str, since: int, hint: str = "", offer: str | None = None
    ) -> NoReturn:
        """Raise the error of what was passed since the word at *since*; *offer* could stand there instead."""
        start, stop = self.span(since)
        if offer is not None:
            is_cut = not offer
            offer = self.source[:start] + offer + self.source[stop:]
            if is_cut:
                offer = " ".join(offer.split()).replace(" ,", ",").strip(" ,")
        raise refusal(code, message, (start, stop), self.source, hint, offer)

    def refuse_clause(
        self, place: tuple[int, int], code: str, message: str, hint: str = "", offer: str | None = None
    ) -> NoReturn:
        """Raise the error of the words at *place*: index of the first, and after the last."""
        since, self.at = place
        self.refuse(code, message, since, hint, offer)

    def refuse_unsayable(self, since: int) -> None:
        """Refuse the next words if cron cannot say them; *since* is the index where their clause begins."""
        begin = self.at
        for at in range(begin, begin + 3):
            key, stop = self._refused_phrase(at)
            if key:
                code, hint, offer = REFUSED[key]
                # "At dawn" is at another time; "in the first week" is on other days.
                whole = since < begin or (offer or "").startswith(_LEADS)
                since, self.at = since if whole else at, stop
                message = MESSAGES.get(code, "cron cannot say this")
                if code == "ENG003":
                    message = f"did not understand {quote(self.said(since))}"
                self.refuse(code, message, since, hint, offer)
            if self.words[at].text not in _LEADS:
                break

    def _refused_phrase(self, at: int) -> tuple[str, int]:
        """Return the longest phrase that is refused at the word *at*, and the index after it."""
        found, stop, key = "", at, ""
        for index in range(at, min(at + 8, len(self.words) - 1)):
            word = self.words[index]
            if not key or word.text not in _ARTICLES:
                text = {NUMBER: "#", ORDINAL: f"{word.value}th"}.get(word.kind, word.text)
                key = f"{key} {text}" if key else text
                if key in REFUSED:
                    found, stop = key, index + 1
        return found, stop

    def refuse_word(self, expected: str) -> NoReturn:
        """Raise the error of a next word that is not understood, or missing, where *expected* should be."""
        since = self.at
        self.refuse_unsayable(since)
        word = self.next()
        if word.kind == END:
            self.refuse("ENG009", "the text ends too early", since, f"add {expected}")
        near = nearest(word.text, _VOCABULARY, 1 if len(word.text) < 6 else 2)
        is_near = near and word.text not in _VOCABULARY and word.kind == NAME and len(word.text) > 3
        # "Water the plants every Monday" begins with what is done.
        done = [word.text for word in self.words[since : since + 12]]
        size = next((size for size, text in enumerate(done) if text in EVERY), 0)
        is_begin = self.words[max(since - 1, 0)].start == self.words[0].start
        is_done = is_begin and size > 0 and word.kind in {NAME, MARK} and _TELLING.isdisjoint(done[:size])
        if is_done and not (is_near and near in _TELLING):
            self.at = since + size
            hint, near = "begin with when it runs, and leave out what", ""
        elif is_near:
            hint = f'did you mean "{near}"?'
        else:
            hint, near = f"expected {expected}", None
        self.refuse("ENG003", f"did not understand {quote(self.said(since))}", since, hint, near)


def refusal(
    code: str, message: str, span: tuple[int, int], source: str, hint: str = "", suggestion: str | None = None
) -> EnglishError:
    """Return an `EnglishError` of one problem."""
    problem = Problem(code, "error", message, span, hint=hint, suggestion=suggestion)
    return EnglishError((problem,), source)
