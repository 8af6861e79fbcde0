"""Readers of files that tell of pages: what is read, in which order, and how broken files end."""

from __future__ import annotations

import gzip
import io
import itertools
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline import flow, inspecting
from pipeline.errors import (
    InputFault,
    MissingPage,
    NoText,
    TooLarge,
    UnknownType,
    UnreadableInput,
)
from pipeline.geometry import Geometry, PrintedLine, Region, Sheet, Word
from pipeline.ingest import files, pdfium
from pipeline.layout.printed import ordered
from pipeline.records import Kind, Source
from pipeline.repair import restore
from pipeline.settings import Settings

sys.path.append(str(Path(__file__).parent.parent / "scripts" / "samples"))
import overprint

SETTINGS = Settings()


def read(folder: Path, name: str, data: bytes | str, **options: object) -> Source:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    [found] = files.find([path]).inputs
    return files.read(found, Settings(**options))  # type: ignore[arg-type]


def paragraphs(source: Source) -> list[tuple[Kind, str]]:
    cleaned = flow.clean(source, SETTINGS)
    string = cleaned.text.string
    assert restore.input_bytes(string, cleaned.ledger) == source.text.encode()
    return [(p.kind, string[p.start : p.end]) for p in cleaned.structure.paragraphs]


# --- ALTO --------------------------------------------------------------------------------------------

SCHEMAS = {
    "v1": 'xmlns="http://schema.ccs-gmbh.com/ALTO"',
    "none": "",
    "v2": 'xmlns="http://www.loc.gov/standards/alto/ns-v2#"',
    "v3": 'xmlns="http://www.loc.gov/standards/alto/ns-v3#"',
    "v4": 'xmlns="http://www.loc.gov/standards/alto/ns-v4#"',
    "BnF": 'xmlns="http://bibnum.bnf.fr/ns/alto_prod"',
}


def string(text: str, row: int, at: int, more: str = "") -> str:
    return f'<String CONTENT="{text}" HPOS="{at * 100}" VPOS="{row * 30}" WIDTH="90" HEIGHT="20" {more}/>'


def alto(lines: list[list[str]], schema: str = "", block: str = "") -> str:
    rows = "".join(
        f'<TextLine HPOS="0" VPOS="{n * 30}" WIDTH="900" HEIGHT="20">{"<SP/>".join(line)}</TextLine>'
        for n, line in enumerate(lines)
    )
    return (
        f"<alto {schema}><Styles><TextStyle ID='b' FONTSIZE='9' FONTSTYLE='bold'/></Styles><Layout>"
        f"<Page ID='p' WIDTH='1000' HEIGHT='1400' PRINTED_IMG_NR='12'><PrintSpace>"
        f"<TextBlock ID='t' HPOS='0' VPOS='0' WIDTH='900' HEIGHT='900' {block}>{rows}</TextBlock>"
        f"</PrintSpace></Page></Layout></alto>"
    )


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_alto_of_each_version(schema: str, tmp_path: Path) -> None:
    first = [string("Kinderen", 0, 1, 'WC="0.8" CC="00000000"'), string("leren", 0, 2, 'STYLE="bold"')]
    source = read(tmp_path, "page.xml", alto([first, [string("lezen.", 1, 1)]], schema))
    assert source.text == "Kinderen leren\nlezen.\n"
    assert source.reader == "alto"
    assert source.pages[0].label == "12"
    geometry = source.geometry
    assert geometry is not None
    assert geometry.boxes([(9, 14)]) == [(1, (200.0, 0.0, 290.0, 20.0))]
    assert geometry.confidences() == [(0, 0.8)]


