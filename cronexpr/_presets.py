"""The dialects of other crons and schedulers: rows of data, and their reasons.

`get_dialect` finds them by name and `cronexpr.dialects` has them as constants; this
module is read when the first of them is asked for.
"""

from __future__ import annotations

from .dialects import FIVE, STANDARD, Dialect

_SECONDS_FIRST = ("second", *FIVE)
_NICKNAMES = STANDARD.nicknames
_WITHOUT_REBOOT = _NICKNAMES[:-1]
_ALL = (*_SECONDS_FIRST, "year")
_CIRCLES = _SECONDS_FIRST

VIXIE = Dialect(
    "vixie",
    layouts=(FIVE,),
    late_sundays=(),
    step_limit="end",
    nicknames=_NICKNAMES,
    star_test="first-char",
    quirks=(
        ("backwards", "ISC cron refuses it, Debian's would take it and never run the job"),
        ("step-long", "ISC cron would run the job at every value, Debian's at the first only"),
        ("start-step", "ISC cron and Debian's refuse it too"),
        ("$", "alone in day-of-month ISC cron reads it as the last day, Debian's does not know it"),
        ("hash", "ISC cron refuses it, Debian's would overlook it and all that follows"),
        ("~", "ISC cron refuses it, Debian's would overlook it and all that follows"),
    ),
)
"""What ISC cron 4 (Paul Vixie's) and Debian's cron 3.0pl1 read alike: entry.c of both."""

CRONIE = VIXIE.replace(
    name="cronie",
    late_sundays=("name", "number"),
    step_limit="none",
    forms=("~",),
    listed_forms=("~",),
    quirks=(
        ("backwards", "cronie would take it and never run the job"),
        ("start-step", "cronie refuses it too"),
    ),
)
"""Fedora's, Arch's and SUSE's cron: crontab(5) and entry.c of cronie 1.7."""

QUARTZ = Dialect(
    "quartz",
    layouts=(_SECONDS_FIRST, _ALL),
    weekdays=(1, 7),
    sunday=1,
    late_sundays=(),
    forms=("?", "L", "L-n", "LW", "nW", "L-nW", "L=7", "dL", "d#n", "/n"),
    listed_forms=("nW", "/n"),
    form_case="any",
    start_steps=True,
    step_limit="field",
    wrapping_fields=_CIRCLES,
    day_rule="exclusive",
    dst="quartz",
    quirks=(("CRON112", "Quartz would read the first three letters and overlook the rest of the item"),),
)
"""Quartz 2: org.quartz.CronExpression."""

SPRING = Dialect(
    "spring",
    layouts=(_SECONDS_FIRST,),
    separators=" ",
    star_weekdays=(1, 7),
    early_seven=True,
    forms=("?", "L", "L-n", "LW", "nW", "dL", "d#n"),
    listed_forms=("L", "L-n", "LW", "nW", "dL", "d#n"),
    start_steps=True,
    nicknames=tuple([(name, f"0 {text}") for name, text in _WITHOUT_REBOOT]),
    nickname_case="any",
    day_rule="and",
    dst="wall",
    quirks=(
        ("nth", "Spring takes any number from 1 on, and would never run the job"),
        ("whole-week", "Spring would read it as 0-7, every day"),
    ),
)
"""Spring 5.3 and later: org.springframework.scheduling.support.CronExpression."""

AWS = Dialect(
    "aws",
    layouts=((*FIVE, "year"),),
    wrapper="cron",
    weekdays=(1, 7),
    sunday=1,
    late_sundays=(),
    forms=("?", "L", "nW", "L=7", "dL", "d#n"),
    start_steps=True,
    stepless_fields=("day_of_week",),
    wrapping_fields=_CIRCLES,
    day_rule="exclusive",
    dst="skip",
    quirks=(
        ("rate(", "EventBridge reads it as an interval since the rule was made"),
        ("at(", "EventBridge reads it as one moment"),
    ),
)
"""Amazon EventBridge, its rules and its Scheduler, with or without ``cron(...)`` around it."""

