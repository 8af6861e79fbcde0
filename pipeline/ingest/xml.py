"""The one XML parser: no entities, no network, no DTD, and limits.

Entities are refused before anything is parsed: no format of OCR needs them, and they are what files use that
want to fill the memory or to read what is not theirs. The number of tags is counted first as well, since a
tree takes some fifty times the room of the shortest tags. libxml2's own limits (depth 256, 10 MB in one text
or attribute) stay on.
"""

from __future__ import annotations

import codecs

import regex
from lxml import etree, html

from pipeline.errors import TooLarge, UnreadableInput
from pipeline.settings import Settings

HEAD = 1 << 16  # bytes that tell what a file is
ROOT = regex.compile(r"<(?![?!])(?:[\w.-]++:)?+([\w.-]++)")
ASIDE = regex.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[\]>]|\[.*?\])*+>", regex.DOTALL)
DECLARED = regex.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def root(head: bytes) -> str:
    """The local name of the root element, from the first bytes of a file; "" where it is no XML or HTML."""
    codec = next((name for mark, name in WIDE.items() if head.startswith(mark)), "utf-8")
    text = head[:HEAD].decode(codec, errors="ignore").lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return ""
    match = ROOT.match(ASIDE.sub("", text).lstrip())
    return str(match[1]) if match else ""


def parse(data: bytes, *, path: str, settings: Settings) -> etree._Element:
    """The root element of the XML in `data`, without comments and processing instructions.

    Raises:
        UnreadableInput: no well-formed XML, or it declares entities.
        TooLarge: more tags than `settings.max_elements`.
    """
    _check(data, path=path, settings=settings)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        # Without ids it is quicker, and no format needs them; but then lxml asks for the DTD that is named.
        collect_ids=b"<!DOCTYPE" in data[:HEAD].replace(b"\0", b""),
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
    )
    try:
        found: etree._Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableInput(f"{path}: broken XML ({error}).") from error
    return found


def parse_html(data: bytes, *, path: str, settings: Settings) -> etree._Element:
    """The root element of the HTML or XHTML in `data`, which need not be well-formed.

    Raises:
        UnreadableInput, TooLarge: as `parse`.
    """
    _check(data, path=path, settings=settings)
    declared = DECLARED.match(data.lstrip(codecs.BOM_UTF8)[:200])
    encoding = declared[1].decode() if declared else "utf-8"
    try:
        parser = html.HTMLParser(
            encoding=encoding, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        found: etree._Element = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableInput(f"{path}: broken HTML ({error}).") from error
    return found


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _check(data: bytes, *, path: str, settings: Settings) -> None:
    narrow = data.replace(b"\0", b"") if data[:2] in WIDE or b"\0" in data[:4] else data
    if b"<!ENTITY" in narrow:
        raise UnreadableInput(f"{path}: it declares XML entities, which helder never expands.")
    tags = narrow.count(b"<")
    if tags > 2 * settings.max_elements:  # most elements have an end tag
        raise TooLarge(f"{path}: {tags:,} tags, the limit max_elements is {settings.max_elements:,}.")
