"""Write the reference pages about dialects from the records that the parser itself uses.

    python tools/dialect_pages.py             write docs/reference/dialects.rst and conversions.rst
    python tools/dialect_pages.py --check     write nothing; exit with 1 if a page is out of date

The package must be installed, as for the tests.  What a record cannot say, the habits of the original, is
in ``dialect_prose.toml``; everything else is read from a `Dialect`, or found out by parsing, describing and
converting.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple

import cronexpr
from cronexpr import CronConversionError, CronExpression, CronSyntaxError
from cronexpr._grammar import FIELD_FORMS
from cronexpr._zoned import POLICIES
from cronexpr.converter._differences import CLOCKS
from cronexpr.dialects import Dialect, dialect_names, get_dialect
from cronexpr.fields import FIELDS, FULL_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
NOTICE = ".. Made by tools/dialect_pages.py, which writes it anew; not to be edited by hand."
SEED = "backup"
WIDTH = 118


class About(NamedTuple):
    """What is told of a dialect that its record does not say; ``dialect_prose.toml`` explains it."""

    title: str
    what: str
    refused: list[str]
    read: list[str]
    silent: str = ""


PROSE = tomllib.loads(Path(__file__).with_name("dialect_prose.toml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = PROSE["pages"]
ABOUT = {name: About(**about) for name, about in PROSE["dialects"].items()}
MEANINGS: dict[str, str] = PROSE["meanings"]

FORMS = {
    "?": "``?``, no limit",
    "?=*": "``?``, another ``*``, in any field",
    "+": "``+5``, both day fields must match",
    "L": "``L``, the last day of the month",
    "L-n": "``L-3``, days before the last",
    "LW": "``LW``, the last workday",
    "nW": "``15W``, the workday nearest to the 15th",
    "Wn": "``W15``, the same",
    "L-nW": "``L-3W``, the workday nearest to that day",
    "L=7": "``L``, Saturday",
    "dL": "``5L``, the last such weekday of the month",
    "d#L": "``5#L``, the same",
    "Ld": "``L5``, the same",
    "d#n": "``5#2``, the second such weekday of the month",
    "/n": "``/5``, short for ``*/5``, in any field",
    "H": "``H``, hashed, in any field",
    "R": "``R``, random, in any field",
    "~": "``0~30``, random, in any field",
}
"""What each form is; a dialect's are listed in this order."""

SHORT = {"day_of_month": "day", "day_of_week": "weekday"}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
NAMES = {"short": "three letters", "full": "three letters or the whole name", "prefix": "any beginning"}
CASES = {"any": "any case", "upper": "upper case", "lower": "lower case"}
LIMITS = {
    "none": "of any length; one longer than its range leaves only the first value",
    "field": "at most the field's highest value, if the range has no end of its own",
    "end": "at most the end of its range",
    "hash": "of any length, but after ``H`` at most the size of its range",
}
DAY_RULES = {
    "or": "either is enough, if both are restricted",
    "and": "both must match",
    "exclusive": "exactly one of them is ``?``",
}
STAR_TESTS = {
    "exact": "is ``*`` or ``?``",
    "first-char": "begins with ``*``",
    "robfig": "has a star without a step",
}
GAPS = {
    (False, False): "no job whose time is skipped runs",
    (True, False): "a fixed job whose time is skipped runs right after the gap",
    (True, True): "a job whose time is skipped runs right after the gap",
}
PASSES = {(True, False): "the first pass", (False, True): "the second pass", (True, True): "both passes"}

# The marks of reStructuredText


def literal(text: str) -> str:
    """Return *text* as it is."""
    return f"``{text}``"


def plain(text: str) -> str:
    """Return *text* with nothing in it that is a mark."""
    for sign in "\\*`|_":
        text = text.replace(sign, f"\\{sign}")
    return text


def heading(title: str, line: str) -> str:
    """Return *title* with *line* under it."""
    return f"{title}\n{line * len(title)}"


def link(name: str) -> str:
    """Return a link to the section about the dialect *name*."""
    return f":ref:`{name} <dialect-{name}>`"


