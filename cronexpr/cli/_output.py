"""What commands print: lines, JSON, complaints, colour."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from cronexpr.errors import CronConversionError, CronError, Problem, cut, escape, render

from ._commands import NO, Arguments, MisuseError


def report(args: Arguments, record: dict[str, Any], lines: list[str]) -> None:
    """Print the *record* as one line of JSON, or else the *lines*, under their text when several are read.

    The *record*'s first item is the text.
    """
    if args.json:
        print_json(record)
        return
    several = "-" in args.texts
    if several:
        print(escape(next(iter(record.values()))))
    for line in lines:
        print(f"  {line}" if several else line)


def print_json(record: dict[str, Any]) -> None:
    """Print *record* on one line."""
    print(json.dumps(record))


def complain(message: str) -> None:
    """Print *message* where complaints go."""
    print(message, file=sys.stderr)


def complain_of(error: CronError) -> None:
    """Print all of *error* where complaints go."""
    complain(painted(error.pretty(), sys.stderr))


def warn(problem: Problem, text: str | None = None) -> None:
    """Print *problem*, which is about *text*, where complaints go."""
    complain(painted(render(problem, text), sys.stderr))


def refused(args: Arguments, record: dict[str, Any], error: CronConversionError) -> int:
    """Tell what cannot be said on the other side, and return the status of that."""
    if args.json:
        print_json(record | {"problems": [problem.as_dict() for problem in error.problems]})
    else:
        complain_of(error)
    return NO


def record_of(args: Arguments, text: str, **more: Any) -> dict[str, Any]:
    """Return what is told of the expression *text* in JSON, and *more*."""
    return {"expression": text, "dialect": args.dialect, "tz": args.tz, **more}


def echo(text: str) -> str:
    """Return at most 20 characters of *text*, quoted and escaped."""
    return f"'{cut(text)}'"


def echo_path(path: str) -> str:
    """Return the whole of *path*, quoted and escaped: long ones often begin alike."""
    return f"'{escape(path)}'"


def write_file(file: str, content: bytes, *, overwrite: bool) -> None:
    """Write *content* to *file*, which is no other's unless it may be overwritten."""
    try:
        with trouble(file, "write"), Path(file).open("wb" if overwrite else "xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise MisuseError(f"{echo_path(file)} is there already; --force overwrites it") from None


@contextmanager
def trouble(file: str, verb: str) -> Iterator[None]:
    """Say that one cannot *verb* the *file* where the system has something against it."""
    try:
        yield
    except (FileExistsError, CronError):
        raise
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a name of a file"
        raise MisuseError(f"cannot {verb} {echo_path(file)}: {reason}") from None


MARKER = "^"
COLOURS = {"error[": "1;31", "warning[": "1;33", "info[": "1;36", "  help:": "1;36", MARKER: "1;31"}


def painted(pretty: str, stream: TextIO) -> str:
    """Colour the rustc-like text *pretty*, if *stream* is a terminal and nobody asked otherwise."""
    if not wants_colour(stream):
        return pretty
    return "\n".join(map(_painted_line, pretty.split("\n")))


def _painted_line(line: str) -> str:
    for start, colour in COLOURS.items():
        if line.startswith(start) or (start == MARKER and line.lstrip().startswith(start)):
            head, colon, rest = line.partition(":")
            return f"\x1b[{colour}m{head}{colon}\x1b[0m{rest}"
    return line


def wants_colour(stream: TextIO) -> bool:
    # https://no-color.org: set and not empty, whatever its value.
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def never_fail_to_encode(*streams: TextIO) -> None:
    """Let *streams* escape what they cannot encode."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def open_what_is_closed() -> None:
    """Let standard streams that the caller closed, as a shell does with ``<&-``, be empty instead of none."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (until the end)


def discard_output() -> None:
    """Let nothing more be written: its reader went away."""
    # The interpreter flushes stdout once more at exit, and would complain.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