# What stands in the first line, what in the second, and what the words are.
BREAKS = {
    "both halves and HYP": (
        string("onder", 0, 1, 'SUBS_TYPE="HypPart1" SUBS_CONTENT="onderwijs"') + '<HYP CONTENT="-"/>',
        string("wijs", 1, 1, 'SUBS_TYPE="HypPart2" SUBS_CONTENT="onderwijs"'),
        "het onderwijs is",
    ),
    "no hyphen at all": (
        string("onder", 0, 1, 'SUBS_TYPE="HypPart1" SUBS_CONTENT="onderwijs"'),
        string("wijs", 1, 1, 'SUBS_TYPE="HypPart2" SUBS_CONTENT="onderwijs"'),
        "het onderwijs is",
    ),
    "told on one half": (
        string("onder", 0, 1, 'SUBS_CONTENT="onderwijs"'),
        string("wijs", 1, 1),
        "het onderwijs is",
    ),
    "a hyphen of its own, lost in SUBS_CONTENT": (
        string("sociaal", 0, 1, 'SUBS_TYPE="HypPart1" SUBS_CONTENT="sociaalemotioneel"')
        + '<HYP CONTENT="-"/>',
        string("emotioneel", 1, 1, 'SUBS_TYPE="HypPart2" SUBS_CONTENT="sociaalemotioneel"'),
        "het sociaal-emotioneel is",
    ),
    "a whole word misread in SUBS_CONTENT": (
        string("onder", 0, 1, 'SUBS_TYPE="HypPart1" SUBS_CONTENT="ondervvijs"') + '<HYP CONTENT="-"/>',
        string("wijs", 1, 1, 'SUBS_TYPE="HypPart2" SUBS_CONTENT="ondervvijs"'),
        "het onderwijs is",
    ),
    "suspended, joined in SUBS_CONTENT": (
        string("taal", 0, 1, 'SUBS_CONTENT="taalen"') + '<HYP CONTENT="-"/>',
        string("en", 1, 1, 'SUBS_CONTENT="taalen"') + "<SP/>" + string("rekenles", 1, 2),
        "het taal- en rekenles is",
    ),
    "the hyphen twice": (
        string("onder-", 0, 1) + '<HYP CONTENT="-"/>',
        string("wijs", 1, 1),
        "het onderwijs is",
    ),
    "a soft hyphen before what looks like a conjunction": (
        string("moe", 0, 1) + '<HYP CONTENT="&#173;"/>',
        string("dig", 1, 1),
        "het moedig is",
    ),
}


@pytest.mark.parametrize(("first", "second", "clean"), BREAKS.values(), ids=BREAKS)
def test_alto_hyphenation(first: str, second: str, clean: str, tmp_path: Path) -> None:
    source = read(tmp_path, "a.xml", alto([[string("het", 0, 0), first], [second, string("is", 1, 5)]]))
    assert paragraphs(source) == [(Kind.BODY, clean)]


# --- PAGE --------------------------------------------------------------------------------------------


def page_xml(body: str, order: str = "", schema: str = "2019-07-15") -> str:
    return (
        f'<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/{schema}"><Metadata/>'
        f'<Page imageFilename="x.tif" imageWidth="1000" imageHeight="1000">{order}{body}</Page></PcGts>'
    )


def region(name: str, top: int, text: str, *, left: int = 0, kind: str = "paragraph", inner: str = "") -> str:
    points = f"{left},{top} {left + 300},{top} {left + 300},{top + 40} {left},{top + 40}"
    told = f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv>" if text else ""
    return f'<TextRegion id="{name}" type="{kind}"><Coords points="{points}"/>{inner}{told}</TextRegion>'


WORDS = (
    '<TextLine id="l"><Coords points="0,0 300,40"/>'
    '<Word id="w1"><Coords points="0,0 100,40"/>'
    '<TextEquiv conf="0.5"><Unicode>Twee</Unicode></TextEquiv></Word>'
    '<Word id="w2"><Coords points="110,0 200,40"/><TextEquiv><Unicode>woorden</Unicode></TextEquiv></Word>'
    "</TextLine>"
)
CHOICES = (
    '<TextLine id="l"><Coords points="0,0 300,40"/><TextEquiv index="1"><Unicode>Fout</Unicode></TextEquiv>'
    '<TextEquiv index="0"><Unicode>Goed</Unicode></TextEquiv></TextLine>'
)
PAGES = {
    "no lines": (region("a", 0, "Eén zin\nin twee regels."), "Eén zin\nin twee regels.\n"),
    "words only": (region("a", 0, "", inner=WORDS), "Twee woorden\n"),
    "several readings": (region("a", 0, "Fout", inner=CHOICES), "Goed\n"),
    "regions within a region": (
        region("a", 0, "Boven Onder", inner=region("b", 0, "Boven") + region("c", 60, "Onder")),
        "Boven\n\nOnder\n",
    ),
    "Point elements": (
        '<TextRegion id="a"><Coords><Point x="1" y="2"/><Point x="3" y="4"/></Coords><TextEquiv><PlainText/>'
        "<Unicode>Oud</Unicode></TextEquiv></TextRegion>",
        "Oud\n",
    ),
    "no place": (
        '<TextRegion id="a"><TextEquiv><Unicode>Waar?</Unicode></TextEquiv></TextRegion>',
        "Waar?\n",
    ),
}