def paragraph(text: str) -> str:
    """Return *text* filled anew."""
    words = " ".join(text.replace(".  ", ".\0").split()).replace(".\0", ".  ")
    return fill(words, WIDTH, break_long_words=False, break_on_hyphens=False)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: str = "") -> str:
    """Return a table; without a *head*, the first column has the names of the rows."""
    lines = [".. list-table::", "   :header-rows: 1" if head else "   :stub-columns: 1"]
    lines += [f"   :widths: {widths}"] if widths else []
    lines += [""]
    for row in [head, *rows] if head else rows:
        marks = ["   * -", *["     -"] * (len(row) - 1)]
        lines += [f"{mark} {cell}".rstrip() for mark, cell in zip(marks, row, strict=True)]
    return "\n".join(lines)


# What a record says


def name_of(field: str) -> str:
    """Return the name of *field* for a table."""
    return SHORT.get(field, field)


def layouts(dialect: Dialect) -> str:
    """Return the fields in their order, for each number of them."""
    return "; ".join(literal(" ".join(map(name_of, layout))) for layout in dialect.layouts)


def layouts_in_short(dialect: Dialect) -> str:
    """Return the numbers of fields, and where the second and the year stand."""
    longest = dialect.layouts[-1]
    told = [f"{field} {ORDINALS[longest.index(field)]}" for field in ("second", "year") if field in longest]
    *others, last = [str(len(layout)) for layout in dialect.layouts]
    counts = f"{', '.join(others)} or {last}" if others else last
    return ", ".join([counts, *told])


def ranges(dialect: Dialect) -> str:
    """Return the values of each field."""
    written = {field for layout in dialect.layouts for field in layout}
    spans = {"day_of_week": dialect.weekdays, "year": dialect.years}
    told = [
        (field.name, spans.get(field.name, (field.low, field.high)))
        for field in FIELDS
        if field.name in written
    ]
    return ", ".join(f"{name_of(name)} {low}-{high}" for name, (low, high) in told)


def weekdays(dialect: Dialect) -> str:
    """Return the numbers of weekdays, and which of them are Sunday."""
    low, high = dialect.weekdays
    sundays = [str(day) for day in range(low, high + 1) if (day - dialect.sunday) % 7 == 0]
    return f"{low}-{high}, Sunday is {' and '.join(sundays)}"


def names(dialect: Dialect) -> str:
    """Return how names may be written."""
    if not dialect.named_fields:
        return "none"
    return f"{NAMES[dialect.name_forms]}, {CASES[dialect.name_case]}"


def forms(dialect: Dialect, field: str = "") -> str:
    """Return the special forms, or those of one day field."""
    others = FIELD_FORMS.get(field, frozenset(FORMS))
    return "; ".join(told for form, told in FORMS.items() if form in dialect.forms & others) or "none"


def signs(dialect: Dialect, field: str) -> str:
    """Return the special forms of a day field, as signs only."""
    return ", ".join(part.partition(",")[0] for part in forms(dialect, field).split("; ")).replace("none", "")


def listed(dialect: Dialect) -> str:
    """Return the special forms that may stand in lists."""
    told = [FORMS[form].partition(",")[0] for form in FORMS if form in dialect.listed_forms]
    return ", ".join(told) or "none"


def steps(dialect: Dialect) -> str:
    """Return where a step may stand, and how long it is."""
    where = "after ``*``, a range or a number (``5/15``)" if dialect.start_steps else "after ``*`` or a range"
    without = [name_of(field) for field in dialect.stepless_fields]
    return f"{where}{', but in no ' if without else ''}{' or '.join(without)}; {LIMITS[dialect.step_limit]}"


def wraps(dialect: Dialect) -> str:
    """Return which ranges may pass the end of their field."""
    fields = [name_of(field) for field in dialect.wrapping_fields]
    told = [f"wrap in {', '.join(fields)}"] if fields else []
    told += ["may end on Sunday by name (``FRI-SUN``)"] * ("name" in dialect.late_sundays)
    told += ["may end on 0 for Sunday (``5-0``)"] * ("number" in dialect.late_sundays)
    told += ["may begin on 7 for Sunday (``7-5``)"] * dialect.early_seven
    return "; ".join(told) or "do not wrap"


