"""What recurrence rules mean (RFC 5545, section 3.3.10), where cron can say it."""

from __future__ import annotations

from .._calendar import shape_parts
from .._days import all_days
from .._plan import EVERY_YEAR, bits, mask_of, weekday_days
from ..fields import HOUR, MINUTE, MONTH, SECOND, YEAR
from ..terms import LastDay
from ._reading import Part, days_of
from ._rule_text import FREQUENCIES
from ._rules import end_of_year

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..fields import Field
    from ._rule_text import RuleText

_SECONDLY, _MINUTELY, _HOURLY, _DAILY, _WEEKLY, _MONTHLY, _YEARLY = range(7)


def read_rule(rule: RuleText) -> Part:
    """Return what *rule* says.

    Raises:
        CronConversionError: cron cannot say it.
    """
    years = _years(rule)
    months = _limit(rule, "BYMONTH", MONTH.full_mask) & _stepped(rule, MONTH, _MONTHLY)
    hours = _times(rule, HOUR, _HOURLY)
    minutes = _times(rule, MINUTE, _MINUTELY)
    seconds = _times(rule, SECOND, _SECONDLY)
    if rule.frequency == _YEARLY and not rule.weekdays and "BYMONTH" not in rule.numbers:
        months = months if "BYMONTHDAY" in rule.numbers else 1 << _from_start(rule, "BYMONTH", "month")
    days = _positioned(rule, months, [_days(rule, shape) for shape in range(28)], (hours, minutes, seconds))
    return Part(hours, minutes, seconds, years, days_of(months, days.__getitem__))


def _years(rule: RuleText) -> int:
    """Return the years: those up to the one at whose end *rule* ends, if it does."""
    step = rule.numbers.get("INTERVAL", (1,))[0]
    is_counted = (
        {_DAILY: "days", _WEEKLY: "weeks", _YEARLY: "years"}.get(rule.frequency) if step > 1 else None
    )
    if is_counted and not (rule.until and rule.frequency == _YEARLY):
        raise rule.refusal(
            "RRL014", "INTERVAL", f"cron cannot count {is_counted}", "let the command count them"
        )
    if not rule.until:
        return EVERY_YEAR
    for last in range(YEAR.low, YEAR.high + 1) if rule.start and rule.start.year >= YEAR.low else ():
        if rule.until == end_of_year(last, rule.tz):
            return mask_of(range(rule.start.year, last + 1, step if is_counted else 1))  # type: ignore[union-attr]
    hint = "leave UNTIL out, or end with a year and begin with a DTSTART"
    raise rule.refusal("RRL013", "UNTIL", "a cron expression ends with a year, if at all", hint)


def _limit(rule: RuleText, name: str, otherwise: int) -> int:
    return mask_of(rule.numbers[name]) if name in rule.numbers else otherwise


def _from_start(rule: RuleText, name: str, attribute: str) -> int:
    """Return what *rule* takes from its ``DTSTART``."""
    if rule.start is None:
        hint = f"say {name}, or begin with a line DTSTART"
        message = f"the rule has no {name}, and there is no DTSTART to take it from"
        raise rule.refusal("RRL016", "", message, hint)
    if attribute == "weekday":
        return (rule.start.weekday() + 1) % 7
    found: int = getattr(rule.start, attribute)
    return found


def _times(rule: RuleText, field: Field, frequency: int) -> int:
    """Return the hours, minutes or seconds: those named, or all from *frequency* down, or the start's."""
    name = f"BY{field.name.upper()}"
    if rule.frequency <= frequency:
        return _limit(rule, name, field.full_mask) & _stepped(rule, field, frequency)
    if name in rule.numbers:
        return mask_of(rule.numbers[name])
    if field is SECOND and rule.start is None:
        return 1
    return 1 << _from_start(rule, name, field.name)


