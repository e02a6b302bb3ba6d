"""Freeze what the describer needs of CLDR, as Babel has it, into ``cronexpr/describer/_cldr.py``.

    python tools/freeze_cldr.py             write the module
    python tools/freeze_cldr.py --print     print it instead
    python tools/freeze_cldr.py --version   print the version of CLDR that Babel has

Each locale is read in a process of its own: Babel's locales share data, and what was read for
one has been seen in the names of another.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import time
from pathlib import Path

import babel
from babel.core import get_cldr_version
from babel.dates import format_time

LOCALES = {"de": "GERMAN", "fr": "FRENCH", "es": "SPANISH", "ja": "JAPANESE"}
MODULE = Path(__file__).parent.parent / "cronexpr" / "describer" / "_cldr.py"
WIDTH = 110

HEADER = '''\
"""What CLDR {version} knows of each language: names, lists, clocks, plurals.

Made by ``tools/freeze_cldr.py``, which writes it anew; not to be edited by hand.  CLDR is
data of Unicode, Inc., under the Unicode License v3.
"""

from __future__ import annotations

from ._translation import Conventions
'''

# The letters of a clock pattern (UTS 35, part 4) as fields of a format string.
FIELDS = {"HH": "{H:02}", "H": "{H}", "h": "{h}", "K": "{K}", "mm": "{m:02}", "ss": "{s:02}", "a": "{a}"}


def main() -> None:
    """Do what the command line says; with a locale, print its data."""
    match sys.argv[1:]:
        case []:
            MODULE.write_text(module(), encoding="utf-8")
        case ["--print"]:
            sys.stdout.buffer.write(module().encode())
        case ["--version"]:
            print(get_cldr_version())
        case [locale]:
            sys.stdout.buffer.write(record(locale).encode())
        case others:
            sys.exit(f"unknown arguments: {' '.join(others)}")


def module() -> str:
    """Return the text of the module."""
    parts = [HEADER.format(version=get_cldr_version())]
    for locale in LOCALES:
        command = [sys.executable, __file__, locale]
        parts.append(subprocess.run(command, check=True, capture_output=True).stdout.decode())
    return "\n".join(parts)


def record(tag: str) -> str:
    """Return the definition of the record of one locale."""
    locale = babel.Locale.parse(tag)
    weekdays, months = locale.days["format"]["wide"], locale.months["format"]["wide"]
    values: dict[str, list[str] | list[int] | bool] = {
        "weekdays": [weekdays[(day - 1) % 7] for day in range(7)],
        "months": ["", *[months[month] for month in range(1, 13)]],
        "all_of": joiners(locale, "standard"),
        "any_of": joiners(locale, "or"),
        "clocks": clocks(locale),
        "hours": [template(locale.datetime_skeletons[skeleton].pattern) for skeleton in ("H", "h")],
        "periods": [spaced(format_time(time(hour), "a", locale=locale)) for hour in (9, 21)],
        "hour12": "a" in locale.time_formats["short"].pattern,
        "singular": [number for number in range(60) if locale.plural_form(number) == "one"],
    }
    lines = "".join([field(name, value) for name, value in values.items()])
    return f"{LOCALES[tag]} = Conventions(\n{lines})\n"


def joiners(locale: babel.Locale, kind: str) -> list[str]:
    """Return what stands between two members of a list, between the first ones of more, before the last."""
    patterns = locale.list_patterns[kind]
    if patterns["start"] != patterns["middle"]:
        raise ValueError(f"lists of {locale} begin as they do not go on")
    return [patterns[key].removeprefix("{0}").removesuffix("{1}") for key in ("2", "middle", "end")]


def clocks(locale: babel.Locale) -> list[str]:
    """Return the clock patterns: of 24 hours, with seconds; of 12 hours, with seconds.

    Intervals have the patterns for running text, as in "9時00分", and the longest format
    tells how these go on with seconds.
    """
    seconds = re.split("[ (]", locale.time_formats["full"].pattern.partition("mm")[2])[0]
    found = []
    for skeleton, largest in (("Hm", "H"), ("hm", "a")):
        pattern = re.sub(" ?'[^']*'", "", locale.interval_formats[skeleton][largest][1])
        found += [pattern, re.sub("mm分?", "mm" + seconds, pattern)]
    return [template(pattern) for pattern in found]


def template(pattern: str) -> str:
    """Return a pattern of CLDR as a format string; quotes go."""
    parts = re.findall(r"'([^']*)'|(HH|mm|ss|[HhKa])|([^A-Za-z'])", pattern)
    return spaced("".join([quoted or FIELDS.get(letters, other) for quoted, letters, other in parts]))


def spaced(text: str) -> str:
    """Return *text* with plain spaces for those that do not break."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def field(name: str, value: list[str] | list[int] | bool) -> str:
    """Return one argument as the formatter has it: on one line, or else one line for each member."""
    if isinstance(value, bool):
        return f"    {name}={value},\n"
    members = [json.dumps(member, ensure_ascii=False) for member in value]
    comma = "," if len(members) == 1 else ""
    line = f"    {name}=({', '.join(members)}{comma}),\n"
    if len(line) <= WIDTH:
        return line
    lines = [f"        {member},\n" for member in members]
    return f"    {name}=(\n{''.join(lines)}    ),\n"


if __name__ == "__main__":
    main()