def nicknames(dialect: Dialect) -> str:
    """Return the nicknames, and what they mean."""
    told = [f"{literal(name)} {literal(text) if text else 'at startup'}" for name, text in dialect.nicknames]
    return f"{CASES[dialect.nickname_case]}: {', '.join(told)}" if told else "none"


def nicknames_in_short(dialect: Dialect) -> str:
    """Return what nicknames there are."""
    known = dict(dialect.nicknames)
    if not known:
        return "none"
    kind = "hashed" if "H" in str(known["@daily"]) else "yes"
    without = "" if "@reboot" in known else ", no ``@reboot``"
    return f"{kind}, {CASES[dialect.nickname_case]}{without}"


def day_rule(dialect: Dialect) -> str:
    """Return how the day fields join."""
    if dialect.day_rule != "or":
        return DAY_RULES[dialect.day_rule]
    return f"{DAY_RULES['or']}; a field is unrestricted if it {STAR_TESTS[dialect.star_test]}"


def clock_changes(dialect: Dialect) -> str:
    """Return what the policy does where the clocks change."""
    policy = POLICIES[dialect.dst]
    fixed, interval = (PASSES[passes] for passes in zip(policy.first, policy.second, strict=True))
    fold = f"jobs run in {fixed}" if fixed == interval else f"fixed jobs run in {fixed}, others in {interval}"
    return f"{literal(dialect.dst)}: {GAPS[policy.gap]}; {fold} of a repeated hour"


PROPERTIES = (
    ("fields", layouts),
    ("values", ranges),
    ("weekdays", weekdays),
    ("names", names),
    ("special forms", forms),
    ("of these, in lists", listed),
    ("steps", steps),
    ("ranges", wraps),
    ("nicknames", nicknames),
    ("the two day fields", day_rule),
    ("clock changes", clock_changes),
    (
        "clock",
        lambda dialect: CLOCKS.get(
            dialect.name, "the expression's ``tz``, or that of the moment asked about"
        ),
    ),
)
"""The rows of a dialect's own table."""

# What reading shows


def written(dialect: Dialect, field: str, text: str) -> str:
    """Return an expression at midnight that says *text* in *field*."""
    layout = dialect.layouts[0]
    words = {name: "0" if name in ("second", "minute", "hour") else "*" for name in layout}
    if dialect.day_rule == "exclusive":
        words["day_of_month" if field == "day_of_week" else "day_of_week"] = "?"
    return " ".join((words | {field: text})[name] for name in layout)


def read(dialect: Dialect, text: str) -> CronExpression | None:
    """Return what *text* means in *dialect*, or None if it is refused."""
    try:
        return cronexpr.parse(text, dialect=dialect, seed=SEED)
    except CronSyntaxError:
        return None


def values(dialect: Dialect, field: str, text: str) -> str:
    """Return the values that *text* means in *field*."""
    expr = read(dialect, written(dialect, field, text))
    if expr is None:
        return "refused"
    found = next(part for part in expr.fields if part.name == field).values
    if field == "day_of_week":
        return " ".join(FULL_NAMES[field][value][:3].upper() for value in found)
    return " ".join(map(str, found))


def is_read(dialect: Dialect, field: str, text: str) -> str:
    """Return whether *text* is read in *field*."""
    return "refused" if values(dialect, field, text) == "refused" else "read"


def joined(dialect: Dialect, day: str, weekday: str) -> str:
    """Return how *day* and *weekday* join when both are written."""
    seconds = "" if len(dialect.layouts[0]) == 5 or dialect.name == "aws" else "0 "
    year = " *" if dialect.name == "aws" else ""
    expr = read(dialect, f"{seconds}0 0 {day} * {weekday}{year}")
    if expr is None:
        return "refused"
    both = cronexpr.parse(f"0 0 {day} * +{weekday}")
    return "both" if expr.equivalent(both) else "either"


