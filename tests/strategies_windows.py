"""What the tests of Windows tasks draw: expressions that triggers can mostly say, and foreign tasks."""

from __future__ import annotations

from hypothesis import strategies as st
from task_simulator import MONTHS, WEEKDAYS

_MINUTES = st.sampled_from(
    (
        "0",
        "0",
        "30",
        "59",
        "*",
        "*/5",
        "*/7",
        "*/15",
        "5,20,50",
        "1-10",
        "0,1,2,30",
        "10-50/20",
        "3,17,44",
        "0-58",
    )
)
_HOURS = st.sampled_from(
    ("0", "9", "23", "*", "*/2", "*/5", "9-17", "9,12,17", "0,23", "22-23,0-2", "4,6,9,23", "1-22/7")
)
_DATES = st.sampled_from(
    ("1", "13", "31", "29", "1,15", "1-7", "8-14", "22-31", "L", "1,L", "28-31", "*/2", "L-1", "15W", "30,L")
)
_WEEKDAYS = st.sampled_from(
    ("1-5", "0", "6,0", "5", "5#1", "1#1,3#1", "5L", "5#4,5L", "1#2,2", "0#3", "5#5", "2#1,2#2", "1-6/2")
)
_MONTHS = st.sampled_from(("*", "*", "*", "2", "1-6", "*/3", "4,6,9,11", "1,4", "12"))
_YEARS = st.sampled_from(("*", "*", "2027", "2026-2028", "2028,2032", "2028-2030,2032", "*/4", "2027-2199"))


@st.composite
def sayable_expressions(draw: st.DrawFn) -> str:
    """Draw a text of the standard dialect; most can be said by triggers, some are refused."""
    fields = [draw(_MINUTES), draw(_HOURS), "*", draw(_MONTHS), "*"]
    match draw(st.integers(0, 5)):
        case 0 | 1:
            fields[2] = draw(_DATES)
        case 2 | 3:
            fields[4] = draw(_WEEKDAYS)
        case 4:
            fields[2], fields[4] = draw(_DATES), draw(_WEEKDAYS)
            if draw(st.booleans()):
                fields[4] = f"+{fields[4]}"
    if draw(st.integers(0, 3)):
        return " ".join(fields)
    second = draw(st.sampled_from(("0", "30", "59", "0,30", "*/20")))
    return " ".join([second, *fields, draw(_YEARS)])


@st.composite
def foreign_triggers(draw: st.DrawFn) -> str:
    """Draw the XML of a calendar trigger as other tools write them."""
    start = draw(st.sampled_from(("00:00:00", "09:00:00", "22:30:00", "06:15:30", "23:59:00")))
    repetition = draw(
        st.sampled_from(
            (
                "",
                "",
                "PT1M PT4M",
                "PT15M PT8H",
                "PT1H PT1H",
                "PT7M PT30M",
                "PT30M PT1H29M",
                "PT5M P1D",
                "PT12H P1D",
            )
        )
    )
    schedule = draw(st.one_of(st.just(_DAILY), _weekly(), _monthly(), _by_weekday()))
    text = ""
    if repetition:
        interval, duration = repetition.split()
        text = f"<Repetition><Interval>{interval}</Interval><Duration>{duration}</Duration></Repetition>"
    text += f"<StartBoundary>2020-05-17T{start}</StartBoundary>{schedule}"
    return f"<CalendarTrigger>{text}</CalendarTrigger>"


_DAILY = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"


def _some(names: list[str], most: int) -> st.SearchStrategy[str]:
    picked = st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True)
    return picked.map(lambda chosen: "".join([f"<{name} />" for name in chosen]))


def _months() -> st.SearchStrategy[str]:
    every = st.just("".join([f"<{name} />" for name in MONTHS]))
    return st.one_of(every, every, _some(MONTHS, 3)).map("<Months>{}</Months>".format)


def _items(tag: str, items: list[str]) -> st.SearchStrategy[str]:
    picked = st.lists(st.sampled_from(items), min_size=1, max_size=3, unique=True)
    return picked.map(lambda chosen: "".join([f"<{tag}>{item}</{tag}>" for item in chosen]))


def _weekly() -> st.SearchStrategy[str]:
    return _some(WEEKDAYS, 5).map(
        "<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek>{}</DaysOfWeek></ScheduleByWeek>".format
    )


def _monthly() -> st.SearchStrategy[str]:
    dates = _items("Day", [*map(str, range(1, 32)), "Last"])
    return st.tuples(dates, _months()).map(
        lambda pair: f"<ScheduleByMonth><DaysOfMonth>{pair[0]}</DaysOfMonth>{pair[1]}</ScheduleByMonth>"
    )


def _by_weekday() -> st.SearchStrategy[str]:
    weeks = _items("Week", ["1", "2", "3", "4", "Last"])
    return st.tuples(weeks, _some(WEEKDAYS, 2), _months()).map(
        lambda parts: (
            f"<ScheduleByMonthDayOfWeek><Weeks>{parts[0]}</Weeks><DaysOfWeek>{parts[1]}</DaysOfWeek>{parts[2]}"
            "</ScheduleByMonthDayOfWeek>"
        )
    )


def task_of(triggers: list[str]) -> str:
    """Return a task with *triggers*, as text."""
    return (
        '<?xml version="1.0" encoding="UTF-16"?>'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">'
        f"<Triggers>{''.join(triggers)}</Triggers>"
        "<Actions><Exec><Command>x.exe</Command></Exec></Actions></Task>"
    )