@pytest.mark.parametrize(("body", "text"), PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("schema", ["2010-03-19", "2013-07-15", "2019-07-15"])
def test_page_xml(body: str, text: str, schema: str, tmp_path: Path) -> None:
    assert read(tmp_path, "p.xml", page_xml(body, schema=schema)).text == text


def test_stated_order_is_kept_and_what_is_not_stated_is_laid_out(tmp_path: Path) -> None:
    group = '<OrderedGroup id="{}">{}</OrderedGroup>'
    refs = '<RegionRefIndexed regionRef="{}" index="1"/><RegionRefIndexed regionRef="{}" index="0"/>'
    order = (
        '<ReadingOrder><UnorderedGroup id="u">'
        + group.format("low", refs.format("c", "d"))
        + group.format("high", refs.format("a", "b"))
        + "</UnorderedGroup></ReadingOrder>"
    )
    texts = {"c": "Dit is het slot.", "a": "Dan komt dit.", "b": "Eerst komt dit.", "d": "Daarna komt dit.",
             "e": "Nergens genoemd."}  # fmt: skip
    tops = {"b": 200, "a": 100, "d": 500, "c": 400, "e": 0}
    body = "".join(region(name, tops[name], text) for name, text in texts.items())
    found = [text for _, text in paragraphs(read(tmp_path, "p.xml", page_xml(body, order)))]
    assert found == [texts[name] for name in "ebadc"]


# --- hOCR --------------------------------------------------------------------------------------------

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name='ocr-system' content='test'/></head><body>
<div class='ocr_page' title='image "a.png"; bbox 0 0 1000 1400; ppageno 0'><div class='ocr_carea'>
<p class='ocr_par'><span class='ocr_line' title="bbox 0 0 300 20; x_size 22">
<span class='ocrx_word' title='bbox 0 0 100 20; x_wconf 91'>Kinderen</span>
<span class='ocrx_word' title='bbox 110 0 200 20; x_wconf 40'><strong>voor&shy;</strong></span></span>
<span class='ocr_line' title="bbox 0 25 300 45">
<span class='ocrx_word' title='bbox 0 25 100 45'>lezen &amp;
zingen.</span></span></p></div></div></body></html>
"""


@pytest.mark.parametrize(("order", "reported"), [("0123", []), ("3120", ["order_unlikely"])])
def test_an_order_that_the_page_belies_is_kept_and_reported(
    order: str, reported: list[str], tmp_path: Path
) -> None:
    texts = ("Hier begint het.", "Dan dit.", "Daarna dat.", "Hier eindigt het.")
    refs = "".join(
        f'<RegionRefIndexed index="{n}" regionRef="{name}"/>' for n, name in enumerate(f"r{i}" for i in order)
    )
    stated = f'<ReadingOrder><OrderedGroup id="g">{refs}</OrderedGroup></ReadingOrder>'
    body = "".join(region(f"r{n}", 300 + 200 * n, text) for n, text in enumerate(texts))
    cleaned = flow.clean(read(tmp_path, "a.xml", page_xml(body, stated)), SETTINGS)
    assert cleaned.text.string.split("\n\n") == [texts[int(n)] for n in order[:-1]] + [
        texts[int(order[-1])] + "\n"
    ]
    assert [e["why"] for e in cleaned.edits if e["rule"] == "ingest/geometry"] == reported


def test_a_stated_heading_in_the_margin_is_no_running_head(tmp_path: Path) -> None:
    body = region("r1", 20, "De tuin als leerschool", kind="heading") + region(
        "r2", 400, "Hier wordt gewerkt."
    )
    found = paragraphs(read(tmp_path, "a.xml", page_xml(body)))
    assert [text for _, text in found] == ["De tuin als leerschool", "Hier wordt gewerkt."]


CONFIDENCES = {
    "less sure of it": ("stclsel", "0.4", "0.9", "stelsel"),
    "as sure of all": ("stclsel", "0.9", "0.9", "stclsel"),
    "no less sure of a clearer case": ("hechling", "0.9", "0.9", "hechting"),
    "surer of the clearer case": ("hechling", "0.97", "0.4", "hechling"),
}


@pytest.mark.parametrize(("misread", "sure", "other", "clean"), CONFIDENCES.values(), ids=CONFIDENCES)
def test_confidence_is_evidence(misread: str, sure: str, other: str, clean: str, tmp_path: Path) -> None:
    line = [string("De", 0, 0, f'WC="{other}"'), *(string("kinderen", 0, n, 'WC="0.9"') for n in (1, 2, 3))]
    data = alto([line, [string(misread, 1, 0, f'WC="{sure}"'), string("geworden.", 1, 1, 'WC="0.9"')]])
    assert clean in flow.clean(read(tmp_path, "a.xml", data), SETTINGS).text.string


def test_hocr(tmp_path: Path) -> None:
    source = read(tmp_path, "scan.html", HOCR)
    assert source.text == "Kinderen voor\u00ad\nlezen & zingen.\n"
    assert source.geometry is not None
    assert (9, 0.4) in source.geometry.confidences()
    assert paragraphs(source) == [(Kind.BODY, "Kinderen voorlezen & zingen.")]


# --- PDF ---------------------------------------------------------------------------------------------

BODY = (  # noqa: SIM905 - quoted one by one the words would hide the text
    "Wie vaak buiten speelt, slaapt beter en leert sneller. Dat zeggen juffen en meesters al jaren, en nu "
    "zegt een groep artsen het ook. Zij volgden honderd gezinnen en zagen dat kinderen met modder aan hun "
    "laarzen minder vaak ziek waren. De ouders moesten er wel aan wennen, want schoon is anders."
).split(" ")


def set_lines(
    canvas: Canvas, words: list[str], x: float, y: float, *, per_line: int = 6, size: float = 10
) -> float:
    canvas.setFont("Times-Roman", size)
    for at in range(0, len(words), per_line):
        canvas.drawString(x, y, " ".join(words[at : at + per_line]))
        y -= 1.2 * size
    return y


def magazine() -> bytes:
    """Two columns under a title, drawn in another order; a drop cap, a box, a folio, a running head."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(460, 640), invariant=1)
    set_lines(canvas, [*BODY[25:], "Einde."], 250, 480)  # the right column first
    canvas.setFont("Times-Roman", 34)
    canvas.drawString(40, 462, "W")
    set_lines(canvas, ["ie", *BODY[1:8]], 76, 480, per_line=4)
    set_lines(canvas, BODY[8:25], 40, 456)
    canvas.setFillGray(0.9)
    canvas.rect(245, 190, 170, 90, fill=1, stroke=0)
    canvas.setFillGray(0)
    boxed = "In een kader staat iets anders dan in de tekst eromheen."
    set_lines(canvas, boxed.split(" "), 252, 262, size=9)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(40, 540, "Modder is gezond")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(40, 612, "Kind en Buiten")
    canvas.drawString(410, 20, "17")
    canvas.save()
    return target.getvalue()


def test_pdf_is_read_as_it_was_laid_out(tmp_path: Path) -> None:
    source = read(tmp_path, "named-wrongly.dat", magazine())
    assert paragraphs(source) == [
        (Kind.TITLE, "Modder is gezond"),
        (Kind.BODY, " ".join([*BODY, "Einde."])),
        (Kind.BOX, "In een kader staat iets anders dan in de tekst eromheen."),
    ]
    summary = flow.extract(flow.clean(source, SETTINGS), SETTINGS)
    title = summary.title
    assert title is not None
    assert title.raw.boxes is not None
    assert title.raw.page == title.raw.boxes[0].page == 1
    left, top, right, bottom = title.raw.boxes[0].box
    assert 39 < left < 42 < right < 250
    assert 70 < top < 100 < bottom < 110
    assert title.raw.label == "17"
    assert summary.source.page_sizes == [(460.0, 640.0)]


LEFT = [*BODY[:20], *BODY]  # breaks off in the middle of a sentence where a quote is set between
WATER = "Het water in de sloot is koud, maar daar geven kinderen niet om als zij er mogen spelen."
RIGHT = WATER.split(" ")


def test_columns_go_on_below_what_is_set_across_them(tmp_path: Path) -> None:
    """A quote across both columns within their sentences, and a frame whose heading is narrower than it."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(460, 700), invariant=1)
    for x, words in ((40, LEFT), (250, RIGHT)):
        y = set_lines(canvas, words[:10], x, 640)
        set_lines(canvas, words[10:], x, y - 50)
    canvas.setFont("Times-Roman", 17)
    canvas.drawString(60, 578, "Zo groeit de taal van wie buiten speelt")
    canvas.rect(35, 80, 390, 90)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(45, 150, "Kader")
    set_lines(canvas, BODY[:10], 45, 130, per_line=8)
    canvas.save()
    assert paragraphs(read(tmp_path, "a.pdf", target.getvalue())) == [
        (Kind.BODY, " ".join(LEFT)),
        (Kind.PULL_QUOTE, "Zo groeit de taal van wie buiten speelt"),
        (Kind.BODY, " ".join(RIGHT)),
        (Kind.BOX, "Kader"),
        (Kind.BOX, " ".join(BODY[:10])),
    ]


@pytest.mark.parametrize("kind", overprint.KINDS)
def test_overprinted_letters_are_read_once(kind: str) -> None:
    lines = ["Een efficient controller, warranty", "Mississippi 1100 en 2255"]
    page = pdfium.Page(pypdfium2.PdfDocument(overprint.pdf(overprint.KINDS[kind], lines))[0]).read()
    assert [" ".join(line["words"]) for line in page["lines"]] == lines
    listed = sum(len(line["copies"]) for line in page["lines"])
    assert bool(listed) is (kind not in ("not at all", "stroke and fill"))


def test_what_was_drawn_again_is_reported_with_its_box(tmp_path: Path) -> None:
    drawn = overprint.pdf(overprint.KINDS["a line, to the right"], ["Spelen en leren in het bos"])
    cleaned = flow.clean(read(tmp_path, "a.pdf", drawn), SETTINGS)
    reported = [line for line in cleaned.edits if line["why"] == "drawn_again"]
    assert [line["before"] for line in reported] == ["Spelen", "en", "leren", "in", "het", "bos"]
    assert all(line["safety"] == "report" and line["evidence"]["copies"][0]["box"] for line in reported)


def test_invisible_text_under_a_scan(tmp_path: Path) -> None:
    """As ABBYY writes it: askew, one size, each word by itself, "¬" and soft hyphens; then a printed page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(500, 700), invariant=1)
    columns = (
        ["Kinderen die veel lezen,", "kennen meer woor¬", "den dan kinderen die"],
        ["dat niet doen. Zo groeit", "hun taal."],
    )
    canvas.rotate(1.2)
    for column, lines in enumerate(columns):
        for row, line in enumerate(lines):
            x = 60 + column * 220
            for word in line.split(" "):
                ink = canvas.beginText(x, 600 - row * 14)
                ink.setFont("Helvetica", 10)
                ink.setTextRenderMode(3)
                ink.textOut(word)
                canvas.drawText(ink)
                x += canvas.stringWidth(word + " ", "Helvetica", 10)
    canvas.showPage()
    set_lines(canvas, BODY, 60, 600)
    canvas.save()
    found = paragraphs(read(tmp_path, "a.pdf", target.getvalue()))
    assert found == [
        (
            Kind.BODY,
            "Kinderen die veel lezen, kennen meer woorden dan kinderen die dat niet doen. "
            "Zo groeit hun taal.",
        ),
        (Kind.BODY, " ".join(BODY)),
    ]


