"""A form that helps: what a schedule means, when it runs, what is wrong with it and what to write instead.

Everything about schedules comes from `cronexpr.forms`; here is only what any Flask application has.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import available_timezones

from flask import Flask, Response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

import cronexpr
from cronexpr.forms import preview, validate
from cronexpr.integrations.wtforms import CronField
from cronexpr.pictures import week_svg

if TYPE_CHECKING:
    from collections.abc import Mapping

# What this form asks of a schedule, beyond being one.
RULES: dict[str, Any] = {"min_interval": timedelta(minutes=5), "must_fire": True}

ZONES = ["UTC", *sorted(key for key in available_timezones() if "/" in key and not key.startswith("Etc/"))]

EXAMPLES = ("30 9 * * mon-fri", "*/15 9-17 * * *", "0 0 L * *", "0 7 * * mon#1")

# Nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

app = Flask(__name__)
app.add_template_filter(cronexpr.describe, "sentence")
app.config["MAX_CONTENT_LENGTH"] = 64 * 1024


class ScheduleForm(Form):
    """The fields are called as the arguments of `preview` are, so that its problems find them."""

    text = CronField("Schedule", **RULES)
    tz = StringField("Time zone", default="UTC")


@app.get("/")
def show() -> str:
    """Show the form, empty or with what the address says; nothing is saved."""
    return form_page(given(request.args))


@app.post("/")
def save() -> Any:
    """Take the schedule, or show what is wrong with it."""
    values = given(request.form)
    form = ScheduleForm(values)
    if not (form.validate() and answer_to(values)["valid"]):
        return form_page(values), 422
    # Here an application would keep `form.text.data.replace(tz=form.tz.data)`, or the two texts.
    return redirect(address_of("saved", values), 303)


@app.get("/saved")
def saved() -> Any:
    """Confirm what was taken."""
    values = given(request.args)
    answer = answer_to(values)
    if not answer["valid"]:
        return redirect(address_of("show", values))
    return render_template("saved.html", values=values, answer=answer)


@app.post("/preview")
def preview_as_json() -> dict[str, Any]:
    """Answer while the user types."""
    return answer_to(given(request.form))


@app.get("/week.svg")
def week() -> Response:
    """Draw the week of a schedule."""
    try:
        expr = validate(request.args.get("text", ""))
    except cronexpr.CronError:
        return Response(status=404)
    return Response(week_svg(expr, heading=False), mimetype="image/svg+xml")


@app.after_request
def keep_strangers_out(response: Response) -> Response:
    """Let the browser run, load and frame nothing but what is ours."""
    # The style sheet inside a picture is its own, and reaches no further.
    is_picture = response.mimetype == "image/svg+xml"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox" if is_picture else POLICY
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def given(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return the fields that were *sent*; of two values, the last: an offer follows what it is to replace."""
    return MultiDict({name: sent.getlist(name)[-1] for name in ("text", "tz") if name in sent})


def answer_to(values: Mapping[str, str]) -> dict[str, Any]:
    """Return what `preview` says of *values*, and the address of the picture, if there is one."""
    text = values.get("text", "")
    answer = preview(text, tz=values.get("tz", "UTC"), **RULES)
    picture = url_for("week", text=text) if answer["occurrences"] else None
    return answer | {"picture": picture}


def address_of(page: str, values: MultiDict[str, str]) -> str:
    """Return the address of *page* about *values*."""
    return f"{url_for(page)}?{urlencode(values.to_dict())}"


def form_page(values: MultiDict[str, str]) -> str:
    """Return the form with *values* in it, and the answer to them, if there are any."""
    answer = answer_to(values) if values else None
    form = ScheduleForm(values)
    return render_template("form.html", form=form, answer=answer, zones=ZONES, examples=EXAMPLES)


if __name__ == "__main__":
    app.run()
