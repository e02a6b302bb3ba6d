"""What a notebook shows of an expression: its explanation and its week as HTML, with nothing to fetch."""

from __future__ import annotations

from html import escape

from ._explanation import explain, why_none
from .errors import render
from .pictures import week_svg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ._explanation import Explanation
    from .expression import CronExpression

_CELL = '<td style="text-align: left">{}</td>'


def to_html(expr: CronExpression, now: datetime) -> str:
    """Return *expr* explained at the moment *now*, as HTML; it never raises.

    All that comes from outside is escaped, the names of zones and dialects too.
    """
    source = f"<code>{escape(expr.source)}</code>"
    try:
        return f"<div>{source}{_body(explain(expr, now), now)}</div>"
    except Exception:  # noqa: BLE001 -- A zone of somebody else's making may raise anything.
        return f"<div>{source}</div>"


def _body(explanation: Explanation, now: datetime) -> str:
    expr = explanation.expr
    dialect = "" if expr.dialect.name == "standard" else f" ({escape(expr.dialect.name)})"
    occurrences = _table(explanation.occurrence_rows()) or f"<p>{escape(why_none(expr))}</p>"
    seen = escape(now.isoformat(" ", "seconds"))
    problems = [f"<pre>{escape(render(problem, expr.source))}</pre>" for problem in explanation.problems]
    return "".join(
        [
            f"{dialect}<p><strong>{escape(explanation.description)}</strong></p>",
            week_svg(expr, heading=False) if expr.is_satisfiable else "",
            _table(explanation.field_rows()),
            f"<p>After {seen}:</p>{occurrences}",
            *problems,
        ]
    )


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["".join([_CELL.format(escape(cell)) for cell in row]) for row in rows]
    return f"<table>{''.join([f'<tr>{line}</tr>' for line in lines])}</table>" if lines else ""
