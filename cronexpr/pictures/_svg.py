"""Drawing: elements of SVG as text, escaped, and the frame that all pictures share.

A picture stands by itself: no script, nothing to fetch.  Colours of the light scheme are
attributes, so that it is drawn right where style sheets are not read; those of the dark scheme are
in a style sheet whose selectors reach no further than the picture.
"""

from __future__ import annotations

from html import escape as escape_markup

from ..errors import escape as escape_letters
from ._words import lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..expression import CronExpression

WIDTH = 452
LEFT = 56
MARGIN = 12
LINE = 15
_LETTERS_A_LINE = 68
_CODE_LETTERS_A_LINE = 54

# One hue, told apart by lightness alone: text has a contrast of at least 4.5 to the
# paper, and marks of at least 3 to an empty cell (WCAG 2.2, 1.4.3 and 1.4.11).
LIGHT = {
    "paper": "#ffffff",
    "ink": "#1c2430",
    "soft": "#566070",
    "cell": "#eef1f5",
    "rest": "#dfe4ea",
    "mark": "#1f5fbf",
}
DARK = {
    "paper": "#12161c",
    "ink": "#e8edf4",
    "soft": "#9ba6b5",
    "cell": "#232a34",
    "rest": "#303945",
    "mark": "#6fa8ff",
}


def clean(text: str) -> str:
    """Return *text* fit for SVG's content and attributes, whatever is in it."""
    # XML 1.0 has no place for most control characters, not even escaped.
    return escape_markup(escape_letters(text))


def element(name: str, *content: str, **attributes: object) -> str:
    """Return an element with *attributes*, whose names have ``_`` for ``-`` (``class_``: ``class``).

    *content* is markup already.
    """
    given = [
        f' {key.rstrip("_").replace("_", "-")}="{clean(str(value))}"' for key, value in attributes.items()
    ]
    opened = f"<{name}{''.join(given)}"
    return f"{opened}>{''.join(content)}</{name}>" if content else f"{opened}/>"


def group(ink: str, *content: str) -> str:
    """Return a group filled with *ink*, a key of `LIGHT`; nothing where there is no *content*."""
    return element("g", *content, class_=ink, fill=LIGHT[ink]) if any(content) else ""


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """Return *words* on the line *y*."""
    return element("text", clean(words), x=x, y=y, **attributes)


def boxes(corners: Iterable[tuple[float, float, float, float]]) -> str:
    """Return one path of boxes, each (x, y, width, height)."""
    path = "".join([f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z" for x, y, width, height in corners])
    return _path(path)


def frames(corners: Iterable[tuple[float, float, float, float]], thickness: float) -> str:
    """Return one path of frames, *thickness* wide on the inside of boxes, each (x, y, width, height)."""
    path = ""
    for x, y, width, height in corners:
        inner, down = width - 2 * thickness, height - 2 * thickness
        path += f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"
        path += f"M{x + thickness:g} {y + thickness:g}v{down:g}h{inner:g}v{-down:g}z"
    return _path(path)


def _path(path: str) -> str:
    # Numbers and letters of our own need no escaping, and there are thousands.
    return f'<path d="{path}"/>' if path else ""


def label(y: float, words: str) -> str:
    """Return the name of a row."""
    return text(LEFT - 8, y, words, text_anchor="end")


def notes(lines: list[str], y: float) -> str:
    """Return *lines* of small print, the first on the line *y*."""
    return group("soft", *[text(MARGIN, y + LINE * n, line) for n, line in enumerate(lines)])


def grid(
    kind: str,
    expr: CronExpression,
    title: str,
    told: list[str],
    heading: bool,
    height: float,
    names: Callable[[float], list[str]],
    rows: Callable[[float], list[str]],
) -> str:
    """Return a picture of *expr*, perhaps with a *heading*, and what is *told* below it.

    *names* returns the names of columns on a line, and *rows* what is drawn from one on, *height* in all.
    """
    said = expr.describe()
    lines = lines_of(said, _LETTERS_A_LINE, 2)
    top = 34 + LINE * len(lines) if heading else 0
    head = [group("ink", _code(expr)), notes(lines, 40)] if heading else []
    small = [line for note in told for line in lines_of(note, _LETTERS_A_LINE, 3)]
    bottom = top + 24 + height
    body = [*head, group("soft", *names(top + 16)), *rows(top + 24), notes(small, bottom + 14)]
    return picture(kind, bottom + 10 + LINE * len(small), title, ". ".join([said, *told]) + ".", body)


def _code(expr: CronExpression) -> str:
    (source,) = lines_of(escape_letters(expr.source), _CODE_LETTERS_A_LINE, 1)
    return text(MARGIN, 22, source, font_family="ui-monospace, monospace", font_size=13, font_weight="bold")


def picture(
    kind: str, height: float, title: str, description: str, body: Iterable[str], width: float = WIDTH
) -> str:
    """Return the whole picture: *body* on paper, with *title* and *description* for those who hear it."""
    name = f"cronexpr-{kind}"
    dark = "".join([f"svg.{name} .{ink}{{fill:{colour}}}" for ink, colour in DARK.items()])
    style = f"svg.{name}{{max-width:100%;height:auto}}@media(prefers-color-scheme:dark){{{dark}}}"
    paper = element(
        "rect", class_="paper", fill=LIGHT["paper"], width=f"{width:g}", height=f"{height:g}", rx=6
    )
    return element(
        "svg",
        element("title", clean(title)),
        element("desc", clean(description)),
        element("style", style),
        paper,
        *body,
        xmlns="http://www.w3.org/2000/svg",
        class_=name,
        role="img",
        width=f"{width:g}",
        height=f"{height:g}",
        viewBox=f"0 0 {width:g} {height:g}",
        font_family="system-ui, sans-serif",
        font_size=11,
    )
