"""What a row of the table of commands is, and how it ends."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

# Answers, in the manner of grep: yes, no, could not tell.
OK, NO, TROUBLE = 0, 1, 2
# What a shell reports for a program that SIGINT (2) or SIGPIPE (13) ended: 128 more than the signal.
INTERRUPTED, BROKEN_PIPE = 130, 141

Arguments = argparse.Namespace

UNREADABLE = "a wrong option, zone, time or dialect, a missing seed, or what cannot be read"
FOUND = "errors or warnings were found, or with --strict remarks"
MISUSED = "a wrong option, zone or dialect"


class Option(NamedTuple):
    """An argument of a command: what `argparse.ArgumentParser.add_argument` is called with."""

    flags: tuple[str, ...]
    settings: dict[str, Any]


class Command(NamedTuple):
    """A command: *run* does all of it and returns its exit status.

    *no* says what status 1 means, if the command has it, and *trouble* what status 2 means.  *usage* is
    for a command of which argparse would say it wrong, or at too great a length.
    """

    name: str
    run: Callable[[Arguments], int]
    summary: str
    options: tuple[Option, ...]
    examples: str
    no: str = ""
    trouble: str = UNREADABLE
    usage: str = ""


class Family(NamedTuple):
    """Commands under one name: ``cronexpr NAME COMMAND ...``."""

    name: str
    summary: str
    commands: tuple[Command, ...]
    usage: str = ""


class MisuseError(Exception):
    """The command was given something it cannot work with; ends with status 2."""


def verdict(severities: Iterable[str], select: str) -> int:
    """Return the status of a check that found problems of *severities*: remarks are none, but when strict."""
    return NO if any(select == "strict" or severity != "info" for severity in severities) else OK


def option(*flags: str, **settings: Any) -> Option:
    """Return an `Option`, written as a call of ``add_argument`` is."""
    return Option(flags, settings)
