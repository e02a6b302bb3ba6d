r"""Kubernetes: a CronJob's manifest.

>>> from cronexpr.schedulers import kubernetes
>>> expr = cronexpr.parse("0 9 * * mon-fri", tz="Europe/Berlin")
>>> print(kubernetes.to_manifest(expr, "registry.example/report:1", name="report"), end="")
# cron: 0 9 * * mon-fri
# At 9:00 AM, Monday through Friday (Europe/Berlin)
apiVersion: batch/v1
kind: CronJob
metadata:
  name: "report"
spec:
  schedule: "0 9 * * mon-fri"
  timeZone: "Europe/Berlin"
  concurrencyPolicy: Allow
  jobTemplate:
    spec:
      backoffLimit: 0  # as in cron, what fails is not tried again
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: "report"
              image: "registry.example/report:1"
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .._making import as_expression, parse
from ..converter import convert_all
from ..converter import differences as differences_in
from ..dialects import get_dialect
from ..errors import Problem, quote
from ._given import CRON_JOB, checked_text, checked_words, names, yaml_text
from ._subject import SWITCHED_OFF, commented, conversion_error, option_error, zone_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..dialects import Dialect
    from ..expression import CronExpression

__all__ = ["differences", "from_manifest", "left_aside", "to_manifest"]

CONCURRENCY_POLICIES = ("Allow", "Forbid", "Replace")

_MANIFEST = """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: {name}
spec:
  schedule: {schedule}{zone}
  concurrencyPolicy: {policy}
  jobTemplate:
    spec:
      backoffLimit: 0  # as in cron, what fails is not tried again
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: {container}
              image: {image}{command}"""
_LIKE = "as in registry.example/report:1"
# In a command, $(NAME) is replaced and $$ is $; a lone $ stays as it is.
_EXPANDED = re.compile(r"\$(?=[($])")


def to_manifest(
    text_or_expression: str | CronExpression,
    image: str,
    command: str | Sequence[str] | None = None,
    *,
    name: str,
    concurrency_policy: str = "Allow",
    dialect: str | Dialect = "standard",
    seed: str | None = None,
) -> str:
    r"""Return the manifest, in YAML, of a CronJob that runs *image* when the expression fires.

    *command* is a line for the image's ``/bin/sh``, or a sequence of a program and its arguments, which no
    shell sees; left out, the image's own is run.  *concurrency_policy* is ``"Allow"``, as in cron,
    ``"Forbid"`` or ``"Replace"``.  The expression's zone becomes ``timeZone``; without one, it is the
    controller's.  Where it takes several lines to say an expression, there are as many CronJobs, and a
    number behind their names.  *dialect* and *seed* are for a text, as in `cronexpr.parse`.

    >>> print(to_manifest("0 0 * * *", "busybox", ["echo", "$(date)"], name="echo").splitlines()[-1])
                  command: ["echo", "$$(date)"]

    Raises:
        CronConversionError: the dialect ``kubernetes`` cannot say it, or its zone has no IANA key (KUB001).
        CronOptionError: the name (KUB002), or the image, the command or the policy (KUB003) cannot be used.
        CronSyntaxError, TypeError: as `cronexpr.convert_all`.
    """
    expr = as_expression(text_or_expression, dialect, seed)
    if concurrency_policy not in CONCURRENCY_POLICIES:
        hint = f"known: {', '.join(CONCURRENCY_POLICIES)}"
        raise option_error("KUB003", f"unknown concurrency policy {quote(concurrency_policy)}", hint)
    if not checked_text(image, "the image", "KUB003", f"an image is named {_LIKE}").strip():
        raise option_error("KUB003", "the image is empty", f"name the image to run, {_LIKE}")
    schedules = convert_all(expr, to="kubernetes")
    words = [] if command is None else checked_words(command, "KUB003")
    zone = expr.tz and yaml_text(zone_name(expr.tz, "KUB001", "Kubernetes"))
    kept = [yaml_text(_EXPANDED.sub("$$", word)) for word in words]
    manifests = [
        _MANIFEST.format(
            name=yaml_text(job),
            schedule=yaml_text(schedule),
            zone=f"\n  timeZone: {zone}" if zone else "",
            policy=concurrency_policy,
            container=yaml_text(job.replace(".", "-")),
            image=yaml_text(image),
            command=f"\n              command: [{', '.join(kept)}]" if kept else "",
        )
        for job, schedule in zip(names(CRON_JOB, name, len(schedules)), schedules, strict=True)
    ]
    return "---\n".join([commented(expr, [manifest]) for manifest in manifests])


def differences(expr: CronExpression) -> tuple[Problem, ...]:
    """Return what a CronJob does otherwise than *expr*, as by `cronexpr.converter.differences`."""
    return differences_in(expr, "kubernetes")


def from_manifest(manifest: Mapping[str, Any]) -> CronExpression:
    """Return the expression, of the dialect ``kubernetes``, of a CronJob: *manifest* as JSON has it.

    That is what ``kubectl get cronjob NAME -o json`` prints, read by `json.loads`.  The times that a
    suspended job would run at are its times; `left_aside` tells that it is.

    >>> spec = {"schedule": "0 9 * * 1-5", "timeZone": "Europe/Berlin"}
    >>> from_manifest({"kind": "CronJob", "spec": spec})
    cronexpr.parse('0 9 * * 1-5', dialect='kubernetes', tz='Europe/Berlin')

    Raises:
        CronConversionError: it is no CronJob (KUB010).
        CronSyntaxError: its schedule is no expression.
        CronOptionError: its zone is unknown.
        TypeError: it is no mapping.
    """
    spec = _spec(manifest)
    return parse(spec["schedule"], dialect=get_dialect("kubernetes"), tz=spec.get("timeZone") or None)


def left_aside(manifest: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what `from_manifest` leaves aside: that the CronJob is suspended.

    >>> spec = {"schedule": "0 9 * * 1-5", "suspend": True}
    >>> [note.code for note in left_aside({"kind": "CronJob", "spec": spec})]
    ['KUB011']

    Raises:
        CronConversionError: it is no CronJob (KUB010).
        TypeError: it is no mapping.
    """
    if _spec(manifest).get("suspend") is not True:
        return ()
    return (Problem("KUB011", "warning", f"the CronJob is {SWITCHED_OFF}"),)


def _spec(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what *manifest* says under ``spec``, with a schedule, and perhaps a zone, that is text."""
    if not isinstance(manifest, Mapping):
        raise TypeError(f"manifest must be a mapping, not {type(manifest).__name__}")
    spec = manifest.get("spec")
    known = spec if manifest.get("kind") == "CronJob" and isinstance(spec, dict) else {}
    if not isinstance(known.get("schedule"), str) or not isinstance(known.get("timeZone"), str | None):
        hint = "give what `kubectl get cronjob NAME -o json` prints"
        raise conversion_error("KUB010", "it is no CronJob with a schedule", hint)
    return known
