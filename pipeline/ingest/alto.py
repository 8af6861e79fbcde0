"""ALTO, versions 1 to 4 and BnF's, with any namespace or none.

Blocks stay in the order of the file, those of the margins included; IDNEXT and ReadingOrder are passed on. A
hyphen (HYP) stands at the end of its line. SUBS_CONTENT, which repeats the whole word on both halves, is
never text: it only tells that the two halves are one word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.geometry import Box
from pipeline.ingest import xml
from pipeline.ingest.extracted import HYPHENS, Extraction
from pipeline.records import Source
from pipeline.settings import Settings

SUFFIXES = (".alto",)
PAGES = True  # a file holds a page of a longer document
MARGINS = {
    "TopMargin": "header",
    "BottomMargin": "footer",
    "LeftMargin": "marginalia",
    "RightMargin": "marginalia",
}
# What blocks are called in TYPE or in the tags of version 2.1 and later, by the name PAGE-XML has for it.
TYPES = {
    "heading": "heading",
    "title": "heading",
    "headline": "heading",
    "subheadline": "heading",
    "header": "header",
    "running title": "header",
    "runningtitle": "header",
    "running-title": "header",
    "footer": "footer",
    "page number": "page-number",
    "page-number": "page-number",
    "pagenumber": "page-number",
    "folio": "page-number",
    "caption": "caption",
    "footnote": "footnote",
    "marginalia": "marginalia",
    "credit": "credit",
    "paragraph": "paragraph",
    "text": "paragraph",
}
Style = tuple[float, bool, bool]  # size, bold, italic


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this is ALTO."""
    return xml.root(head) == "alto"


def read(data: bytes, *, path: str, settings: Settings) -> Source:
    """The page or pages in `data`.

    Raises:
        UnreadableInput, TooLarge, NoText: as the names say.
    """
    made = Extraction()
    add_pages(made, data, path=path, settings=settings)
    return made.source(data, path=path, media_type="application/alto+xml", reader="alto")


def add_pages(made: Extraction, data: bytes, *, path: str, settings: Settings) -> None:
    """Put the pages in `data` behind those in `made`."""
    root = xml.parse(data, path=path, settings=settings)
    names = _Names(root)
    reader = _Reader(made, root, names, data)
    for page in root.iter(names.page):
        label = page.get("PRINTED_IMG_NR")
        made.open_page(
            _number(page.get("WIDTH")),
            _number(page.get("HEIGHT")),
            label=label.strip() or None if label else None,
            images=[b for e in _pictures(page, names) if (b := _box(e))],
        )
        reader.page(page)


class _Names:
    """The names of elements with the namespace of the file."""

    def __init__(self, root: etree._Element) -> None:
        space = str(root.tag)[: -len(xml.local(root))]
        self.space = space
        self.page = space + "Page"
        self.block = space + "TextBlock"
        self.line = space + "TextLine"
        self.string = space + "String"
        self.hyphen = space + "HYP"
        self.style = space + "TextStyle"
        self.illustration = space + "Illustration"
        self.margins = {space + name: kind for name, kind in MARGINS.items()}


