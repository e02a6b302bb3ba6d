"""The schedulers that ``export`` writes for: what each takes, and what it is given."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from cronexpr import CronExpression, Problem
from cronexpr.errors import quote

from ._commands import Arguments, MisuseError
from ._input import read_moment

# Schedulers are imported where they are written for: one start needs one of them at most.


class Export(NamedTuple):
    """The *files* by name, what is done otherwise there, and the lines that *do* something with the files."""

    files: dict[str, bytes]
    differences: tuple[Problem, ...]
    do: Callable[[tuple[str, ...]], tuple[str, ...]] = lambda _paths: ()


class Target(NamedTuple):
    """A scheduler: how to *write* for it, the names of the arguments that it *takes* and those it *needs*."""

    name: str
    write: Callable[[Arguments, CronExpression], Export]
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def name_of(args: Arguments) -> str:
    """Return the name of the job: as asked for, else that of the program that it runs."""
    if args.name is not None:
        return str(args.name)
    command = args.words[0] if args.words else ""
    # Of a line for a shell, the program is the first word.
    program = command if len(args.words) > 1 else re.split(r"\s", command.strip())[0]
    return _plain(PureWindowsPath(program).stem)


def _plain(name: str) -> str:
    """Return *name* in letters, digits and dashes, which any scheduler and any file system takes."""
    return "-".join(re.findall("[a-z0-9]+", name.lower()))[:40].rstrip("-") or "job"


def _command(words: list[str]) -> str | list[str]:
    """Return what to run: one word is a line for the shell, unless a shell would see nothing in it."""
    return words[0] if len(words) == 1 and shlex.quote(words[0]) != words[0] else words


def _windows(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import windows

    # There is no shell: of one word, all is the program's path.
    command, *rest = args.words
    name = name_of(args)
    logon_type = None if args.logon_type == "none" else args.logon_type or LOGON_TYPES[0]
    if logon_type == "Password" and not args.user:
        raise MisuseError("--logon-type Password wants --user, whose password schtasks then asks for")
    task = windows.to_task_xml(
        expr,
        command,
        subprocess.list2cmdline(rest),
        working_directory=args.start_in,
        name=name,
        description=expr.describe() if args.description is None else args.description,
        user=args.user,
        logon_type=logon_type,
        highest_privileges=args.highest_privileges,
        start_when_available=args.catch_up,
        wall_clock=args.wall_clock,
        allow_duplicates=args.allow_duplicates,
    )

    def do(paths: tuple[str, ...]) -> tuple[str, ...]:
        return windows.to_commands(
            name, path=paths[0], run_as=args.user if logon_type == "Password" else None
        )[:1]

    file = f"{PureWindowsPath(name).name}.xml"
    found = windows.differences(expr, logon_type=logon_type, wall_clock=args.wall_clock)
    return Export({file: task}, (*_windows_lines(args.words), *found), do)


LOGON_TYPES = ("InteractiveToken", "S4U", "Password", "none")


def _windows_lines(words: list[str]) -> tuple[Problem, ...]:
    if len(words) > 1 or not _LINE.match(words[0]):
        return ()
    message = f"the Task Scheduler has no shell: all of {quote(words[0])} is the name of one program to it"
    hint = "give the program and its arguments as several words, as in `-- python backup.py`"
    return (Problem("WTS014", "warning", message, hint=hint),)


# A blank in what is not yet a path, or behind the end of a program's name.
_LINE = re.compile(r"\s*(?:[^\s\\/]+\s+\S|.*\.(?:exe|com|bat|cmd)\s+\S)", re.IGNORECASE)


def _systemd(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import systemd

    name = name_of(args)
    units = systemd.to_units(
        expr, _command(args.words), name, description=args.description, persistent=args.catch_up
    )

    def do(paths: tuple[str, ...]) -> tuple[str, ...]:
        link = shlex.join(["systemctl", "link", *[str(Path(path).resolve()) for path in paths]])
        return link, shlex.join(["systemctl", "enable", "--now", f"{name}.timer"])

    differences = () if expr.is_reboot else systemd.differences(expr)
    return Export(_encoded(units), differences, do)


def _celery(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import celery

    task, *rest = args.words
    name = args.name if args.name is not None else task
    text = celery.to_source(expr, task, rest, name=name)
    return Export(_encoded({"beat_schedule.py": text}), celery.differences(expr))


def _rrule(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import rrule
    from cronexpr.schedulers._rules import nothing_left

    start = read_moment(args.start, expr)
    rules = rrule.to_rrules(expr, start)
    if not rules:
        # In a program, no rules are an answer; a file of none says nothing.
        raise nothing_left(expr)
    text = "\n".join([f"{rule}\n" for rule in rules])
    return Export(_encoded({"rules.txt": text}), rrule.differences(expr, start))


def _ics(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import icalendar, rrule

    summary = args.description if args.description is not None else args.name
    start = read_moment(args.start, expr)
    files = {f"{_plain(name_of(args))}.ics": icalendar.to_ics(expr, start, summary=summary)}
    return Export(_encoded(files), rrule.differences(expr, start))


def _kubernetes(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import kubernetes

    manifest = kubernetes.to_manifest(
        expr,
        args.image,
        _command(args.words) if args.words else None,
        name=name_of(args),
        concurrency_policy=args.concurrency_policy or "Allow",
    )

    return Export(
        _encoded({f"{name_of(args)}.yaml": manifest}),
        kubernetes.differences(expr),
        lambda paths: (shlex.join(["kubectl", "apply", "-f", paths[0]]),),
    )


def _github(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import github

    command = None if not args.words else args.words[0] if len(args.words) == 1 else args.words
    workflow = github.to_workflow(expr, command, name=args.name)
    return Export(_encoded({f"{_plain(name_of(args))}.yml": workflow}), github.differences(expr))


def _aws(args: Arguments, expr: CronExpression) -> Export:
    from cronexpr.schedulers import aws

    schedules = aws.to_schedules(
        expr,
        args.target_arn,
        args.role_arn,
        name=name_of(args),
        description=args.description,
        target_input=args.target_input,
    )

    return Export(
        _encoded({f"{name_of(args)}.sh": aws.to_commands(schedules)}),
        aws.differences(expr),
        lambda paths: (shlex.join(["sh", paths[0]]),),
    )


def _encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


TARGETS = (
    Target(
        "windows",
        _windows,
        (
            "words",
            "name",
            "description",
            "catch_up",
            "start_in",
            "highest_privileges",
            "user",
            "logon_type",
            "wall_clock",
            "allow_duplicates",
        ),
        ("words",),
    ),
    Target("systemd", _systemd, ("words", "name", "description", "catch_up"), ("words",)),
    Target("celery", _celery, ("words", "name"), ("words",)),
    Target("rrule", _rrule, ("start",)),
    Target("ics", _ics, ("name", "description", "start")),
    Target("kubernetes", _kubernetes, ("words", "name", "image", "concurrency_policy"), ("image",)),
    Target("github", _github, ("words", "name")),
    Target(
        "aws",
        _aws,
        ("name", "description", "target_arn", "role_arn", "target_input"),
        ("target_arn", "role_arn"),
    ),
)

FLAGS = {name: f"--{name.replace('_', '-')}" for target in TARGETS for name in target.takes} | {
    "words": "a command",
    "start": "--from",
    "target_input": "--input",
}
"""How each argument that only some targets take is written on the command line."""

_NEEDED = {
    "words": "say what to run, behind --, as in `-- /path/to/backup --all`; for celery, the task's name",
    "image": "say with --image which container image to run",
    "target_arn": "say with --target-arn what to call; EventBridge runs no commands",
    "role_arn": "say with --role-arn in which role EventBridge may call it",
}


def takers(name: str) -> str:
    """Return which targets take the argument *name*."""
    return ", ".join([target.name for target in TARGETS if name in target.takes])


def check_arguments(args: Arguments, target: Target) -> None:
    """Refuse what *target* has no use for, and the lack of what it needs."""
    for name, flag in FLAGS.items():
        if name not in target.takes and getattr(args, name):
            raise MisuseError(f"{target.name} has no use for {flag}, which is for {takers(name)}")
    for name in target.needs:
        if not getattr(args, name):
            raise MisuseError(_NEEDED[name])
