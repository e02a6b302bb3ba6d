"""What each code of a scheduler's refusal means, at length; `cronexpr.explain_code` has them."""

from __future__ import annotations

_BY_KEY = """{} identifies a time zone by its IANA key only, and this one has none: it is a fixed
    offset, a `tzinfo` that does not tell its key, or a file such as `localtime` beside the zones of
    the database. Use `ZoneInfo`, or a key such as `Europe/Berlin`."""

_TEXTS = {
    "SYD003": _BY_KEY.format("systemd"),
    "RRL003": _BY_KEY.format("A calendar"),
    "KUB001": _BY_KEY.format("Kubernetes"),
    "GHA001": _BY_KEY.format("GitHub"),
    "AWS001": _BY_KEY.format("EventBridge Scheduler"),
    # systemd
    "SYD001": """`OnCalendar=` has no start-up jobs. `to_units` writes `OnBootSec=` for
        `@reboot`.""",
    "SYD002": """Which days of February match depends on both its first and its last day, so common and
        leap years differ in a way that no line of `OnCalendar=` can express.""",
    "SYD004": """A unit's name becomes the name of two files and is limited to letters, digits
        and `: _ . -`, without the suffix, beginning with a letter or digit, and to 200
        characters.""",
    "SYD005": """A unit file is made of lines, so it cannot hold a command or description with a line
        break or another control character. Put the command into a script.""",
    "SYD006": """The command is empty, or cannot be written into `ExecStart=`: it is longer
        than the 131,071 bytes that Linux takes as one argument, or its program begins with a
        sign that systemd would read as an instruction.""",
    "SYD007": """systemd counts years from 1970 to 2199, and reads a year of one or two digits as one of
        this or the last century. A dialect of your own may have others.""",
    "SYD011": """The text is not a calendar event expression of systemd.time(7), or uses a part of its
        language that is not read here, such as fractions of a second.""",
    "SYD012": """The text has more than 16,384 characters, or more than 200 lines of
        `OnCalendar=`. It was not read.""",
    "SYD013": """The lines, each of which is an expression, do not make one expression together: every
        minute of a cron expression goes with every hour and every day of it. Read them one by one.""",
    "SYD014": """The timer has no line of `OnCalendar=` that counts, or one for which cron has no
        equivalent, such as `OnUnitActiveSec=`, which counts from the last run.""",
    "SYD015": """systemd can express these days, but one cron expression cannot.""",
    "SYD016": """The timer has a `RandomizedDelaySec=`, so each run starts later than its time by up to
        that much. Cron starts its jobs at once. The expression gives the times without the delay.""",
    # Recurrence rules and calendars
    "RRL001": """A recurrence rule has dates and times but no start-up, and `@reboot` has neither date
        nor time.""",
    "RRL002": """Which days of February match depends on both its first and its last day, so common and
        leap years differ in a way that no rule can express.""",
    "RRL004": """Rules have no list of years. Years that follow each other, or are evenly
        spaced, take one rule each time; these would take more than 100.""",
    "RRL005": """Nothing is left to show: the expression never fires from the start on, and a
        calendar must have an event.""",
    "RRL006": """The duration of an event is a whole number of seconds, 0 or more.""",
    "RRL011": """The text is not a recurrence rule of RFC 5545, section 3.3.10.""",
    "RRL012": """The text has more than 16,384 characters. It was not read.""",
    "RRL013": """Cron does not count runs, so `COUNT` cannot be kept; `UNTIL` can be kept only where it
        is the end of a year and a `DTSTART` gives the first one, as a field of years. Take them out to
        read the rest, and stop the job by other means.""",
    "RRL014": """Cron starts afresh with each hour, day and year, so only an `INTERVAL` that divides the
        next larger unit can be expressed: 15 minutes, 6 hours, 3 months. "Every other week" cannot.""",
    "RRL015": """Cron has no weeks of the year, days of the year, Easter, or months of other calendars.""",
    "RRL016": """A rule takes from `DTSTART` what it does not say itself, such as its time of day, but
        there is no `DTSTART`. Add one, or `BYHOUR`, `BYMINUTE` and so on.""",
    "RRL017": """`BYSETPOS` picks from all dates and times of a period. Cron can express what it picks
        only from the days of a month, with all their times.""",
    "RRL018": """The rule can express these days, but one cron expression cannot.""",
    "RRL019": """Cron has nothing like single dates, `RDATE`, `EXDATE` and `EXRULE`, or a single
        occurrence that was moved, `RECURRENCE-ID`.""",
    "RRL020": """The rules, each of which is an expression, do not make one expression together: every
        minute of a cron expression goes with every hour and every day of it. Read them one by one.""",
    "RRL021": """The text is not a calendar, which begins with `BEGIN:VCALENDAR` (RFC 5545, section
        3.4), or has more than 1,048,576 characters. It was not read.""",
    # Celery
    "CEL001": """Celery's `crontab()` uses the `timezone` of its app, but the expression has a zone of
        its own. `CronSchedule` keeps it; `to_celery(..., app=app)` accepts the expression if the app
        has the same zone.""",
    "CEL002": """No date ever matches. `crontab()` would raise an error; a `CronSchedule` simply never
        becomes due.""",
    "CEL003": """The schedule counts from its last run, or follows the sun, so no expression says the
        same: cron keeps to the calendar.""",
    "CEL004": """`crontab()` accepts sets and lists unchecked. This one has a member that is not a whole
        number, or no member at all.""",
    "CES001": """The source of a program can name a time zone only by its IANA key, and a dialect only
        by its name. Here one of them has none: a fixed offset, `localtime`, or a dialect of your own.""",
    "CES002": """A name or an argument contains a character that is not text, or the task's name is
        empty.""",
    # Windows Task Scheduler
    "WTS001": """The expression never fires, and a task without a trigger would be useless. CRL001
        explains how that comes about.""",
    "WTS002": """A trigger's times are those of the machine's own clock or, with a `Z`, those of UTC.
        There is no place for the name of another time zone, and a fixed offset would be off by an
        hour for half of the year.""",
    "WTS003": """A task can start on the last day of a month, but not on one counted from it, unless
        the months named leave no doubt about the date. The nearest runs on every date that can be the
        one.""",
    "WTS004": """A task cannot start on the workday nearest to a date. The nearest runs on every date
        that can be the one.""",
    "WTS005": """A task can start on the first, second, third, fourth or last weekday of a kind in a
        month, and a fifth one is not in every month. The nearest runs on the last one of every
        month.""",
    "WTS006": """A trigger has dates or weekdays, never both. The dates 1 to 7 together with Friday are
        the first Friday, which can be expressed; other dates that must fall on a weekday cannot.""",
    "WTS007": """Dates or weekdays, whichever match, take one trigger for the dates and another for
        the weekdays. On a day that is both, each of them starts the task. `allow_duplicates=True`, on
        the command line `--allow-duplicates`, accepts that; with `multiple_instances="IgnoreNew"` the
        second start is dropped as long as the first still runs.""",
    "WTS008": """A task has at most 48 triggers. Each chain of evenly spaced times takes one, so
        irregular times, and more than one run a minute, take many. Several tasks can share the work.""",
    "WTS009": """The years lie outside those that the other side has: a task's run from 1601 to 9998,
        those of a cron expression from 1970 to 2199. Or they are over before the task becomes active.""",
    "WTS010": """A text is empty, too long for the Task Scheduler, or has a character that XML cannot
        hold: a control character such as a line break, or half of a surrogate pair.""",
    "WTS011": """A task's name becomes the name of a file, so it cannot have `/ : * ? " < > |`, nor can
        it or a folder before it be nothing but dots and spaces, or end in one. In the command line a
        percent sign or a double quote cannot be kept from `cmd.exe`.""",
    "WTS012": """The Task Scheduler's schema does not have this word in that place. The hint lists the
        words that it has.""",
    "WTS013": """A repetition counts elapsed time. On a day on which the clocks change, the rest of a chain
        of starts that is longer than an hour is off by that hour. With `wall_clock=True`, on the command
        line `--wall-clock`, no repetition is, which takes more triggers.""",
    "WTS014": """The Task Scheduler starts a program and has no shell, so a command of one word is the
        path of the program. One with a blank in it looks like a line for a shell. Give the program and
        its arguments as several words; for `>`, `|` and `&&`, let `cmd.exe` be the program and `/c` and
        the line its arguments.""",
    "WTS015": """A task whose logon type is `InteractiveToken`, the default, runs only while its user is
        logged on; at a start of the system, as for `@reboot`, nobody is yet. `logon_type`, on the command
        line `--logon-type`, says otherwise: `S4U` runs it always, without a stored password and so without
        access to the network, and `Password` always, with one. None, on the command line `none`, is for a
        service such as SYSTEM.""",
    "WTS020": """The file is not a task: it is not XML, or other XML, is larger than 1,048,576 bytes, is
        in an encoding other than UTF-16 or UTF-8, or has a document type, which is never read.""",
    "WTS021": """A trigger waits for something other than a time, such as a user who logs on, or no
        trigger is switched on. Cron has times, and `@reboot` for a start of the system.""",
    "WTS022": """A trigger fires every other day or week, or less often. Cron matches the calendar and
        has no memory of its last run.""",
    "WTS023": """A repetition goes on past midnight on some days only, or at an interval that does not
        divide the day, so that it is at other times each day. Cron starts afresh with every day.""",
    "WTS024": """A trigger waits for a fixed time after the system has started. Cron starts `@reboot` jobs at
        once; let the command wait.""",
    "WTS025": """A trigger's start or end is missing, is no date and time in whole seconds, has a UTC
        offset other than zero, or cuts a year short. A cron expression can have years, and no other
        beginning or end.""",
    "WTS026": """A trigger starts the task once, or repeats it for a limited time after one date. A
        cron job goes on.""",
    "WTS027": """A trigger's days are missing or have unknown names.""",
    "WTS028": """It takes several expressions to say when the task starts, since every minute of a
        cron expression goes with every hour and every day of it. `from_task_xml_all` returns
        them.""",
    "WTS029": """The task as a whole is switched off (`Enabled` among its settings), so none of its triggers
        starts it. The expression is that of the triggers.""",
    "WTS030": """A trigger has a `RandomDelay`, so each run starts later than its time by up to that
        much. Cron starts its jobs at once. The expression gives the times without the delay.""",
    # Kubernetes
    "KUB002": """A CronJob's name is made of lower-case letters, digits, dashes and dots, begins and ends
        with a letter or digit, and has 52 characters at most, since each job gets 11 more. Where there
        are several CronJobs, the numbers behind the name count.""",
    "KUB003": """The image, which is named as in `registry.example/report:1`, or the command is empty or
        contains a character that no process can be given, or the policy is not one of `Allow`, `Forbid`
        and `Replace`.""",
    "KUB010": """What was given is not a CronJob, or not one with a schedule. It is read from JSON as
        `kubectl get cronjob NAME -o json` prints it.""",
    "KUB011": """The CronJob is suspended (`suspend: true`), so it does not run. The expression is that of
        its schedule.""",
    # GitHub Actions
    "GHA002": """GitHub starts a workflow at most every 5 minutes, so some of these runs would never
        happen.""",
    "GHA003": """The name or the command is empty, or contains a character that no process can be given.""",
    # Amazon EventBridge Scheduler
    "AWS002": """A schedule's name is made of letters, digits, dashes, dots and underscores, and has 64
        characters at most. Where there are several schedules, the numbers behind the name count.""",
    "AWS003": """A text contains a character that is not text, or what should be an ARN does not look
        like one: `arn:aws:lambda:eu-central-1:123456789012:function:report`.""",
    "AWS010": """There is no `cron(...)` in it. A `rate(...)` counts from when it was created and an
        `at(...)` fires once, while cron keeps to the calendar.""",
    "AWS011": """The schedule is disabled, has a flexible time window, or has a first or a last day. The
        expression says nothing of that: it is what the `cron(...)` says.""",
}

EXPLANATIONS = {code: " ".join(text.split()) for code, text in _TEXTS.items()}
"""The text of each code, on one line."""