class _Reader:
    """Reads the blocks of pages of one file."""

    def __init__(self, made: Extraction, root: etree._Element, names: _Names, data: bytes) -> None:
        self._made, self._names = made, names
        self._styles = _styles(root, names)
        self._styled = b" STYLE=" in data
        self._types = _types(root, names)
        self._ranks = _stated_order(root, names) if b"ReadingOrder" in data else {}
        self._chained = b" IDNEXT=" in data
        self._open_word = ""  # SUBS_CONTENT of the last word of the line before
        self._open_at = 0

    def page(self, page: etree._Element) -> None:
        """All blocks of a page."""
        if self._chained and not self._ranks:
            self._ranks = _chained(page, self._names)
        for block, kind in self._blocks(page, ""):
            order, group = self._ranks.get(block.get("ID", ""), (None, ""))
            name = block.get("ID", "")
            self._made.open_region(_box(block), kind=kind, order=order, group=group, name=name)
            style = self._style(block)
            lines = list(block.iterchildren(self._names.line)) or list(block.iter(self._names.line))
            for line in lines or [block]:
                self._line(line, style)

    def _blocks(self, element: etree._Element, kind: str) -> Iterator[tuple[etree._Element, str]]:
        names = self._names
        for child in element:
            own = self._kind(child) or names.margins.get(child.tag, kind)
            if child.tag == names.block:
                yield child, own
            else:
                yield from self._blocks(child, own)

    def _kind(self, element: etree._Element) -> str:
        tags = [self._types.get(ref, "") for ref in element.get("TAGREFS", "").split()]
        return TYPES.get(element.get("TYPE", "").casefold(), "") or next(filter(None, tags), "")

    def _style(self, element: etree._Element) -> Style | None:
        return self._named(element.get("STYLEREFS", ""))

    def _named(self, refs: str) -> Style | None:
        """The first text style among the names that STYLEREFS holds."""
        return next((self._styles[ref] for ref in refs.split() if ref in self._styles), None)

    def _line(self, line: etree._Element, style: Style | None) -> None:
        names = self._names
        told = [(t, w) for w in line.iterchildren(names.string) if (t := w.get("CONTENT", "").strip())]
        if not told:
            return
        texts, strings = map(list, zip(*told, strict=True))
        boxes: list[Box | None]
        try:  # a page has thousands of words; asked one by one whether they are whole they take twice as long
            boxes = [
                (left, top, left + float(get("WIDTH")), top + float(get("HEIGHT")))
                for get in [word.get for word in strings]
                for left, top in ((float(get("HPOS")), float(get("VPOS"))),)
            ]
        except (TypeError, ValueError):
            boxes = [_box(word) for word in strings]
        sure: list[float | None]
        try:
            sure = [float(word.get("WC")) for word in strings]
        except (TypeError, ValueError):
            sure = [_share(word.get("WC")) for word in strings]
        hyphen = line.find(names.hyphen)
        if hyphen is not None and texts[-1][-1] not in HYPHENS:
            texts[-1] += hyphen.get("CONTENT") or "-"
        size, bold, italic = self._usual_style(strings, self._style(line) or style)
        end = self._made.line(texts, boxes, sure, box=_box(line), size=size, bold=bold, italic=italic)
        self._joins(strings[0], strings[-1], texts[-1], end)

    def _usual_style(self, strings: Sequence[etree._Element], style: Style | None) -> Style:
        """The style that most words of a line have; `style` is that of the line."""
        plain = style or (0.0, False, False)
        if not (self._styles or self._styled):
            return plain
        told = [(word.get("STYLEREFS", ""), word.get("STYLE", "")) for word in strings]
        refs, written = max(dict.fromkeys(told), key=told.count)
        size, bold, italic = self._named(refs) or plain
        return size, bold or "bold" in written, italic or "italic" in written

    def _joins(self, first: etree._Element, last: etree._Element, text: str, end: int) -> None:
        """Note where a word goes on in this line, by what is said on either half."""
        told = first.get("SUBS_TYPE") == "HypPart2" or bool(first.get("SUBS_CONTENT"))
        if self._open_at and (told or self._open_word):
            content = first.get("SUBS_CONTENT") or self._open_word
            if first.get("SUBS_TYPE") == "HypPart2" or content.endswith(first.get("CONTENT", "\0").strip()):
                self._made.joined.add(self._open_at)
        opens = last.get("SUBS_TYPE") != "HypPart2" or last is not first
        self._open_word = last.get("SUBS_CONTENT") or "" if opens else ""
        self._open_at = end - len(text) + len(text.rstrip(HYPHENS))


def _styles(root: etree._Element, names: _Names) -> dict[str, Style]:
    return {
        style.get("ID", ""): (
            _number(style.get("FONTSIZE")),
            "bold" in style.get("FONTSTYLE", ""),
            "italic" in style.get("FONTSTYLE", ""),
        )
        for parent in root.iterchildren(names.space + "Styles")
        for style in parent.iterchildren(names.style)
    }


def _types(root: etree._Element, names: _Names) -> dict[str, str]:
    parents = root.iterchildren(names.space + "Tags")
    return {tag.get("ID", ""): TYPES.get(tag.get("LABEL", "").casefold(), "") for p in parents for tag in p}


def _stated_order(root: etree._Element, names: _Names) -> dict[str, tuple[int | None, str]]:
    """Rank and group of each block, from ReadingOrder (version 4.3)."""
    ranks: dict[str, tuple[int | None, str]] = {}
    for top in root.iter(names.space + "ReadingOrder"):
        for group in top.iter(names.space + "OrderedGroup"):
            for ref in group.iter(names.space + "ElementRef"):
                ranks.setdefault(ref.get("REF", ""), (len(ranks), group.get("ID", "")))
    return ranks


def _chained(page: etree._Element, names: _Names) -> dict[str, tuple[int | None, str]]:
    """Rank and group of each block that IDNEXT chains to others; a chain is a group."""
    following = {b.get("ID", ""): b.get("IDNEXT", "") for b in page.iter(names.block) if b.get("IDNEXT")}
    ranks: dict[str, tuple[int | None, str]] = {}
    for start in following.keys() - set(following.values()):
        at = start
        while at and at not in ranks:
            ranks[at] = (len(ranks), start)
            at = following.get(at, "")
    return ranks


def _pictures(element: etree._Element, names: _Names) -> Iterator[etree._Element]:
    """The illustrations below an element; they stand among the blocks and not within them."""
    for child in element:
        if child.tag == names.illustration:
            yield child
        elif child.tag != names.block:
            yield from _pictures(child, names)


def _share(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _box(element: etree._Element) -> Box | None:
    get = element.get
    try:
        left, top = float(get("HPOS", "")), float(get("VPOS", ""))
        return left, top, left + float(get("WIDTH") or 0), top + float(get("HEIGHT") or 0)
    except ValueError:
        return None


def _number(text: str | None) -> float:
    try:
        return max(0.0, float(text or 0))
    except ValueError:
        return 0.0