def test_a_scanned_page_among_others_is_reported(tmp_path: Path) -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(300, 400), invariant=1)
    set_lines(canvas, BODY, 30, 350)
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (30, 40), 128)), 0, 0, 300, 400)
    canvas.save()
    cleaned = flow.clean(read(tmp_path, "a.pdf", target.getvalue()), SETTINGS)
    found = [line["evidence"] for line in cleaned.edits if line["why"] == "page_without_text"]
    assert found == [{"page": 2}]


# --- what cannot be read -----------------------------------------------------------------------------


def encrypted() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=pdfencrypt.StandardEncryption("geheim", canPrint=0))
    canvas.drawString(100, 100, "geheim")
    canvas.save()
    return target.getvalue()


def drawn(pages: int) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for _ in range(pages):
        canvas.rect(10, 10, 5, 5)
        canvas.rect(30, 10, 5, 5)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b" " * 60_000_000)
    return target.getvalue()


ENTITIES = '<!DOCTYPE alto [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><alto><Layout><Page/></Layout></alto>'
LIST = b'<mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp><file ID="f" MIMETYPE="text/xml">'
BROKEN: dict[str, tuple[str, bytes, type[InputFault], dict[str, object]]] = {
    "an empty PDF": ("a.pdf", b"", UnreadableInput, {}),
    "no PDF": ("a.pdf", b"Dit is gewone tekst.", UnreadableInput, {}),
    "a PDF cut off": ("a.pdf", magazine()[:700], UnreadableInput, {}),
    "a PDF with a password": ("a.pdf", encrypted(), UnreadableInput, {}),
    "a PDF without text": ("a.pdf", drawn(1), NoText, {}),
    "too many pages": ("a.pdf", drawn(4), TooLarge, {"max_pages": 3}),
    "too many objects": ("a.pdf", drawn(1), TooLarge, {"max_objects": 1}),
    "too little memory": ("a.pdf", drawn(1), UnreadableInput, {"max_memory": 1}),
    "entities": ("a.xml", ENTITIES.encode(), UnreadableInput, {}),
    "entities in UTF-16": ("a.xml", ENTITIES.encode("utf-16"), UnreadableInput, {}),
    "XML cut off": ("a.xml", alto([[string("Een", 0, 0)]])[:-30].encode(), UnreadableInput, {}),
    "XML without text": ("a.xml", alto([]).encode(), NoText, {}),
    "XML of many tags": (
        "a.xml",
        ("<alto>" + "<a/>" * 99 + "</alto>").encode(),
        TooLarge,
        {"max_elements": 9},
    ),
    "XML of another kind": ("a.xml", b"<svg/>", UnknownType, {}),
    "hOCR without words": ("a.hocr", b"<html><div class='ocr_page'></div></html>", NoText, {}),
    "gzip cut off": ("a.xml.gz", gzip.compress(alto([[string("Een", 0, 0)]]).encode())[:-9], InputFault, {}),
    "a gzip bomb": ("a.xml.gz", gzip.compress(b"<alto>" + b" " * 9_000), TooLarge, {"max_bytes": 5_000}),
    "a broken DOCX": ("a.docx", b"PK\x03\x04" + b"word/" + b"\0" * 40, UnreadableInput, {}),
    "a DOCX bomb": ("a.docx", bomb(), TooLarge, {}),
    "METS of nothing": ("a.xml", b"<mets><fileSec/></mets>", MissingPage, {}),
    "METS of a missing page": (
        "a.xml",
        LIST + b'<FLocat xlink:href="weg.xml"/></file></fileGrp></fileSec></mets>',
        MissingPage,
        {},
    ),
    "METS of a file elsewhere": (
        "a.xml",
        LIST + b'<FLocat xlink:href="../../../etc/passwd"/></file></fileGrp></fileSec></mets>',
        MissingPage,
        {},
    ),
}


