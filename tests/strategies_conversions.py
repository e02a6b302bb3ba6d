"""Valid texts of every dialect, drawn from what the dialect's documentation says that it takes."""

from __future__ import annotations

from dataclasses import dataclass

import oracle
from hypothesis import strategies as st
from oracle_conversions import RULES

MONTHS = tuple(oracle.MONTHS)
WEEKDAYS = tuple(oracle.WEEKDAYS)
_ANY_YEAR = ("*", "*", "2024", "2030-2040", "2024,2028", "1970-2098/2", "1999")


@dataclass(frozen=True)
class Taste:
    """What a dialect takes beside numbers, ranges, lists, stars and their steps."""

    day_forms: tuple[str, ...] = ()
    weekday_forms: tuple[str, ...] = ()
    listed: bool = False
    has_names: bool = True
    open_steps: bool = False
    wraps: bool = False
    weekday_steps: bool = True
    last_weekday: int = 7


_LAST = ("L", "L-3", "L-1", "L-30")
_WORKDAYS = ("LW", "15W", "1W", "31W", "30W")
_NTH = ("MON#1", "5#3", "2#5", "SUN#1", "SAT#2")
_LAST_WEEKDAYS = ("5L", "SUNL", "2L")

TASTES = {
    "standard": Taste((*_LAST, *_WORKDAYS), (*_NTH, *_LAST_WEEKDAYS, "5#L")),
    "extended": Taste((*_LAST, *_WORKDAYS, "L-3W", "L-2W"), (*_NTH, *_LAST_WEEKDAYS), listed=True),
    "vixie": Taste(),
    "cronie": Taste(),
    "quartz": Taste((*_LAST, *_WORKDAYS, "L-3W"), (*_NTH, *_LAST_WEEKDAYS, "L"), open_steps=True, wraps=True),
    "spring": Taste((*_LAST, *_WORKDAYS), (*_NTH, *_LAST_WEEKDAYS), listed=True, open_steps=True),
    "aws": Taste(
        ("L", "15W", "1W", "31W"),
        (*_NTH, *_LAST_WEEKDAYS, "L"),
        open_steps=True,
        wraps=True,
        weekday_steps=False,
    ),
    "kubernetes": Taste(open_steps=True, last_weekday=6),
    "github": Taste(open_steps=True, last_weekday=6),
    "jenkins": Taste(has_names=False),
    "azure": Taste(open_steps=True, last_weekday=6),
    "google": Taste(),
    "celery": Taste(wraps=True, last_weekday=6),
    "croniter": Taste(
        ("L", "15W", "W15", "1W", "31W"), (*_NTH, "5L", "L5", "SUNL"), open_steps=True, wraps=True
    ),
}


def texts(dialect: str) -> st.SearchStrategy[str]:
    """Draw valid texts of *dialect* that need no seed."""
    return _texts(dialect)


@st.composite
def _texts(draw: st.DrawFn, dialect: str) -> str:
    rules, taste = RULES[dialect], TASTES[dialect]
    layout = draw(st.sampled_from(rules.layouts)).split()
    day, weekday = draw(_days(dialect)), draw(_weekdays(dialect))
    match draw(st.integers(0, 5)):
        case 0 | 1:
            day = "*"
        case 2 | 3:
            weekday = "*"
        case 4 if dialect in ("standard", "extended"):
            weekday = f"+{weekday}"
    if dialect in ("quartz", "aws"):
        if weekday == "*" or draw(st.booleans()):
            weekday = "?"
        else:
            day = "?"
    fields = {
        "second": draw(st.one_of(st.just("0"), _plain(taste, 0, 59))),
        "minute": draw(_plain(taste, 0, 59)),
        "hour": draw(_plain(taste, 0, 23)),
        "day": day,
        "month": draw(_months(taste)),
        "weekday": weekday,
        "year": draw(st.sampled_from(_ANY_YEAR)),
    }
    return " ".join(fields[name] for name in layout)


@st.composite
def _spans(draw: st.DrawFn, taste: Taste, low: int, high: int, names: tuple[str, ...] = ()) -> str:
    first, last = draw(st.integers(low, high)), draw(st.integers(low, high))
    if not taste.wraps:
        first, last = sorted((first, last))
    span = f"{first}-{last}"
    if draw(st.booleans()) and names:
        span = f"{names[first - low]}-{names[last - low]}"
    longest = (last - first) % (high - low + 1)
    return span if longest < 2 or draw(st.booleans()) else f"{span}/{draw(st.integers(1, longest))}"


def _items(taste: Taste, low: int, high: int, names: tuple[str, ...] = ()) -> st.SearchStrategy[str]:
    numbers = st.one_of(st.integers(low, high).map(str), st.sampled_from((str(low), str(high))))
    items = [numbers, numbers, _spans(taste, low, high, names)]
    if names:
        items.append(st.sampled_from(names))
    if taste.open_steps:
        items.append(st.tuples(st.integers(low, high - 2), st.integers(1, 2)).map("{0[0]}/{0[1]}".format))
    return st.one_of(items)


def _lists(items: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(items, min_size=1, max_size=most).map(",".join)


def _plain(taste: Taste, low: int, high: int) -> st.SearchStrategy[str]:
    stars = st.one_of(st.just("*"), st.sampled_from((2, 5, 7, 15)).map("*/{}".format))
    if low == 1:
        stars = st.one_of(stars, st.integers(2, high - 1).map("*/{}".format))
    return st.one_of(stars, st.just(str(low)), _items(taste, low, high), _lists(_items(taste, low, high)))


def _months(taste: Taste) -> st.SearchStrategy[str]:
    items = _items(taste, 1, 12, MONTHS if taste.has_names else ())
    return st.one_of(st.just("*"), st.just("*"), st.sampled_from(("2", "*/3", "1,3,5")), _lists(items))


def _days(dialect: str) -> st.SearchStrategy[str]:
    taste = TASTES[dialect]
    plain = _plain(taste, 1, 31)
    if not taste.day_forms:
        return plain
    forms = st.sampled_from(taste.day_forms)
    lists = _lists(st.one_of(_items(taste, 1, 31), forms)) if taste.listed else forms
    return st.one_of(plain, forms, lists, st.sampled_from(("1-7", "15-21", "13")))


def _weekdays(dialect: str) -> st.SearchStrategy[str]:
    taste = TASTES[dialect]
    low = RULES[dialect].sunday
    narrow = Taste(has_names=taste.has_names, wraps=taste.wraps)
    names = WEEKDAYS if taste.has_names else ()
    # Spring would read SUN-SUN as the whole week, and so ours refuses it.
    items = _items(narrow, low, low + 6, names).filter(lambda item: "SUN-SUN" not in item)
    if not taste.weekday_steps:
        items = items.filter(lambda item: "/" not in item)
    plain = st.one_of(items, _lists(items))
    if taste.last_weekday == 7 and low == 0:
        plain = st.one_of(
            plain, st.sampled_from(("7", "5-7", "1-7", "2-7/2" if taste.weekday_steps else "7"))
        )
    if taste.weekday_steps:
        plain = st.one_of(plain, st.integers(2, 6).map("*/{}".format))
    if not taste.weekday_forms:
        return plain
    forms = st.sampled_from(taste.weekday_forms)
    lists = _lists(st.one_of(items, forms)) if taste.listed else forms
    return st.one_of(plain, forms, lists)
