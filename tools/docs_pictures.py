"""Draw the pictures of the README and of the documentation.

    python tools/docs_pictures.py             write the files of docs/images
    python tools/docs_pictures.py --check     write nothing; exit with 1 if one is out of date

The package must be installed, as for the tests.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from cronexpr import parse
from cronexpr.pictures import week_svg, year_svg

FOLDER = Path(__file__).parent.parent / "docs" / "images"
BERLIN = "Europe/Berlin"

PICTURES = {
    "office-week.svg": week_svg(parse("*/15 9-17 * * mon-fri")),
    "first-or-friday-week.svg": week_svg(parse("0,30 9-11,17 1 * fri")),
    "workday-year.svg": year_svg(parse("0 18 15W * *"), 2027),
    "thirteenth-or-friday.svg": year_svg(parse("0 0 13 * 5"), 2026),
    "friday-the-thirteenth.svg": year_svg(parse("0 0 13 * +5"), 2026),
    "spring-daily.svg": week_svg(parse("30 2 * * *", tz=BERLIN), date(2027, 3, 28)),
    "autumn-hourly.svg": week_svg(parse("30 * * * *", tz=BERLIN), date(2027, 10, 31)),
}


def main() -> int:
    """Write the pictures, or check that they are up to date."""
    FOLDER.mkdir(exist_ok=True)
    stale = 0
    for name, svg in PICTURES.items():
        path = FOLDER / name
        if path.exists() and path.read_text(encoding="utf-8") == svg + "\n":
            continue
        if "--check" in sys.argv[1:]:
            print(f"{name} is out of date")
            stale = 1
        else:
            path.write_text(svg + "\n", encoding="utf-8", newline="\n")
    return stale


if __name__ == "__main__":
    sys.exit(main())
