"""Plots as inline SVG, drawn by pygal; colours, fonts and dark mode come from the page's style sheet."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pygal
from markupsafe import Markup

# pygal's finder of plugins, of which we have none, would make each later import of anything warn.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # pygal's holds the day, and outputs hold no clock
WIDTH, LINE = 640, 26  # pixels of the drawing, which the page scales
MOST = 15  # bars of a plot


def bars(title: str, values: Mapping[str, float], *, most: float | None = None) -> Markup:
    """Horizontal bars, the longest on top."""
    longest = sorted(values.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    height = 110 + LINE * len(longest)
    chart = pygal.HorizontalBar(**_options(title, height), range=(0, most) if most else None)
    chart.x_labels = [name for name, _ in reversed(longest)]
    chart.add("", [value for _, value in reversed(longest)])
    return _drawn(chart)


def shares(title: str, series: Mapping[str, Sequence[float]]) -> Markup:
    """How many of the values, 0 to 1, lie in each tenth; one colour a series."""
    chart = pygal.Bar(**_options(title, 300) | {"show_legend": len(series) > 1, "legend_at_bottom": True})
    chart.x_labels = [f"{tenth / 10:.1f}" for tenth in range(10)]
    highest = 1
    for name, values in series.items():
        counts = [0] * 10
        for value in values:
            counts[min(9, max(0, int(value * 10)))] += 1
        chart.add(name, counts)
        highest = max(highest, *counts)
    chart.y_labels = range(0, highest + 1, max(1, highest // 5))
    return _drawn(chart)


def _options(title: str, height: int) -> dict[str, Any]:
    return {
        "title": title,
        "css": [],
        "js": [],
        "width": WIDTH,
        "height": height,
        "show_legend": False,
        "print_values": True,
        "print_values_position": "top",
        "print_zeroes": False,
        "disable_xml_declaration": True,
        "no_data_text": "–",
    }


def _drawn(chart: Any) -> Markup:
    """The drawing without its style, script and tooltip, which no content security policy would let in."""
    chart.uuid = "plot"
    chart.add_xml_filter(_bare)
    return Markup(COMMENT.sub("", chart.render(is_unicode=True)).replace(' id="chart-plot"', ' role="img"'))


def _bare(root: Any) -> Any:
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if tag in ("defs", "style", "script") or "tooltip-overlay" in (child.get("class") or ""):
                parent.remove(child)
    return root
