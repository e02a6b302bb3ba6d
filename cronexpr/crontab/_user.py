"""The user's own crontab, by way of the ``crontab`` command: Debian's or cronie's."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which

from .._value import Value
from ..errors import escape, quote
from ._checks import USER
from ._errors import CrontabCommandError, check_unchanged, failure
from ._file import Crontab

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Seconds: the command reads and writes one small file.
_PATIENCE = 60
_KEPT_BACKUPS = 20
_LONGEST_COMPLAINT = 200
_SHOWN_RETURN = b"\\r"


class UserCrontab(Value):
    """A user's crontab, as it was when it was loaded.

    *crontab* is what was in it, *user* whose it is (None: the user who runs this), and *program* the
    path of the ``crontab`` command.  Nothing here is written to any file of cron's but through
    that command, and nothing before what it replaces was saved in
    ``$XDG_STATE_HOME/cronexpr/crontabs`` (``~/.local/state/...``), where the last 20 are kept.

    ::

        mine = UserCrontab.load()
        mine.install(mine.crontab.add("0 2 * * *", "/path/to/backup_script.sh"))
    """

    __slots__ = ("crontab", "user", "program")

    crontab: Crontab
    user: str | None
    program: str

    def __init__(self, crontab: Crontab, user: str | None, program: str) -> None:
        super().__init__(crontab, user, program)

    @classmethod
    def load(cls, user: str | None = None) -> UserCrontab:
        """Return the crontab of *user*, which only root may ask about others; empty if there is none.

        It is read in the dialect of the daemon whose command is installed.

        Raises:
            CrontabCommandError: there is no ``crontab`` command, or it refused.
        """
        if user is not None and not USER.fullmatch(user):
            raise CrontabCommandError(failure("CRT040", f"{quote(user)} is no user name"))
        program = which("crontab")
        if program is None:
            hint = "install cron, or name a file"
            raise CrontabCommandError(failure("CRT040", "this system has no crontab command", hint))
        shown = _run(program, "-V")
        dialect = "cronie" if b"cronie" in shown.stdout + shown.stderr else "vixie"
        content = _content(program, user, dialect).decode("utf-8", "surrogateescape")
        return cls(Crontab(content, dialect, False, None, None), user, program)

    def install(self, crontab: Crontab) -> UserCrontab:
        """Replace the user's crontab with *crontab* and return it as it now is.

        Raises:
            CrontabChangedError: it is not as it was loaded; nothing was changed.
            CrontabCommandError: the command refused, or what was installed does not read back the same.
        """
        wanted = bytes(crontab)
        with _backups() as directory:
            self._secure(directory)
            done = _run(self.program, *_whose(self.user), "-", feed=wanted)
            if done.returncode:
                raise _refusal(done)
            if self._current() != wanted:
                message = "the installed crontab does not read back as it was written"
                raise CrontabCommandError(failure("CRT043", message, f"the old one is in {directory}"))
        return UserCrontab(crontab, self.user, self.program)

    def remove(self) -> UserCrontab:
        """Remove the user's whole crontab, if there is one, and return it as it now is: empty.

        Raises:
            CrontabChangedError, CrontabCommandError: as `install`.
        """
        with _backups() as directory:
            self._secure(directory)
            done = _run(self.program, *_whose(self.user), "-r")
            if done.returncode and not _is_absent(done):
                raise _refusal(done)
        return UserCrontab(self.crontab._with(""), self.user, self.program)

    def _current(self) -> bytes:
        return _content(self.program, self.user, self.crontab.dialect)

    def _secure(self, directory: Path) -> None:
        """See that the crontab is as it was loaded, and back it up in *directory*."""
        current = self._current()
        check_unchanged(current, bytes(self.crontab), "the crontab was changed since it was loaded")
        if current:
            _back_up(current, self.user, directory)


def _run(
    program: str, *arguments: str, feed: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"LC_ALL": "C"} | variables
    try:
        return subprocess.run(  # noqa: S603 -- A list of arguments, each of them ours or checked.
            (program, *arguments),
            input=feed,
            capture_output=True,
            check=False,
            env=environment,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"the crontab command did not run: {type(error).__name__}"
        raise CrontabCommandError(failure("CRT040", message)) from None


def _content(program: str, user: str | None, dialect: str) -> bytes:
    """Return the crontab's very bytes; none where there is no crontab."""
    done = _run(program, *_whose(user), "-l")
    if done.returncode:
        if _is_absent(done):
            return b""
        raise _refusal(done)
    listed = done.stdout
    if dialect == "vixie" and _SHOWN_RETURN in listed:
        # Debian lists a carriage return as these two characters, which may as well be two
        # characters of a command.  Its editing shows the file as it is, and "cat" changes nothing.
        edited = _run(program, *_whose(user), "-e", VISUAL="cat", EDITOR="cat")
        if edited.returncode or edited.stdout.replace(b"\r", _SHOWN_RETURN) != listed:
            raise CrontabCommandError(failure("CRT040", "the crontab cannot be read byte for byte"))
        return edited.stdout
    return listed


def _whose(user: str | None) -> tuple[str, ...]:
    return () if user is None else ("-u", user)


def _is_absent(done: subprocess.CompletedProcess[bytes]) -> bool:
    return b"no crontab for " in done.stderr


def _refusal(done: subprocess.CompletedProcess[bytes]) -> CrontabCommandError:
    said = "; ".join(done.stderr.decode("utf-8", "replace").splitlines())
    reason = escape(said[:_LONGEST_COMPLAINT]) or f"exit status {done.returncode}"
    return CrontabCommandError(failure("CRT040", f"crontab refused: {reason}"))


@contextmanager
def _backups() -> Iterator[Path]:
    """Yield the directory for backups, while no other process of this package may change a crontab."""
    import fcntl

    try:
        directory = _state() / "cronexpr" / "crontabs"
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            with suppress(OSError):  # Some file systems on a network have no locks.
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield directory
        finally:
            os.close(descriptor)
    except (OSError, RuntimeError) as error:
        # No home is known for whoever has neither $HOME nor an account.
        message = f"no backup could be made, so nothing was changed: {error.args[-1]}"
        raise CrontabCommandError(failure("CRT042", message)) from None


def _state() -> Path:
    # https://specifications.freedesktop.org/basedir-spec: a path that is not absolute is to be ignored.
    state = os.environ.get("XDG_STATE_HOME", "")
    return Path(state) if Path(state).is_absolute() else Path("~/.local/state").expanduser()


def _back_up(content: bytes, user: str | None, directory: Path) -> None:
    """Save *content* under the next number, for the user's eyes only, and forget the oldest."""
    stem = "crontab" if user is None else f"crontab-{user}"
    kept = {int(path.suffix[1:]): path for path in directory.glob(f"{stem}.*") if _is_numbered(path, stem)}
    path = directory / f"{stem}.{max(kept, default=0) + 1:06}"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError:
        # Half of one would count as one of those that are kept.
        path.unlink()
        raise
    for number in sorted(kept)[: max(0, len(kept) + 1 - _KEPT_BACKUPS)]:
        kept[number].unlink(missing_ok=True)


def _is_numbered(path: Path, stem: str) -> bool:
    return path.stem == stem and path.suffix[1:].isdecimal()