KUBERNETES = Dialect(
    "kubernetes",
    layouts=(FIVE,),
    weekdays=(0, 6),
    late_sundays=(),
    forms=("?=*",),
    listed_forms=("?=*",),
    start_steps=True,
    nicknames=_WITHOUT_REBOOT,
    star_test="robfig",
    dst="wall",
    quirks=(
        ("empty", "Kubernetes would overlook the empty item"),
        ("+", "Kubernetes would overlook it"),
        ("@every", "Kubernetes counts it from when the controller started"),
        ("TZ=", "Kubernetes refuses it too: the zone is .spec.timeZone's"),
        ("CRON_TZ=", "Kubernetes refuses it too: the zone is .spec.timeZone's"),
    ),
)
"""A CronJob's schedule: github.com/robfig/cron v3, ParseStandard."""

GITHUB = Dialect(
    "github",
    layouts=(FIVE,),
    weekdays=(0, 6),
    late_sundays=(),
    start_steps=True,
    dst="cronos",
)
"""GitHub Actions' ``on.schedule``: its documentation, "POSIX cron syntax" with steps and names."""

JENKINS = Dialect(
    "jenkins",
    layouts=(FIVE,),
    late_sundays=(),
    named_fields=(),
    forms=("H",),
    listed_forms=("H",),
    step_limit="hash",
    hash_days=28,
    nicknames=(
        ("@yearly", "H H H H *"),
        ("@annually", "H H H H *"),
        ("@monthly", "H H H * *"),
        ("@weekly", "H H * * H"),
        ("@daily", "H H * * *"),
        ("@midnight", "H H(0-2) * * *"),
        ("@hourly", "H * * * *"),
    ),
    day_rule="and",
    dst="wall",
    quirks=(("hash-one", "Jenkins would read H/1 as H, one value and not every one"),),
)
"""Jenkins: hudson.scheduler's grammar and BaseParser."""

AZURE = Dialect(
    "azure",
    layouts=(FIVE, _SECONDS_FIRST),
    weekdays=(0, 6),
    late_sundays=(),
    name_forms="prefix",
    start_steps=True,
    day_rule="and",
    dst="wall",
    quirks=(
        ("backwards", "NCRONTAB would swap the ends"),
        ("step-zero", "NCRONTAB would read /0 as /1"),
    ),
)
"""Azure Functions' NCRONTAB: six fields there, five or six in the NCrontab library."""

GOOGLE = Dialect("google", layouts=(FIVE,), late_sundays=(), name_case="upper", dst="wall")
"""Google Cloud Scheduler's unix-cron."""

CELERY = Dialect(
    "celery",
    layouts=(FIVE,),
    weekdays=(0, 6),
    late_sundays=(),
    name_forms="full",
    wrapping_fields=FIVE,
    day_rule="and",
    dst="skip",
    quirks=(
        ("other-name", "Celery would read it as a number all the same"),
        ("start-step", "Celery refuses it after a number, and would overlook it after a name"),
    ),
)
"""Celery's ``crontab()`` as five fields in cron's order: celery.schedules.crontab_parser."""

CRONITER = Dialect(
    "croniter",
    layouts=(FIVE, (*FIVE, "second"), (*FIVE, "second", "year")),
    late_sundays=(),
    years=(1970, 2099),
    forms=("?", "L", "nW", "Wn", "dL", "Ld", "d#n", "H", "R"),
    listed_forms=("L", "dL", "Ld", "d#n", "H", "R"),
    form_case="any",
    start_steps=True,
    wrapping_fields=_CIRCLES,
    nicknames=_WITHOUT_REBOOT,
    nickname_case="any",
    dst="croniter",
)
"""The syntax of croniter 6 and 7 (a second is the sixth field), with our meaning."""

PRESETS = {
    dialect.name: dialect
    for dialect in (
        VIXIE,
        CRONIE,
        QUARTZ,
        SPRING,
        AWS,
        KUBERNETES,
        GITHUB,
        JENKINS,
        AZURE,
        GOOGLE,
        CELERY,
        CRONITER,
    )
}
"""The presets by name, but for the two that `cronexpr.dialects` itself needs."""
