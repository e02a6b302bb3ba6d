"""Sphinx's configuration."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PyXRefRole
from sphinx.environment import BuildEnvironment
from sphinx.ext.napoleon import Config, GoogleDocstring
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

import cronexpr

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import benchmark_plots
import benchmark_tables

project = "cronexpr"
author = "The cronexpr authors"
copyright = "2026, The cronexpr authors"
release = version = cronexpr.__version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.viewcode"]
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = f"cronexpr {release}"
html_static_path = ["_static"]
html_css_files = ["pictures.css"]

# Single backquotes are for names in code: a link where the name has a place in these pages, else plain code.
default_role = "name"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": False}
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

nitpicky = True
nitpick_ignore_regex = [
    # The build must work without a network, so the standard library's pages cannot be linked.
    ("py:.*", r"(datetime|collections|os|pathlib|typing|types)\..*"),
    ("py:.*", r"(tzinfo|date|datetime|time|timedelta|optional|TypeError|ValueError)"),
    # Nor can those of frameworks.
    ("py:.*", r"(celery|click|django|forms|pydantic_core|rest_framework|schedules|sqlalchemy|wtforms)\..*"),
    ("py:exc", r"ValidationError"),
    # Type aliases and protocols, which signatures call by their bare names.
    ("py:class", r"[A-Z]\w*"),
]


def _read_sections(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    # Napoleon as an extension would take a property's first words, up to a colon, for
    # its type; so it is asked about sections (Raises:) only.
    what = "method" if what in {"attribute", "data", "property"} else what
    lines[:] = GoogleDocstring(lines, Config(), app, what, name, obj, options).lines()


class NameRole(PyXRefRole):
    """A name in code, or other code."""

    NAME = re.compile(r"[^<>]+ <[\w.]+>|~?[A-Za-z_][\w.]*")

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        self.name = "py:obj"
        if self.NAME.fullmatch(self.text):
            return super().run()
        return [nodes.literal(self.rawtext, self.text)], []


def _find_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.Node | None:
    # Pages say `next` and `parse`, which have no module there.
    target = node["reftarget"]
    if node["refdomain"] != "py" or node["reftype"] != "obj":
        return None
    for place in ("cronexpr.", "cronexpr.CronExpression."):
        if found := env.domains.python_domain.objects.get(place + target):
            title = place + target
            return make_refnode(app.builder, node["refdoc"], found.docname, found.node_id, contnode, title)
    # A whole name that leads nowhere is a mistake, and is reported.
    return None if target.startswith("cronexpr.") else contnode


class BenchmarkPlot(SphinxDirective):
    """Plot cases of benchmarks/results, one a line; without any, how far all are from their floors."""

    has_content = True
    option_spec = {"floor": directives.unchanged}  # noqa: RUF012 -- As docutils has it.

    def run(self) -> list[nodes.Node]:
        for path in (benchmark_plots.COMPARED, benchmark_plots.MEASURED):
            self.env.note_dependency(str(path))
        cases = [line.strip().strip("`") for line in self.content if line.strip()]
        floor = self.options.get("floor", "")
        plot = benchmark_plots.comparison(cases, floor) if cases else benchmark_plots.against_floors()
        uri = "data:image/svg+xml;base64," + b64encode(plot.svg.encode()).decode()
        return [nodes.image(uri=uri, alt=plot.words, classes=["plot"])]


class BenchmarkTable(SphinxDirective):
    """One of the tables of tools/benchmark_tables.py; of cases, one a line, where it takes any."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        for path in (benchmark_tables.COMPARED, benchmark_tables.MEASURED, benchmark_tables.GROWN):
            self.env.note_dependency(str(path))
        cases = [line.strip() for line in self.content if line.strip()]
        head, *rows = benchmark_tables.made(self.arguments[0], cases)
        columns = nodes.tgroup(cols=len(head))
        columns += [nodes.colspec(colwidth=1) for _ in head]
        columns += nodes.thead("", _row(head))
        columns += nodes.tbody("", *map(_row, rows))
        return [nodes.table("", columns)]


def _row(cells: list[str]) -> nodes.row:
    return nodes.row("", *[nodes.entry("", nodes.paragraph(text=cell)) for cell in cells])


def setup(app: Sphinx) -> None:
    app.add_role("name", NameRole())
    app.connect("missing-reference", _find_name)
    app.add_directive("benchmark-plot", BenchmarkPlot)
    app.add_directive("benchmark-table", BenchmarkTable)
    app.connect("autodoc-process-docstring", _read_sections)
