"""What CLDR 49 knows of each language: names, lists, clocks, plurals.

Made by ``tools/freeze_cldr.py``, which writes it anew; not to be edited by hand.  CLDR is
data of Unicode, Inc., under the Unicode License v3.
"""

from __future__ import annotations

from ._translation import Conventions

GERMAN = Conventions(
    weekdays=("Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"),
    months=(
        "",
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    all_of=(" und ", ", ", " und "),
    any_of=(" oder ", ", ", " oder "),
    clocks=("{H:02}:{m:02}", "{H:02}:{m:02}:{s:02}", "{h}:{m:02} {a}", "{h}:{m:02}:{s:02} {a}"),
    hours=("{H:02} Uhr", "{h} {a}"),
    periods=("AM", "PM"),
    hour12=False,
    singular=(1,),
)

FRENCH = Conventions(
    weekdays=("dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"),
    months=(
        "",
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    all_of=(" et ", ", ", " et "),
    any_of=(" ou ", ", ", " ou "),
    clocks=("{H:02}:{m:02}", "{H:02}:{m:02}:{s:02}", "{h}:{m:02} {a}", "{h}:{m:02}:{s:02} {a}"),
    hours=("{H:02}", "{h} {a}"),
    periods=("AM", "PM"),
    hour12=False,
    singular=(0, 1),
)

SPANISH = Conventions(
    weekdays=("domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"),
    months=(
        "",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    all_of=(" y ", ", ", " y "),
    any_of=(" o ", ", ", " o "),
    clocks=("{H}:{m:02}", "{H}:{m:02}:{s:02}", "{h}:{m:02} {a}", "{h}:{m:02}:{s:02} {a}"),
    hours=("{H}", "{h} {a}"),
    periods=("a. m.", "p. m."),
    hour12=False,
    singular=(1,),
)

JAPANESE = Conventions(
    weekdays=("日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"),
    months=("", "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"),
    all_of=("、", "、", "、"),
    any_of=("または", "、", "、または"),
    clocks=("{H}時{m:02}分", "{H}時{m:02}分{s:02}秒", "{a}{K}時{m:02}分", "{a}{K}時{m:02}分{s:02}秒"),
    hours=("{H}時", "{a}{K}時"),
    periods=("午前", "午後"),
    hour12=False,
    singular=(),
)