@pytest.mark.parametrize(("name", "data", "error", "options"), BROKEN.values(), ids=BROKEN)
def test_faulty_files_end_in_a_clear_error(
    name: str, data: bytes, error: type[InputFault], options: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(error, match=name):
        read(tmp_path, name, data, **options)


# --- documents ---------------------------------------------------------------------------------------

METS = """<mets xmlns:xlink="http://www.w3.org/1999/xlink">
<dmdSec ID="d"><mdWrap><xmlData><mods><titleInfo><title>Slapen</title></titleInfo>
<name><namePart>Jo Bos</namePart></name></mods></xmlData></mdWrap></dmdSec>
<fileSec><fileGrp USE="ALTO">
<file ID="f2" MIMETYPE="text/xml"><FLocat xlink:href="file://./ocr/b.xml"/></file>
<file ID="f1" MIMETYPE="text/xml"><FLocat xlink:href="ocr/a.xml"/></file></fileGrp>
<fileGrp USE="images"><file ID="i1" MIMETYPE="image/jp2"><FLocat xlink:href="a.jp2"/></file></fileGrp>
</fileSec>
<structMap TYPE="PHYSICAL"><div TYPE="issue"><div TYPE="page" ORDER="2"><fptr FILEID="f2"/></div>
<div TYPE="page" ORDER="1"><fptr FILEID="i1"/><fptr FILEID="f1"/></div></div></structMap>
<structMap TYPE="LOGICAL"><div TYPE="issue">
<div TYPE="article" LABEL="Eten"><fptr><area FILEID="f1" BEGIN="t"/></fptr></div>
<div TYPE="article" DMDID="d"><fptr><area FILEID="f2" BEGIN="t"/></fptr></div></div></structMap></mets>"""


def one_page(text: str) -> str:
    return alto([[string(word, 0, at) for at, word in enumerate(text.split())]])


def test_mets_orders_pages_and_announces_articles(tmp_path: Path) -> None:
    (tmp_path / "ocr").mkdir()
    (tmp_path / "ocr" / "a.xml").write_text(one_page("Eten is leuk."))
    (tmp_path / "ocr" / "b.xml").write_text(one_page("Slapen ook."))
    (tmp_path / "issue.xml").write_text(METS)
    [found] = files.find([tmp_path]).inputs
    assert found.relative == "issue.xml"
    assert len(found.members) == 2
    source = files.read(found, SETTINGS)
    assert source.text == "Eten is leuk.\n\fSlapen ook.\n"
    assert source.sha256 == files.sha256(found)
    told = [(source.text[slice(*a.ranges[0])], a.csl, a.by) for a in source.articles]
    assert told == [
        ("Eten is leuk.", {"title": "Eten"}, "METS"),
        ("Slapen ook.", {"title": "Slapen", "author": [{"literal": "Jo Bos"}]}, "METS"),
    ]
    assert [c.article.part for c in flow.articles(source, SETTINGS)] == ["p001", "p002", "rest"][:2]
    (tmp_path / "ocr" / "b.xml").unlink()
    with pytest.raises(MissingPage, match=r"ocr/b\.xml"):
        files.read(files.find([tmp_path]).inputs[0], SETTINGS)


def test_didl_lists_pages(tmp_path: Path) -> None:
    resources = "".join(
        f'<didl:Component><didl:Resource ref="http://resolver.kb.nl/resolve?urn=ddd:0100:mpeg21:p00{n}:alto" '
        'mimeType="text/xml"/></didl:Component>'
        for n in (1, 2)
    )
    (tmp_path / "issue.xml").write_text(
        f'<didl:DIDL xmlns:didl="urn:mpeg:mpeg21:2002:02-DIDL-NS">{resources}</didl:DIDL>'
    )
    for number, text in ((2, "Tweede."), (1, "Eerste.")):
        (tmp_path / f"DDD_0100_00{number}_alto.xml").write_text(one_page(text))
    [found] = files.find([tmp_path]).inputs
    assert files.read(found, SETTINGS).text == "Eerste.\n\fTweede.\n"


NUMBERED = {
    "one document": (["blad_001.xml", "blad_002.xml", "blad_003.xml"], ["blad.xml"]),
    "its name is the folder's": (["1.xml", "2.xml"], ["pages/pages.xml"]),
    "numbers far apart are none": (["00530997.xml", "00531056.xml"], ["00530997.xml", "00531056.xml"]),
    "two issues": (["a1_01.xml", "a1_02.xml", "b7_01.xml", "b7_02.xml"], ["a1.xml", "b7.xml"]),
    "beside what is none": (["x_1.xml", "x_2.xml", "los.xml"], ["los.xml", "x.xml"]),
    "the PDF of the same": (["x_1.xml", "x_2.xml", "x.pdf"], ["x.xml"]),
    "one page and its PDF": (["y_alto.xml", "y.pdf"], ["y_alto.xml"]),
}


@pytest.mark.parametrize(("names", "inputs"), NUMBERED.values(), ids=NUMBERED)
def test_files_of_one_document_are_one_input(names: list[str], inputs: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, name in enumerate(names):
        content = one_page(f"Bladzijde {number}.").encode() if name.endswith("xml") else drawn(1)
        (folder / name).write_bytes(content)
    root = tmp_path if "/" in inputs[0] else folder
    found = files.find([root]).inputs
    assert [f.relative for f in found] == inputs
    for one in found:
        source = files.read(one, SETTINGS)
        assert len(source.pages) == max(1, len(one.members))
        assert source.text.split("\n")[0].startswith("Bladzijde")
    preferred = [f.relative for f in files.find([root], prefer="pdf").inputs]
    assert any(name.endswith(".pdf") for name in preferred) is any(name.endswith(".pdf") for name in names)


def test_the_content_tells_what_a_file_is(tmp_path: Path) -> None:
    for name, content in (("a.pdf", one_page("Een.")), ("b.xml", ""), ("c.xml", "<svg/>")):
        (tmp_path / name).write_text(content)
    document, empty = files.find([tmp_path]).inputs
    assert files.read(document, SETTINGS).reader == "alto"
    with pytest.raises(UnreadableInput, match="empty"):
        files.read(empty, SETTINGS)


def test_a_dtd_is_not_asked_for(tmp_path: Path) -> None:
    data = '<!DOCTYPE alto SYSTEM "http://example.org/alto.dtd">' + one_page("Een.")
    assert read(tmp_path, "a.xml", data).text == "Een.\n"


def test_bookmarks_announce_the_articles_of_an_issue(tmp_path: Path) -> None:
    def issue(marks: dict[int, str], pages: int) -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, invariant=1)
        for page in range(pages):
            if page in marks:
                canvas.bookmarkPage(str(page))
                canvas.addOutlineEntry(marks[page], str(page))
            set_lines(canvas, BODY, 60, 700)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    source = read(tmp_path, "issue.pdf", issue({0: "Modder", 2: "Water"}, 4))
    assert [a.csl["title"] for a in source.articles] == ["Modder", "Water"]
    assert source.articles[1].ranges == ((source.pages[2].start, len(source.text)),)
    assert read(tmp_path, "one.pdf", issue({0: "Modder"}, 2)).articles == ()


def test_docx(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Modder is gezond", 0)
    document.add_paragraph(" ".join(BODY))
    document.add_heading("Wat artsen zeggen", 1)
    kept = document.add_paragraph("De een zegt dit,")
    gone = kept.add_run(" weg")._r
    deleted = kept._p.makeelement(f"{{{kept._p.nsmap['w']}}}del", {})
    kept._p.append(deleted)
    deleted.append(gone)
    added = kept._p.makeelement(f"{{{kept._p.nsmap['w']}}}ins", {})
    kept._p.append(added)
    added.append(kept.add_run(" de ander dat.")._r)
    for item in ("een schep", "een emmer"):
        document.add_paragraph(item)
    document.add_table(1, 2).cell(0, 1).text = "In een tabel."
    target = io.BytesIO()
    document.save(target)
    assert paragraphs(read(tmp_path, "a.docx", target.getvalue())) == [
        (Kind.TITLE, "Modder is gezond"),
        (Kind.BODY, " ".join(BODY)),
        (Kind.HEADING, "Wat artsen zeggen"),
        (Kind.BODY, "De een zegt dit, de ander dat."),
        (Kind.BODY, "een schep"),
        (Kind.BODY, "een emmer"),
        (Kind.BODY, "In een tabel."),
    ]


# --- layout, drawing, laws ---------------------------------------------------------------------------

ORDERS = {
    "two columns": ([(0, 0, 40, 90), (60, 0, 99, 50), (60, 55, 99, 90)], [0, 1, 2]),
    "a title over two columns": ([(60, 20, 99, 90), (0, 20, 40, 90), (0, 0, 99, 15)], [2, 1, 0]),
    "columns under a break across": (
        [(0, 0, 45, 30), (50, 0, 99, 30), (0, 35, 99, 45), (0, 50, 45, 90), (50, 50, 99, 90)],
        [0, 1, 2, 3, 4],
    ),
    "gaps at the same height": (
        [(0, 0, 45, 30), (50, 0, 99, 30), (0, 35, 45, 90), (50, 35, 99, 90)],
        [0, 2, 1, 3],
    ),
    "a box in the way": (
        [
            (0, 0, 45, 40),
            (50, 0, 99, 30),
            (20, 42, 80, 52),
            (0, 54, 45, 90),
            (50, 32, 99, 41),
            (50, 54, 99, 90),
        ],
        [0, 1, 4, 2, 3, 5],
    ),
}


@pytest.mark.parametrize(("boxes", "order"), ORDERS.values(), ids=ORDERS)
def test_reading_order(boxes: list[tuple[float, float, float, float]], order: list[int]) -> None:
    assert ordered(boxes, 1.0) == order


@given(st.lists(st.tuples(*[st.integers(0, 60)] * 4), max_size=40))
def test_every_box_is_read_once(corners: list[tuple[int, int, int, int]]) -> None:
    boxes = [(float(x), float(y), float(x + w + 1), float(y + h + 1)) for x, y, w, h in corners]
    assert sorted(ordered(boxes, 1.0)) == list(range(len(boxes)))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.data())
def test_a_part_of_the_text_keeps_its_boxes(lengths: list[int], data: st.DataObject) -> None:
    starts = list(itertools.accumulate((n + 1 for n in lengths), initial=0))
    lines = []
    for n, (start, length) in enumerate(zip(starts, lengths, strict=False)):
        box = (0.0, float(n), 9.0, n + 1.0)
        lines.append(PrintedLine(start, start + length, box, (Word(start, start + length, box),)))
    whole = Geometry((Sheet(1, 9.0, 99.0, (Region(None, tuple(lines)),)),))
    chosen = sorted(data.draw(st.sets(st.integers(0, len(lengths) - 1), min_size=1)))
    ranges = [(starts[n], starts[n + 1]) for n in chosen]
    part = whole.cut(ranges)
    at = 0
    for start, end in ranges:
        assert part.boxes([(at, at + end - start)]) == whole.boxes([(start, end)])
        at += end - start


def test_inspect_draws_kinds_order_and_edits(tmp_path: Path) -> None:
    from lxml import etree

    source = read(tmp_path, "a.pdf", magazine())
    [(number, svg)] = inspecting.pages(source, flow.articles(source, SETTINGS))
    assert number == 1
    classes = [e.get("class") for e in etree.fromstring(svg.encode()).iter() if e.get("class")]
    assert {"title 1", "body 2", "box 3", "edit safe"} <= set(classes)
