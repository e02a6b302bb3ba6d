"""What people ask of a schedule that cron cannot say, and the nearest that it can."""

from __future__ import annotations

_COUNTS = "cron knows the calendar, not how long ago the last run was"
_SUN = "cron knows no sun; name a time of day"
_FEAST = "cron knows no holidays; name a date"
_ONCE = "cron repeats; it has no one-off dates"
_WHICH = "name the times"
_ZONES = {
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "Europe/London": "bst wet west",
    "Europe/Berlin": "cet cest",
    "Europe/Athens": "eet eest",
    "Europe/Moscow": "msk",
    "Asia/Kolkata": "ist",
    "Asia/Tokyo": "jst",
    "Australia/Sydney": "aest aedt",
}

REFUSED: dict[str, tuple[str, str, str]] = {
    **dict.fromkeys(
        ("fortnight", "fortnightly", "biweekly"), ("ENG007", _COUNTS, "on the 1st and 15th of every month")
    ),
    "bimonthly": ("ENG007", "it means twice a month to some, every second month to others", "every 2 months"),
    "biannually": ("ENG007", "it means twice a year to some, every second year to others", "every 6 months"),
    "semiannually": ("ENG007", "say every 6 months", "every 6 months"),
    **dict.fromkeys(("sunrise", "dawn"), ("ENG008", _SUN, "6:00 AM")),
    **dict.fromkeys(("sunset", "dusk"), ("ENG008", _SUN, "6:00 PM")),
    **dict.fromkeys(("christmas", "xmas"), ("ENG008", _FEAST, "December 25")),
    "halloween": ("ENG008", _FEAST, "October 31"),
    **dict.fromkeys(("easter", "thanksgiving", "holiday", "holidays"), ("ENG008", _FEAST, "")),
    **dict.fromkeys(("today", "tomorrow", "tonight", "yesterday", "now"), ("ENG008", _ONCE, "every day")),
    **dict.fromkeys(
        ("random", "randomly", "sometimes", "occasionally", "often"), ("ENG008", _WHICH, "every hour")
    ),
    **{
        word: ("ENG014", f'name a region and a city: "in {zone}", say', "")
        for zone, names in _ZONES.items()
        for word in names.split()
    },
}
"""For each word: the code, why cron cannot say it, and what to write instead (empty: nothing is near)."""

PHRASES = {
    "business hours": "from 9:00 AM through 5:00 PM",
    "office hours": "from 9:00 AM through 5:00 PM",
    "working hours": "from 9:00 AM through 5:00 PM",
    "work hours": "from 9:00 AM through 5:00 PM",
}
"""Times of day that are not the same for everyone, and what to write instead."""
