"""Beat and a worker in one process, the broker in its memory: run until *count* tasks have come.

python celery_in_one_process.py SCHEDULE_FILE COUNT
"""

from __future__ import annotations

import sys
import time

from celery.beat import EmbeddedService
from celery.contrib.testing.worker import start_worker
from celery_ticks import NOTES, app


def main(schedule_file: str, count: int) -> None:
    NOTES.touch()
    end = time.monotonic() + 60
    with start_worker(app, perform_ping_check=False, pool="solo"):
        beat = EmbeddedService(app, thread=True, schedule_filename=schedule_file)
        beat.start()  # type: ignore[union-attr]  # A thread or a process; celery-types forgets one.
        while len(NOTES.read_text(encoding="utf-8").splitlines()) < count and time.monotonic() < end:
            time.sleep(0.05)
        beat.stop()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
