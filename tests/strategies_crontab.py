"""Crontab files for tests: random ones, and those of the table."""

from __future__ import annotations

from codecs import decode

from hypothesis import strategies as st


def file_of(written: str) -> bytes:
    """Return the file that a row of the table has in Python's escapes."""
    return decode(written, "unicode_escape").encode("latin-1")


PIECES = [
    *("*", "*/5", "1-5", "0", "59", "60", "7", "mon", "fri-sun", "@daily", "@reboot", "0 5 * * * ", "~"),
    *(" ", "\t", "\r", "\n", "\n", "\n", "\0", "\x0c", "\ufeff", "\u00e9", "\udcff"),
    *("A", "=", "'", '"', "#", "%", "\\", "-", "x", "root", "/bin/x", "$B", "CRON_TZ=", "Europe/Berlin"),
    *("# cronexpr: id=a", "#0 5 * * * x\n", "@daily x\n", "MAILTO=me\n"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
contents = st.one_of(texts.map(lambda text: text.encode("utf-8", "surrogateescape")), st.binary(max_size=60))
