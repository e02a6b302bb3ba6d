"""What each code means, at length.  ``docs/reference/warnings`` has the same texts, kept equal by a test."""

from __future__ import annotations

ERRORS = {
    "CRON100": """The text is empty, or nothing but white space. An expression has at least five fields,
        as in `0 9 * * 1-5`, or is a nickname such as `@daily`.""",
    "CRON101": """A field is missing. Five fields are minute, hour, day of month, month and day of week;
        a sixth, the second, comes before them, and a seventh, the year, after them. Write `*` for a
        field without a limit.""",
    "CRON102": """There are more fields than an expression has. If a command follows, the text is a line
        of a crontab: pass its schedule only.""",
    "CRON103": """A value lies outside its field: minutes and seconds run 0-59, hours 0-23, days 1-31,
        months 1-12, weekdays 0-7 (0 and 7 are Sunday). Midnight is hour 0, the top of the hour minute 0,
        and `L` the last day of the month. The number after `L-` runs 1-30, the one after `#` 1-5.""",
    "CRON104": """The text has more than 1,024 characters. It was not read, so that no text can take much
        time or memory.""",
    "CRON105": """A step is a positive whole number, as in `*/15`. Zero would never advance; to take
        every value write `*`.""",
    "CRON106": """The step is larger than its range, in a dialect that refuses this, or has more than
        nine digits. Steps start afresh with each hour, day, month or year, so no step reaches across
        one: cron cannot say "every 90 minutes" in one line.""",
    "CRON107": """A list item has at most one range and one step: `1-10/2`. A second `-` or `/` has no
        meaning.""",
    "CRON108": """A range needs both ends, as in `9-17`.""",
    "CRON109": """Nothing stands before, between or after the commas of a list. Remove the comma, or
        write the missing value.""",
    "CRON110": """The range runs backwards. `22-2` is not read as the night from 22 to 2: write
        `22-23,0-2`. Sunday may end a range by name, as in `FRI-SUN`.""",
    "CRON111": """The month or day name is unknown. Names are JAN to DEC and SUN to SAT, in any case.""",
    "CRON112": """Names of months and days have three letters: `MON`, not `MONDAY`.""",
    "CRON113": """Something stands here that is not part of the field's language: a word, a sign, a
        fraction, a hexadecimal number, a line break, a stray backslash; or the whole is a comment or an
        assignment, as in crontabs. Fields hold whole numbers, names, and `* , - /`; the day fields also
        `?`, `L`, `W` and `#`. English is for `from_english`.""",
    "CRON114": """`*` stands alone or is followed by a step: `*/5`, not `*5`. `?` stands alone.""",
    "CRON115": """Hours are numbers on the 24-hour clock: 9am is 9, 9pm is 21, midnight 0 and noon
        12.""",
    "CRON116": """The character has a meaning in another field or another dialect, but none here. `?`,
        `L` and `W` belong to the day of month, `?`, `L` and `#` to the day of week, `H` to Jenkins.""",
    "CRON117": """The nickname is unknown, in the wrong case, or not alone. The standard ones are
        @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly and @reboot. The `@every` of
        robfig/cron is an interval, which counts from when a program started.""",
    "CRON118": """`W`, `L` and `#` modify one day, not a range, and `W` cannot stand in a list (the
        dialect `extended` reads it there). `15-20W` and `MON-FRI#2` have no agreed meaning.""",
    "CRON119": """A character looks like the right one but is another: a long dash from a document, a
        curly quote, a full-width digit, a no-break space; or an HTML entity stands for it, from the
        source of a web page. Only the characters themselves count, and only those of ASCII.""",
    "CRON120": """A space separates fields, so a space beside a comma, a hyphen or a slash cuts a field in
        two: `1,2`, not `1, 2`, and `9-17`, not `9 - 17`.""",
    "CRON121": """A step needs `*` or a range before it. Some crons read `5/15` as "from 5 to the end of
        the field, every 15"; `5-59/15` means that everywhere.""",
    "CRON122": """Quartz and EventBridge do not combine days of the month with days of the week: exactly
        one of the two fields must be `?`, and the other gives the days, if only as `*`.""",
}

