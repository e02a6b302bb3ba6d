"""What people ask of a schedule that cron cannot say, and the nearest that it can."""

from __future__ import annotations

# A code and what to do; below, phrases and what to write instead (after ":" nothing: leave it out).
# A phrase has no articles; "#" is any number, and "1th" the ordinal of one.
_TABLE = """\
ENG007 cron knows the calendar, not how long ago the last run was
 fortnight, fortnightly, biweekly: on the 1st and 15th of every month
ENG007 it means twice a month to some, every second month to others
 bimonthly: every 2 months
ENG007 it means twice a year to some, every second year to others
 biannually: every 6 months
ENG007 say every 6 months
 semiannually: every 6 months
ENG008 cron knows no sun; name a time of day
 sunrise, dawn: 6:00 AM
 sunset, dusk: 6:00 PM
ENG008 cron knows no holidays and no moon; name a date
 christmas eve: December 24
 christmas day, christmas, xmas: December 25
 new years day: January 1
 new years eve: December 31
 halloween: October 31
 leap day: February 29
 easter, thanksgiving, holiday, holidays, payday, full moon, new moon
ENG008 cron repeats; it has no one-off dates
 today, tomorrow, tonight, yesterday, now: every day
 this, next: every
 in # minutes, in # hours, in # days, in # weeks, after # days
ENG008 name the times
 random, randomly, sometimes, occasionally, often: every hour
ENG008 cron knows the clock and the calendar, not what happens
 when, whenever, if, unless, while, time i
ENG008 cron is exact: leave it out
 about, around, approximately, approx, roughly:
ENG008 it differs from place to place: name the times
 business hours, office hours, working hours, work hours, during day, daytime: from 9:00 AM through 5:00 PM
 at night, overnight: from 10:00 PM through 6:00 AM
 end of day, eod, end of business, close of business, cob: at 5:00 PM
 start of day, beginning of day, start of business: at 9:00 AM
 lunch, lunchtime, lunch time: at noon
ENG008 it differs from place to place: name the months
 spring, summer, autumn, fall, winter
ENG009 a window has two ends: write "from 9:00 AM through 5:00 PM", say
 after, before, until, till
ENG009 cron starts anew each hour, day and year: name the months, or the times, at which it runs
 starting, beginning
ENG009 how often?
 all day, all time, always, constantly, continuously, round clock: every minute
ENG009 say how many
 few, several: every 5
 couple, couple of: every 2
ENG005 name the day
 start of week, beginning of week: on Mondays
 end of week: on Fridays
 start of month, beginning of month: on the 1st of the month
 middle of month, mid month, mid - month: on the 15th of the month
 end of month, month end, last of month, eom: on the last day of the month
 start of quarter, beginning of quarter: on the first day of the quarter
 end of quarter, quarter end: on the last day of the quarter
 start of year, beginning of year: on January 1
 end of year, year end: on December 31
ENG005 cron has no parts of a month: name the days
 1th week of: on the 1st through 7th of
 second week of: on the 8th through 14th of
 3th week of: on the 15th through 21st of
 4th week of: on the 22nd through 28th of
 last week of: on the last 7 days of
 1th half of: on the 1st through 15th of
 second half of: on the 16th through 31st of
ENG005 write "half past", or the time as "9:30"
 half #
ENG005 write "from" before a window, or a time of day as "9:30"
 to #
ENG005 give one number
 # - # minutes, # to # minutes, # - # hours, # to # hours
ENG006 cron starts anew each hour
 hour and half: every hour
ENG003 cron counts days from the end: "the 2nd day before the last day"; and weekdays up to the last
 penultimate day, second last day, second to last day, next to last day: the day before the last day
 3th last day, 3th to last day: the 2nd day before the last day
 penultimate, second last, second to last, next to last, 3th last, 3th to last
ENG003 write it in full
 half minute: every 30 seconds
 half day: every 12 hours
 odd hour, odd hours: every 2 hours starting at 1:00 AM
 even hour, even hours: every 2 hours starting at midnight
 m w f, m / w / f: on Mondays, Wednesdays and Fridays
 t th, t / th: on Tuesdays and Thursdays
 m - f: on Monday through Friday
ENG003 write "every"
 all, per: every
ENG003 write a date as "January 2", a time as "9:30", and numbers that are whole
 # - # - #, # / #, # . #, h
ENG014 America/New_York
 et, est, edt, eastern
ENG014 America/Chicago
 ct, cst, cdt, central
ENG014 America/Denver
 mt, mst, mdt, mountain
ENG014 America/Los_Angeles
 pt, pst, pdt, pacific
ENG014 Europe/London
 bst, wet, west
ENG014 Europe/Berlin
 cet, cest
ENG014 Europe/Athens
 eet, eest
ENG014 Europe/Moscow
 msk
ENG014 Asia/Kolkata
 ist
ENG014 Asia/Tokyo
 jst
ENG014 Australia/Sydney
 aest, aedt
"""


def _read_table() -> dict[str, tuple[str, str, str | None]]:
    found: dict[str, tuple[str, str, str | None]] = {}
    code = hint = ""
    for line in _TABLE.splitlines():
        if line[0] != " ":
            code, _, hint = line.partition(" ")
            if code == "ENG014":
                hint = f'name a region and a city: "in {hint}", say'
            continue
        phrases, colon, offer = line.partition(":")
        found |= dict.fromkeys(phrases[1:].split(", "), (code, hint, offer.strip() if colon else None))
    return found


REFUSED = _read_table()
"""For each phrase the code, what to do, and what to write instead: "" is nothing, None if nothing is near."""

MESSAGES = {
    "ENG005": "which days or times are these?",
    "ENG009": "this says too little",
    "ENG014": "which zone is this?",
}
"""What is wrong with such a phrase; for other codes, cron cannot say it."""
