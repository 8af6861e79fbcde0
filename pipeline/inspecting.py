"""What the reader understood of each page, as SVG: boxes by kind, the order as numbers, edits marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.cleaned import Cleaned
from pipeline.geometry import Box, Geometry, Sheet, hull
from pipeline.records import Kind, Range, Source

COLOURS = {
    Kind.TITLE: "#b30000",
    Kind.HEADING: "#e34a33",
    Kind.BYLINE: "#8c6d31",
    Kind.LEAD: "#e6a000",
    Kind.BODY: "#3182bd",
    Kind.BULLET: "#2ca25f",
    Kind.VIGNETTE: "#756bb1",
    Kind.PULL_QUOTE: "#c51b8a",
    Kind.CAPTION: "#008080",
    Kind.RUNNING_HEAD: "#888888",
    Kind.REFERENCE: "#636363",
    Kind.BOX: "#9e9ac8",
    Kind.FOOTNOTE: "#a6761d",
}
GONE, EDITED, DOUBTFUL, REPORTED = "#888888", "#d7191c", "#fdae61", "#7b3294"
SCREEN = 1200  # pixels: the height at which a page is shown


def pages(source: Source, articles: Sequence[Cleaned]) -> Iterator[tuple[int, str]]:
    """Number and SVG of each page of a source, with the paragraphs and edits of its articles.

    A source without places on pages gives none.
    """
    geometry = source.geometry
    if geometry is None:
        return
    shapes: dict[int, list[str]] = {}
    number = 0
    for cleaned in articles:
        for paragraph in cleaned.structure.paragraphs:
            number += 1
            ranges = cleaned.text.to_base(paragraph.start, paragraph.end)
            text = cleaned.text.string[paragraph.start : paragraph.end]
            for page, drawn in _paragraph(geometry, ranges, paragraph.kind, number, text):
                shapes.setdefault(page, []).append(drawn)
        for line in cleaned.edits:
            if "places" in line:
                continue
            for place in line["raw"].get("boxes", ()):
                shapes.setdefault(place["page"], []).append(_edit(line, tuple(place["box"])))
    for sheet in geometry.sheets:
        if sheet.width and sheet.height:
            yield sheet.number, _svg(sheet, shapes.get(sheet.number, ()))


def _paragraph(
    geometry: Geometry, ranges: Sequence[Range], kind: Kind, number: int, text: str
) -> Iterator[tuple[int, str]]:
    """What is drawn of a paragraph: a box for each stretch of lines that stand together, with its number."""
    colour = COLOURS[kind]
    stretches: list[tuple[int, list[Box]]] = []
    for page, box in geometry.boxes(ranges):
        last = stretches[-1] if stretches else None
        if last and last[0] == page and _below(last[1][-1], box):
            last[1].append(box)
        else:
            stretches.append((page, [box]))
    for part, (page, boxes) in enumerate(stretches):
        left, top, right, bottom = hull(boxes)
        told = quoteattr(f"{kind.value} {number}")
        title = f"{kind.value} {number}: {text[:200]}"
        size = max(6.0, min(b[3] - b[1] for b in boxes))
        label = f"{number}" + (chr(ord("a") + part) if len(stretches) > 1 and part < 26 else "")
        yield (
            page,
            f"<g class={told}><title>{escape(title)}</title>"
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
            f'fill="{colour}" fill-opacity="0.12" stroke="{colour}" stroke-width="{size / 12:.2f}"/>'
            f'<text x="{left:.1f}" y="{top:.1f}" font-size="{size:.1f}" fill="{colour}" '
            f'text-anchor="end">{label}</text></g>',
        )


def _below(a: Box, b: Box) -> bool:
    height = max(a[3] - a[1], 1e-6)
    shared = min(a[2], b[2]) - max(a[0], b[0])
    beside = abs((a[1] + a[3]) - (b[1] + b[3])) < height and b[0] - a[2] < 2 * height
    return beside or (shared > 0 and -height < b[1] - a[3] < 2 * height)


def _edit(line: Mapping[str, Any], box: Box) -> str:
    gone = line["applied"] and str(line["rule"]).startswith("blocks/")
    colour = (
        GONE if gone else EDITED if line["applied"] else REPORTED if line["safety"] == "report" else DOUBTFUL
    )
    left, top, right, bottom = box
    title = f"{line['rule']}: {line['before']!r} → {line['after']!r}"
    return (
        f"<g class={quoteattr('edit ' + str(line['safety']))}><title>{escape(title[:300])}</title>"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'fill="{colour}" fill-opacity="{0.25 if gone else 0.0}" stroke="{colour}" '
        'stroke-dasharray="3 2"/></g>'
    )


def _svg(sheet: Sheet, shapes: Sequence[str]) -> str:
    scale = SCREEN / sheet.height
    frames = [_rect(box, "#999999", "none") for box in sheet.frames]
    images = [_rect(box, "#cccccc", "#eeeeee") for box in sheet.images]
    words = [w.box for region in sheet.regions for line in region.lines for w in line.words]
    body = "\n".join([*images, *frames, *(_rect(box, "#dddddd", "none") for box in words), *shapes])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width * scale:.0f}" height="{SCREEN}" '
        f'viewBox="0 0 {sheet.width:.1f} {sheet.height:.1f}" font-family="sans-serif">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )


def _rect(box: Box, stroke: str, fill: str) -> str:
    left, top, right, bottom = box
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="0.1%"/>'
    )