OPTIONS = {
    "OPT001": """There is no dialect of that name. The hint lists the known ones.""",
    "OPT002": """The time zone is unknown, or of a kind that does not follow clock changes. Use an IANA
        key such as `Europe/Berlin`, or a `tzinfo` such as a `ZoneInfo`. An offset such as `UTC+1` is not
        a key: it is `timezone(timedelta(hours=1))`, or the key `Etc/GMT-1`, whose sign is reversed. If
        every key is unknown, the system has no time zone data: install the package tzdata.""",
    "OPT003": """There is no policy for clock changes of that name. The hint lists the known ones.""",
    "OPT004": """There is no locale of that name.""",
    "OPT005": """The dialect has hashed or random values and draws them from a seed, which is missing.
        Give the job's name or another text that stays the same.""",
    "OPT006": """A preset, or a code to ignore or to explain, is unknown. Presets are `default`, `all`
        and `strict`; codes look like CRON103, CRL009 or OPT001.""",
}

WARNINGS = {
    "CRL001": """No date matches, in any year. `0 0 31 2 *` waits for 31 February. The expression parses,
        as OCPS requires, and `next` returns None; it just never runs. For the last day of a month write
        `L`.""",
    "CRL002": """The hour is fixed and the minute is `*`, so `* 9 * * *` runs sixty times, at every
        minute from 9:00 to 9:59. For nine o'clock write `0 9 * * *`. A range of hours does not count: `*
        9-17 * * *` means every minute of them.""",
    "CRL003": """A step starts afresh with every hour. `*/45` is minutes 0 and 45, so that the pauses are
        45 and 15 minutes. Only steps that divide 60 are even: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 and 30.
        List the minutes if unequal pauses are meant. Seconds likewise.""",
    "CRL004": """A step starts afresh with every day. `*/7` is hours 0, 7, 14 and 21, and then 0 again
        after three hours. Only steps that divide 24 are even: 1, 2, 3, 4, 6, 8 and 12.""",
    "CRL005": """A step starts afresh with every month. `*/2` is the odd days, so 31 is followed by 1.
        Cron cannot say "every n days"; a scheduler with intervals can, or a test of the date in the
        command.""",
    "CRL006": """A step starts afresh with every year. `*/5` is January, June and November, and then
        January again after two months. Only steps that divide 12 are even: 1, 2, 3, 4 and 6.""",
    "CRL007": """A step starts afresh with every week. `*/2` is Sunday, Tuesday, Thursday and Saturday,
        so that Saturday is followed by Sunday; it is not "every two weeks" either. Name the days.""",
    "CRL008": """The step is larger than the field, so only the first value is left. `*/90` runs at
        minute 0, not every 90 minutes, and `0 */24 * * *` is `0 0 * * *`. Every 90 minutes takes two
        lines: `0 */3 * * *` and `30 1-22/3 * * *`. Vixie cron of 2024 and later even reads such a step
        as `*`.""",
    "CRL009": """When day of month and day of week are both limited, a day matches if either does. `0 0
        13 * 5` runs on every 13th and on every Friday. For Friday the 13th put a `+` before the day of
        week (OCPS 1.4), or test the date in the command; if either is meant, two lines say so
        plainly.""",
    "CRL010": """`0 0 1-7 * 1` is often given as "the first Monday", but a day matches if either day
        field does: this runs on the first seven days and on every Monday. Write `0 0 * * 1#1`. (In cron
        and cronie `0 0 1-7 * */7` works for Sunday, since a field that begins with `*` makes both count
        there.)""",
    "CRL011": """Crons disagree on which day fields are limits. In Vixie cron and cronie a field that
        begins with `*` is not a limit, not even `*/2`, and both fields must then match; elsewhere only
        `*` itself is not a limit, and either field is enough. Likewise, `1-31` is a limit that all days
        meet, beside which the other field has no effect. If either field should be enough, write
        `1-31/2`, which all crons read that way.""",
    "CRL012": """The range is the whole field, which `*` says more plainly. In a day field the difference
        matters: `1-31` counts as a limit, `*` does not (see CRL009). It also matters in minutes and
        hours in the night when clocks change, where jobs that begin with `*` are treated as intervals;
        then the shorter text is offered as a suggestion, not as a fix.""",
    "CRL013": """A value occurs more than once in a list: perhaps a typo for another value. The job still
        runs once. Weekdays 0 and 7 are both Sunday.""",
    "CRL014": """The range passes the end of its field, as `22-2` does. This dialect reads that; many
        crons refuse it or, worse, read it as an empty range. `22-23,0-2` means the same everywhere.""",
    "CRL015": """Hours on both sides of midnight belong to one night, but cron's days end at midnight. `0
        22-23,0-2 * * 1` runs in the first hours of Monday and again on Monday evening, not in the night
        after Monday. Write two lines, the second for the day after.""",
    "CRL016": """With six fields some crons read the second first, some last, and some a year last. Here
        the second is first. The text makes more sense in another order.""",
    "CRL017": """In Quartz and EventBridge weekdays are numbered from Sunday = 1, elsewhere from Sunday =
        0, so `1-5` is Sunday to Thursday here. Names mean the same everywhere: `MON-FRI`.""",
    "CRL018": """Not every month has a day 29, 30 or 31, and months without it are skipped: day 31 comes
        in seven months, 29 February in leap years. For the last day of the month write `L`.""",
    "CRL019": """In the night when clocks go forward an hour is missing, and when they go back one comes
        twice. The message names the next such night, and what the expression's clock-change policy does
        with it. A time outside those hours, or UTC, avoids the question.""",
    "CRL020": """Midnight and the full hour are when everyone's jobs run, and when shared services are
        slowest. Any other minute is better, if the moment does not matter.""",
    "CRL021": """It runs every minute, or more than once a minute. With six fields the first is the
        second, so `* * * * * *` runs sixty times a minute.""",
    "CRL022": """`*/5 9-17` does not end at 17:00 but at 17:55, because hour 17 lasts until 17:59. To end
        on the hour write two lines: `*/5 9-16` and `0 17`.""",
    "CRL023": """`5/15` is an error in Vixie cron and in OCPS; here it means `5-59/15`, which all crons
        read.""",
    "CRL024": """The range is shorter than the step, so only its first value is left: `1-5/5` is 1.""",
    "CRL025": """`9 0 * * 1-5` runs at nine minutes past midnight. The minute comes before the hour: nine
        o'clock is `0 9 * * 1-5`.""",
    "CRL026": """Values that look like weekdays are in the month field: `0 9 * 1-5 *` runs daily from
        January to May. The day of week is the field after it.""",
    "CRL027": """This dialect reads nicknames in any case, but others know them in lower case only.""",
    "CRL028": """7 is Sunday in most crons, but not in AIX, Kubernetes or EventBridge. All that number
        weekdays from Sunday = 0 read 0 and `SUN`.""",
    "CRL029": """The years named are over, or the dates in them are, so the expression never runs again.""",
    "CRL030": """The hour is fixed but no time zone is known. Servers often keep UTC, and a schedule
        meant in local time then runs hours early or late. Say which zone is meant.""",
    "CRL031": """Some shells and YAML readers read a number with a leading zero as octal, in which 08 and
        09 are errors. Here it is decimal, and the zero has no meaning.""",
    "CRL032": """Cron has no memory of weeks. `*/14` is days 1, 15 and 29, then 1 again; `1,15 * 1` is
        the 1st, the 15th and every Monday. For twice a month name two days, `1,15`, or two weekdays,
        `1#1,1#3`; "every other week" needs a scheduler with intervals.""",
    "CRL033": """With a second and a `?` this looks like an expression for Quartz, which numbers weekdays
        from Sunday = 1: `2-6` is Tuesday to Saturday here, and Monday to Friday there. Names mean the
        same everywhere: `MON-FRI`.""",
}