def _stepped(rule: RuleText, field: Field, frequency: int) -> int:
    """Return the values of *field* that the interval of *rule* comes to, from the start on."""
    step = rule.numbers.get("INTERVAL", (1,))[0]
    if step == 1 or rule.frequency != frequency:
        return field.full_mask
    if field.size % step:
        name = FREQUENCIES[frequency]
        message = f"cron cannot say {name} with an interval of {step}: it starts afresh"
        raise rule.refusal(
            "RRL014", "INTERVAL", message, f"an interval that divides {field.size} can be said"
        )
    if rule.start is None:
        message = "an interval counts from DTSTART, and there is none"
        raise rule.refusal("RRL016", "INTERVAL", message, "begin with a line DTSTART")
    start: int = getattr(rule.start, field.name)
    phase = start % step
    return mask_of([value for value in bits(field.full_mask) if value % step == phase])


def _days(rule: RuleText, shape: int) -> int:
    """Return the days of *rule* in a month of *shape*, whatever the month."""
    first_weekday, length = shape_parts(shape)
    numbers = rule.numbers.get("BYMONTHDAY", ())
    if numbers and rule.frequency == _WEEKLY:
        raise rule.refusal("RRL018", "BYMONTHDAY", "WEEKLY has no BYMONTHDAY", "write MONTHLY")
    days = all_days(shape)
    if numbers:
        named = mask_of([number for number in numbers if number > 0])
        for number in numbers:
            named |= LastDay(-number - 1).day_mask(first_weekday, length) if number < 0 else 0
        days &= named
    elif not rule.weekdays and rule.frequency >= _MONTHLY:
        days &= 1 << _from_start(rule, "BYMONTHDAY", "day")
    weekdays = rule.weekdays
    if not weekdays and rule.frequency == _WEEKLY:
        weekdays = ((0, _from_start(rule, "BYDAY", "weekday")),)
    if not weekdays:
        return days
    union = 0
    for number, weekday in weekdays:
        union |= _numbered(rule, number, weekday_days(1 << weekday, first_weekday, length))
    return days & union


def _numbered(rule: RuleText, number: int, days: int) -> int:
    """Return the *number*-th of *days*, from the end where it is negative; all where it is 0."""
    if number == 0:
        return days
    if rule.frequency < _MONTHLY:
        message = "a weekday has a number in MONTHLY and YEARLY only"
        raise rule.refusal("RRL018", "BYDAY", message, "write MONTHLY")
    if rule.frequency == _YEARLY and "BYMONTH" not in rule.numbers:
        hint = "name the month in BYMONTH"
        raise rule.refusal("RRL015", "BYDAY", "cron cannot number the weekdays of a year", hint)
    members = bits(days)
    index = number - 1 if number > 0 else number
    return 1 << members[index] if -len(members) <= index < len(members) else 0


def _positioned(rule: RuleText, months: int, days: list[int], times: tuple[int, int, int]) -> list[int]:
    """Return those of *days*, one mask for each shape, that ``BYSETPOS`` picks."""
    positions = rule.numbers.get("BYSETPOS")
    if positions is None:
        return days
    is_month = rule.frequency == _MONTHLY or (rule.frequency == _YEARLY and months.bit_count() == 1)
    if not is_month:
        raise rule.refusal("RRL017", "BYSETPOS", "cron cannot pick from the times of anything but a month")
    each = 1
    for mask in times:
        each *= mask.bit_count()
    return [_picked(rule, mask, {*positions}, each) for mask in days]


def _picked(rule: RuleText, days: int, positions: set[int], each: int) -> int:
    members = bits(days)
    count = len(members) * each
    places = {place - 1 if place > 0 else count + place for place in positions if abs(place) <= count}
    found = [0] * len(members)
    for place in places:
        found[place // each] += 1
    if any(picked not in (0, each) for picked in found):
        message = f"BYSETPOS picks some of the {each} times of a day, and cron has all of them or none"
        raise rule.refusal("RRL017", "BYSETPOS", message)
    return mask_of([day for day, picked in zip(members, found, strict=True) if picked])