def overview() -> list[str]:
    """Return the matrix, in four tables."""
    presets = list(map(get_dialect, dialect_names()))
    bare = [(link(preset.name), preset) for preset in presets]
    fields = [
        (name, layouts_in_short(one), weekdays(one), values(one, "day_of_week", "7"), names(one))
        for name, one in bare
    ]
    items = [
        (
            name,
            values(one, "minute", "5/15"),
            is_read(one, "hour", "22-2"),
            values(one, "day_of_week", "FRI-SUN"),
            values(one, "day_of_week", "FRI-MON"),
            values(one, "minute", "*/90"),
            values(one, "day_of_week", "*/2"),
        )
        for name, one in bare
    ]
    special = [
        (name, signs(one, "day_of_month"), signs(one, "day_of_week"), listed(one)) for name, one in bare
    ]
    days = [
        (
            name,
            DAY_RULES[one.day_rule],
            joined(one, "13", "5"),
            joined(one, "*/2", "1"),
            STAR_TESTS[one.star_test] if one.day_rule == "or" else "",
            nicknames_in_short(one),
            literal(one.dst),
        )
        for name, one in bare
    ]
    head = tuple(map(literal, ("5/15", "22-2", "FRI-SUN", "FRI-MON", "*/90", "*/2")))
    return [
        heading("Overview", "-"),
        "Fields, numbers and names:",
        table(("dialect", "fields", "weekdays", "``7`` is", "names"), fields, "14 30 24 12 20"),
        TEXTS["items"],
        table(("dialect", *head), items),
        "Special forms:",
        table(("dialect", "day of month", "day of week", "in lists"), special, "14 34 26 26"),
        TEXTS["days"],
        table(
            (
                "dialect",
                "day fields",
                "``13 * 5``",
                "``*/2 * 1``",
                "unrestricted",
                "nicknames",
                "policy",
            ),
            days,
        ),
    ]


# The page of dialects


def section(name: str) -> list[str]:
    """Return the section about the dialect *name*."""
    about, dialect = ABOUT[name], get_dialect(name)
    refused = [(literal(text), plain(refusal(dialect, text))) for text in about.refused]
    return [
        f".. _dialect-{name}:",
        heading(f"{name}: {about.title}", "-"),
        paragraph(about.what),
        table((), [(label, tell(dialect)) for label, tell in PROPERTIES], "22 78"),
        "What is refused, and why:",
        table(("text", "the message"), refused, "30 70"),
        *([paragraph(about.silent)] if about.silent else []),
        "\n".join(["For example:", "", *[line for text in about.read for line in example(dialect, text)]]),
    ]


def refusal(dialect: Dialect, text: str) -> str:
    """Return the message with which *dialect* refuses *text*."""
    try:
        cronexpr.parse(text, dialect=dialect, seed=SEED)
    except CronSyntaxError as error:
        return error.problems[0].message
    raise ValueError(f"{dialect.name} reads {text}")


def example(dialect: Dialect, text: str) -> list[str]:
    """Return an executed example: *text* of *dialect*, described."""
    expr = cronexpr.parse(text, dialect=dialect, seed=SEED)
    seed = f', seed="{SEED}"' if is_drawn(expr) else ""
    return [
        f'>>> cronexpr.parse("{text}", dialect="{dialect.name}"{seed}).describe()',
        repr(expr.describe()),
    ]


def is_drawn(expr: CronExpression) -> bool:
    """Return whether *expr* needs a seed."""
    try:
        cronexpr.parse(expr.source, dialect=expr.dialect)
    except cronexpr.CronOptionError:
        return True
    return False


def dialects_page() -> str:
    """Return ``docs/reference/dialects.rst``."""
    jumps = paragraph(f"Jump to {', '.join(map(link, dialect_names()))}.")
    parts = [NOTICE, heading("Dialects", "="), TEXTS["dialects"], jumps, *overview()]
    for name in dialect_names():
        parts += section(name)
    return "\n\n".join(parts) + "\n"


# The page of conversions