ENGLISH = {
    "ENG001": """The text is empty, or nothing but white space. A schedule says when, as in "every day at
        9:00 AM".""",
    "ENG002": """The text has more than 8,192 characters, or what it says would take more than the 1,024
        of an expression.""",
    "ENG003": """A word, at the place shown, is not understood there. No word is skipped, since the one
        skipped might have been "not". If the text is a cron expression, `parse` reads it.""",
    "ENG004": """A number or date is out of range, such as 24:00, minute 61 or 31 April, or a range runs
        backwards.""",
    "ENG005": """More than one reading is sensible, and the choice is the author's: "from 9 to 5" may be
        a day or a night, and "every 2 hours starting at 9am" does not say until when. The hint has the
        readings.""",
    "ENG006": """The rate does not come out even in the hour, the day or the year, where cron starts
        afresh: 7 minutes do not divide 60. The suggestion is a rate near it that does. Nor can cron
        count workdays, or days within a quarter.""",
    "ENG007": """Cron matches the calendar and has no memory of its last run, so it cannot count days or
        weeks from one month to the next: "every other week", "every 3 days". A scheduler with intervals
        can, or a test in the command.""",
    "ENG008": """The calendar does not say when that is: holidays, sunrise, tomorrow, business hours,
        "twice a day". Name the dates or the times.""",
    "ENG009": """Something is missing: a time, the rate in a window of time, the end of an unfinished
        clause.""",
    "ENG010": """Two clauses contradict each other, or say the same thing twice. Each clause limits the
        whole schedule; two schedules are two texts.""",
    "ENG011": """It takes several expressions, as "9:00 AM and 5:30 PM" does, since every minute of a
        cron expression goes with every hour of it. `cronexpr.english.read` returns them all.""",
    "ENG012": """The window's last run is in an hour of its own: "every 15 minutes from 9:00 AM through
        5:00 PM" takes `*/15 9-16 * * *` and `0 17 * * *`. The hint has the two expressions that come
        near, and `cronexpr.english.read` returns what says it exactly.""",
    "ENG013": """The window passes midnight, but the days are limited, and cron's days end at midnight:
        "from 10:00 PM through 6:00 AM on Mondays" would run in the first hours of Monday too. Write two
        schedules.""",
    "ENG014": """The time zone is unknown, or the text names one and the argument *tz* another. An
        abbreviation such as "EST" may mean several: name a region and a city.""",
    "ENG015": """Days of the month and days of the week are both named, and how they join is not. "On the
        1st or on any Monday" runs on either, "on any Monday falling on the 1st" on both at once.""",
}

