"""croniter's exception classes, which are this package's errors too."""

from __future__ import annotations

from ..errors import CronError, CronSyntaxError, Problem


class CroniterError(CronError):
    """The base of croniter's errors, but for `CroniterBadTypeRangeError`.

    Those raised here carry ``problems``, as every `CronError` does; callers may go on
    making their own from a message.
    """

    def __init__(self, problems: tuple[Problem, ...] | str = "", source: str | None = None) -> None:
        if isinstance(problems, str):
            problems = (Problem("CRONITER", "error", problems),)
        super().__init__(problems, source)


class CroniterBadCronError(CroniterError, CronSyntaxError):
    """The expression cannot be read."""


class CroniterNotAlphaError(CroniterBadCronError):
    """The expression has an unknown month or weekday name."""


class CroniterUnsupportedSyntaxError(CroniterBadCronError):
    """Never raised here: what croniter reads but cannot compute, this engine computes."""


class CroniterBadDateError(CroniterError):
    """There is no next, or previous, occurrence."""


class CroniterBadTypeRangeError(TypeError):
    """The bounds of a range have different types."""


class Exhausted(CroniterBadDateError, StopIteration):  # noqa: N818 (it ends a loop)
    """There is no next item: a loop ends on it, and ``except CroniterBadDateError`` still catches it."""


_NO_HASH_ID = Problem(
    "OPT005",
    "error",
    "H needs a hash_id, and stands alone in its field, as R does",
    hint='name one that stays the same, such as the job: hash_id="..."',
)


def translate(error: CronError) -> CroniterBadCronError:
    """Return the error that croniter's users expect in place of *error*, with the same problems."""
    if error.problems[0].code == "OPT005":
        return CroniterBadCronError((_NO_HASH_ID,))
    wrong = (error.source or "")[slice(*error.problems[0].span)]
    kind = CroniterNotAlphaError if wrong.isalpha() else CroniterBadCronError
    return kind(error.problems, error.source)