def outcome(expr: CronExpression, to: str) -> tuple[int, tuple[str, ...]]:
    """Return how many lines of *to* say *expr*, 0 if none do, and the codes of what one line cannot say."""
    count = 0
    try:
        count = len(cronexpr.convert_all(expr, to=to))
        if count > 1:
            cronexpr.convert(expr, to=to)
    except CronConversionError as error:
        return count, tuple(dict.fromkeys(problem.code for problem in error.problems))
    return count, ()


def note(codes: tuple[str, ...]) -> str:
    """Return *codes* as a footnote's numbers."""
    return f"\\ :sup:`{','.join(str(int(code[3:])) for code in codes)}`" if codes else ""


def said(count: int, codes: tuple[str, ...]) -> str:
    """Return the cell of one conversion."""
    return ("yes" if count == 1 else f"{count} lines" if count else "no") + note(codes)


def matrix() -> tuple[str, str, set[str]]:
    """Return the table of meanings, the table of pairs of dialects, and the codes that they name."""
    targets = dialect_names()
    found: dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]] = {}
    meanings = []
    for text, what in MEANINGS.items():
        expr = cronexpr.parse(text, dialect="extended")
        outcomes = {name: outcome(expr, name) for name in targets}
        meanings.append((literal(text), what, *[said(*outcomes[name]) for name in targets]))
        for source in [name for name in targets if not outcomes[name][1]]:
            own = cronexpr.parse(cronexpr.convert(expr, to=source), dialect=source)
            for name in targets:
                found.setdefault((source, name), []).append(outcome(own, name))
    pairs = [(source, *[_pair(found[source, name]) for name in targets]) for source in targets]
    codes = {code for outcomes_ in found.values() for _, each in outcomes_ for code in each}
    head = tuple(targets)
    return table(("meaning", "", *head), meanings), table(("from", *head), pairs), codes


def _pair(outcomes: list[tuple[int, tuple[str, ...]]]) -> str:
    lost = sorted({code for _, codes in outcomes for code in codes})
    one = sum(count == 1 for count, _ in outcomes)
    more = sum(count > 1 for count, _ in outcomes)
    return f"{one}{f'+{more}' if more else ''} of {len(outcomes)}{note(tuple(lost))}"


def everywhere(text: str) -> str:
    """Return the table of what *text* is in each dialect."""
    rows = []
    for name in dialect_names():
        try:
            told = "; ".join(map(literal, cronexpr.convert_all(text, to=name)))
        except CronConversionError as error:
            told = plain(error.problems[0].message)
        rows.append((name, told))
    return table(("dialect", "text"), rows, "20 80")


def conversions_page() -> str:
    """Return ``docs/reference/conversions.rst``."""
    meanings, pairs, codes = matrix()
    return (
        "\n\n".join(
            [
                NOTICE,
                heading("Conversions", "="),
                TEXTS["conversions"],
                heading("What each dialect can say", "-"),
                TEXTS["meanings"],
                meanings,
                heading("From one dialect to another", "-"),
                TEXTS["pairs"],
                pairs,
                heading("Reasons", "-"),
                table(
                    ("number", "code", "what cannot be said"),
                    [(str(int(code[3:])), code, cronexpr.explain_code(code)) for code in sorted(codes)],
                    "10 12 78",
                ),
                heading("One schedule in every dialect", "-"),
                "``0 9 * * 1-5``, at nine on workdays:",
                everywhere("0 9 * * 1-5"),
                "``0 0 13 * 5``, on the 13th and on Fridays:",
                everywhere("0 0 13 * 5"),
                "``0 0 * * 5#3``, on the third Friday of the month:",
                everywhere("0 0 * * 5#3"),
            ]
        )
        + "\n"
    )


PAGES = {"dialects.rst": dialects_page, "conversions.rst": conversions_page}


def main(arguments: list[str]) -> int:
    """Write the pages, or say which of them are out of date."""
    stale = []
    for name, page in PAGES.items():
        text, path = page(), FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    print(", ".join(stale) or "nothing", "out of date" if "--check" in arguments else "written")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