CONVERSIONS = {
    "CNV001": """The dialect has no field for seconds, so a run at another second than 0 cannot be
        said.""",
    "CNV002": """The dialect has no field for seconds, so more than one run in a minute cannot be
        said.""",
    "CNV003": """The dialect has no field for years.""",
    "CNV004": """Some of the years are outside those that the dialect has.""",
    "CNV005": """The dialect has no start-up jobs: nothing like `@reboot`.""",
    "CNV006": """The dialect has no `L`, or no days counted from it, and the months named do not all end
        on the same date. The nearest runs on every date that can be the one.""",
    "CNV007": """The dialect has no `W`, the workday nearest to a date. The nearest runs on every date
        that can be the one.""",
    "CNV008": """The dialect has no `#`, and no other way to say the n-th weekday of the month. Where
        both day fields must match, seven dates and a weekday say it; elsewhere the nearest runs on that
        weekday every week.""",
    "CNV009": """The dialect has no last weekday of the month, such as `5L`, and the months named do not
        all have the same length. The nearest runs on that weekday every week.""",
    "CNV010": """A day must match both day fields, but in the dialect one of the two is enough, or only
        one may be limited. The nearest runs on the dates, whatever the weekday.""",
    "CNV011": """A day need match only one of the day fields, but in the dialect it must match both, or
        only one may be limited. Two lines often say it: `convert_all` returns them.""",
    "CNV012": """The dialect reads each of these days, but not in one list. Several lines often say it:
        `convert_all` returns them.""",
    "CNV013": """Each part can be said, but not all of them in one line: an expression has at most 1,024
        characters, and what one dialect says by a form another can only list.""",
    "CNV101": """Where the clocks go forward, a job whose time is skipped runs right after the gap, later
        by its length, or not at all that day, and the two rules differ in that.""",
    "CNV102": """Where the clocks go back, an hour comes twice, and the two rules run the job in
        different passes of it.""",
    "CNV103": """The lines have a date and time in common. Separate entries know nothing about one
        another, so the job then runs twice.""",
    "CNV104": """The schedule follows another clock: the remark says whose, and where its time zone is
        set.""",
}

_TABLES = ERRORS | WARNINGS | OPTIONS | ENGLISH | CONVERSIONS

EXPLANATIONS = {code: " ".join(text.split()) for code, text in _TABLES.items()}
"""The text of each code, on one line."""
