"""PAGE-XML, 2009 to 2019: regions with polygons, texts at every level, a stated reading order.

Of region, line and word the lines' own text counts, which is what people correct; then that of the words; a
region's text where there are no lines, or where it holds more words than they do. Of several TextEquiv the
one with the lowest index is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.geometry import Box
from pipeline.ingest import xml
from pipeline.ingest.extracted import Extraction
from pipeline.records import Source
from pipeline.settings import Settings

SUFFIXES = ()  # nothing tells it by name
PAGES = True
ROOTS = ("PcGts", "PAGE")
ORDERED = frozenset({"OrderedGroup", "OrderedGroupIndexed"})
REFERENCES = frozenset({"RegionRef", "RegionRefIndexed"})
GROUPS = ORDERED | {"UnorderedGroup", "UnorderedGroupIndexed"}
PICTURES = frozenset({"ImageRegion", "GraphicRegion", "LineDrawingRegion", "ChartRegion"})


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this is PAGE-XML."""
    return xml.root(head) in ROOTS


def read(data: bytes, *, path: str, settings: Settings) -> Source:
    """The page in `data`.

    Raises:
        UnreadableInput, TooLarge, NoText: as the names say.
    """
    made = Extraction()
    add_pages(made, data, path=path, settings=settings)
    return made.source(data, path=path, media_type="application/vnd.prima.page+xml", reader="page_xml")


def add_pages(made: Extraction, data: bytes, *, path: str, settings: Settings) -> None:
    """Put the page in `data` behind those in `made`."""
    root = xml.parse(data, path=path, settings=settings)
    for page in (e for e in root.iter() if xml.local(e) == "Page"):
        images = [b for e in page.iter() if xml.local(e) in PICTURES and (b := _box(e))]
        made.open_page(_number(page.get("imageWidth")), _number(page.get("imageHeight")), images=images)
        ranks = _stated_order(page)
        for region in _regions(page):
            _region(made, region, ranks)


def _regions(element: etree._Element) -> Iterator[etree._Element]:
    """The regions that may hold text, in the order of the file, those within others after them."""
    for child in element:
        if xml.local(child).endswith("Region"):
            yield child
            yield from _regions(child)


def _region(made: Extraction, region: etree._Element, ranks: dict[str, tuple[int, str]]) -> None:
    order, group = _rank(region, ranks)
    made.open_region(
        _box(region), kind=region.get("type", ""), order=order, group=group, name=region.get("id", "")
    )
    lines = _children(region, "TextLine")
    texts = [_line_text(line) for line in lines]
    own = _text(region)
    if _words(own) > sum(map(_words, texts)) and not _inner_text(region):
        texts = [text for text in own.splitlines() if text.strip()]
        places = lines if len(lines) == len(texts) else []
        for number, text in enumerate(texts):
            made.line(text.split(), box=_box(places[number]) if places else None)
        return
    for line, text in zip(lines, texts, strict=True):
        _line(made, line, text)


def _line(made: Extraction, line: etree._Element, text: str) -> None:
    tokens = text.split()
    if not tokens:
        return
    words = [word for word in _children(line, "Word") if _text(word).split()]
    boxes: list[Box | None] = []
    sure: list[float | None] = []
    if [_text(word).strip() for word in words] == tokens:
        boxes = [_box(word) for word in words]
        sure = [_confidence(word) for word in words]
    size, bold, italic = _style([line, *words])
    made.line(tokens, boxes, sure, box=_box(line), size=size, bold=bold, italic=italic)


def _style(elements: list[etree._Element]) -> tuple[float, bool, bool]:
    """Size and weight of a line, from the first TextStyle in it or its words."""
    for element in elements:
        for style in _children(element, "TextStyle"):
            size = _number(style.get("fontSize"))
            return size, style.get("bold") == "true", style.get("italic") == "true"
    return 0.0, False, False


def _line_text(line: etree._Element) -> str:
    """The text of a line: its own, else that of its words, else that of their glyphs."""
    own = _text(line)
    words = [_text(w) or "".join(map(_text, _children(w, "Glyph"))) for w in _children(line, "Word")]
    return own if own.strip() else " ".join(word.strip() for word in words if word.strip())


def _inner_text(region: etree._Element) -> bool:
    """Whether regions within this one hold text of their own, which its text would repeat."""
    return any(
        _text(e).strip() for child in region for e in child.iter() if xml.local(child).endswith("Region")
    )


def _text(element: etree._Element) -> str:
    """What the first of an element's TextEquiv says, by their index."""
    told = _children(element, "TextEquiv")
    told.sort(key=lambda e: int(i) if (i := e.get("index", "")).isdigit() else -1)
    for equivalent in told:
        for name in ("Unicode", "PlainText"):
            for found in _children(equivalent, name):
                text = "".join(found.itertext())
                if text.strip():
                    return text
    return ""


def _words(text: str) -> int:
    return len(text.split())


def _confidence(word: etree._Element) -> float | None:
    told = _children(word, "TextEquiv")
    value = _number(told[0].get("conf")) if told and told[0].get("conf") else None
    return value if value is not None and value <= 1 else None


def _stated_order(page: etree._Element) -> dict[str, tuple[int, str]]:
    """Rank and group of each region that the reading order names.

    What stands in an ordered group has its ranks, however deep; between the members of an unordered one
    nothing is stated, so each is a group of its own there.
    """
    ranks: dict[str, tuple[int, str]] = {}

    def walk(element: etree._Element, group: str) -> None:
        members = [e for e in element if xml.local(e) in GROUPS | REFERENCES]
        ordered = xml.local(element) in ORDERED
        if ordered:
            members.sort(key=lambda e: int(i) if (i := e.get("index", "")).isdigit() else len(members))
        for number, member in enumerate(members):
            own = group or (element.get("id", "") if ordered else f"{element.get('id', '')}/{number}")
            if member.get("regionRef"):
                ranks.setdefault(member.get("regionRef", ""), (len(ranks), own))
            if xml.local(member) in GROUPS:
                inner = member.get("id", "") or f"{own}/{number}"
                walk(member, group or (own if ordered else inner if xml.local(member) in ORDERED else ""))

    for top in _children(page, "ReadingOrder"):
        walk(top, "")
    return ranks


def _rank(region: etree._Element, ranks: dict[str, tuple[int, str]]) -> tuple[int | None, str]:
    """A region's rank and group; one within another has that of the outer."""
    for element in (region, *region.iterancestors()):
        if element.get("id", "") in ranks:
            return ranks[element.get("id", "")]
    return None, ""


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if xml.local(child) == name]


def _box(element: etree._Element) -> Box | None:
    """The box around an element's polygon, written as `points` (2013 on) or as Point elements."""
    for coords in _children(element, "Coords"):
        pairs = [tuple(pair.split(",")) for pair in coords.get("points", "").split()]
        pairs += [(point.get("x", ""), point.get("y", "")) for point in _children(coords, "Point")]
        try:
            xs, ys = zip(*((float(x), float(y)) for x, y in pairs), strict=True)
        except ValueError:
            continue
        return min(xs), min(ys), max(xs), max(ys)
    return None


def _number(text: str | None) -> float:
    try:
        return max(0.0, float(text or 0))
    except ValueError:
        return 0.0
