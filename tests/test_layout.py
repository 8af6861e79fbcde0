"""Blocks, kinds and reading order of small composed layouts, and that cleaning clean text changes nothing."""

from __future__ import annotations

import itertools
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.decisions import Decisions
from pipeline.language.lexicon import lexicon
from pipeline.layout.lay_out import lay_out
from pipeline.records import Kind
from pipeline.repair import engine
from pipeline.settings import Settings

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parent / "data" / "raw").glob("*.txt"))

# Running text in a column, so that the layout can tell its measure; it opens and closes a paragraph.
COLUMN = """\
Wie op het plein staat, ziet meteen
wie er bij hoort en wie niet. Kleuters
lossen dat anders op dan kinderen uit
de hoogste groepen. Zij delen hun
emmer, of ze huilen om hun emmer, en
straks is het weer goed."""
SECOND = """\
Oudere kinderen spelen met regels die
niemand heeft opgeschreven. Een jongen
die de regels niet kent, staat al snel
aan de kant. De leerkracht die dat op
tijd ziet, kan hem helpen zonder dat
de anderen het merken."""


def clean(raw: str) -> str:
    return engine.run(raw, settings=Settings(), lexicon=lexicon(), decisions=Decisions()).text.string


def joined(text: str) -> str:
    return " ".join(text.split())


def kinds(raw: str) -> list[tuple[str, str]]:
    """Kind and first words of each paragraph, in reading order."""
    return [
        (str(paragraph.kind), " ".join(" ".join(raw[a:b] for a, b in paragraph.fragments).split()[:3]))
        for paragraph in lay_out(raw).paragraphs
    ]


def side_by_side(left: str, right: str, *, gap: int) -> str:
    """Two columns as a reader of lines gives them."""
    rows = itertools.zip_longest(left.split("\n"), right.split("\n"), fillvalue="")
    return "\n".join((a + " " * gap + b).rstrip() for a, b in rows)


LAYOUTS = {
    "paragraphs with a blank line": (
        f"{COLUMN}\n\n{SECOND}\n",
        [joined(COLUMN), joined(SECOND)],
    ),
    "paragraphs that end in a short line": (
        f"{COLUMN}\n{SECOND}\n",
        [joined(COLUMN), joined(SECOND)],
    ),
    "a blank line in the middle of a sentence": (
        COLUMN.replace("Zij delen hun\n", "Zij delen hun\n\n") + "\n",
        [joined(COLUMN)],
    ),
    "a blank line in the middle of a word": (
        "Het plein is van iedereen, maar onge-\n\nmerkt hoort elk hoekje bij een groep.\n",
        ["Het plein is van iedereen, maar ongemerkt hoort elk hoekje bij een groep."],
    ),
    "a blank line after a finished sentence": (
        COLUMN.replace("hoort en wie niet. Kleuters\n", "hoort en wie niet.\n\nKleuters\n") + "\n",
        [joined(COLUMN).split(" Kleuters")[0], "Kleuters" + joined(COLUMN).split(" Kleuters")[1]],
    ),
    "title, byline, lead in wide lines with blank lines between": (
        f"Het plein\n\n{COLUMN}\n\n"
        "Op het schoolplein leren kinderen wat geen methode hun leert: ruzie maken en het\n\n"
        "weer goedmaken. Hoeveel moeten volwassenen zich daarmee bemoeien, en wanneer is\n\n"
        "het beter om op een bankje te blijven zitten?\n\ndoor Marit Hoogerwerf\n\n" + SECOND + "\n",
        [
            "Het plein",
            "door Marit Hoogerwerf",
            "Op het schoolplein leren kinderen wat geen methode hun leert: ruzie maken en het weer "
            "goedmaken. Hoeveel "
            "moeten volwassenen zich daarmee bemoeien, en wanneer is het beter om op een bankje te "
            "blijven zitten?",
            joined(COLUMN),
            joined(SECOND),
        ],
    ),
    "byline glued to the end of a block": (
        f"Het plein\n\n{COLUMN}door Marit Hoogerwerf\n\n{SECOND}\n",
        ["Het plein", "door Marit Hoogerwerf", joined(COLUMN), joined(SECOND)],
    ),
    "byline with a label": (
        f"Het plein\n\nTekst: Marit Hoogerwerf en Ruben Okkers\n\n{COLUMN}\n",
        ["Het plein", "Tekst: Marit Hoogerwerf en Ruben Okkers", joined(COLUMN)],
    ),
    "no byline: the words stand in a sentence": (
        "Het boek over dit plein is geschreven\ndoor Marit Hoogerwerf en het gaat over\nkinderen die "
        "buiten spelen.\n",
        [
            "Het boek over dit plein is geschreven door Marit Hoogerwerf en het gaat over kinderen "
            "die buiten spelen."
        ],
    ),
    "vignette with an end mark": (
        f"{COLUMN}\n\nAlleen op de bank\nTijn zit op de bank en kijkt naar de\nschommels. Hij wil "
        f"wel, maar hij durft\n"
        "niet. Als juf Anne vraagt wat er is,\nhaalt hij zijn schouders op. Na de\npauze zegt hij "
        "dat hij buikpijn heeft\n"
        f"en dat zijn moeder hem moet halen. ◆\n\n{SECOND}\n",
        [
            joined(COLUMN),
            "Alleen op de bank",
            "Tijn zit op de bank en kijkt naar de schommels. Hij wil wel, maar hij durft niet. Als "
            "juf Anne vraagt wat er "
            "is, haalt hij zijn schouders op. Na de pauze zegt hij dat hij buikpijn heeft en dat "
            "zijn moeder hem moet "
            "halen.",
            joined(SECOND),
        ],
    ),
    "pull quote in the middle of a sentence": (
        f"{COLUMN}\n\n"
        + SECOND.replace(
            "die de regels",
            "\nJongens die de regels niet kennen,\nstaan al snel aan de kant\n\ndie de regels",
            1,
        )
        + "\n",
        [joined(COLUMN), joined(SECOND), "Jongens die de regels niet kennen, staan al snel aan de kant"],
    ),
    "bullets with odd glyphs": (
        "Wat helpt op het plein?\n]] een bank die in de zon staat;\n]] een lijn van krijt waar een "
        "kind zelf\n"
        "over mag beslissen;\n]] iemand die kijkt.\n\n" + SECOND + "\n",
        [
            "Wat helpt op het plein?",
            "• een bank die in de zon staat;",
            "• een lijn van krijt waar een kind zelf over mag beslissen;",
            "• iemand die kijkt.",
            joined(SECOND),
        ],
    ),
    "caption between paragraphs": (
        f"{COLUMN}\n\nFoto: Ruben Okkers\n\n{SECOND}\n",
        [joined(COLUMN), "Foto: Ruben Okkers", joined(SECOND)],
    ),
    "no caption: a sentence that opens with a figure": (
        COLUMN.replace("Kleuters\nlossen", "In\nfiguur 2 staat het anders. Kleuters\nlossen") + "\n",
        [joined(COLUMN).replace("Kleuters", "In figuur 2 staat het anders. Kleuters")],
    ),
    "running head and folio over a page end": (
        COLUMN.replace("Zij delen hun\n", "Zij delen hun\n14\nPlein & Kind\n\fPlein & Kind\n15\n")
        + f"\n\n{SECOND}\n",
        [joined(COLUMN), joined(SECOND)],
    ),
    "heading with blank lines around": (
        f"{COLUMN}\n\nRegels zonder papier\n\n{SECOND}\n",
        [joined(COLUMN), "Regels zonder papier", joined(SECOND)],
    ),
    "heading without blank lines": (
        f"{COLUMN}\nRegels zonder papier\n{SECOND}\n",
        [joined(COLUMN), "Regels zonder papier", joined(SECOND)],
    ),
    "heading as wide as the column, without blank lines": (
        f"{COLUMN}\nRegels die niemand ooit heeft gezien\nDe o{SECOND[1:]}\n",
        [joined(COLUMN), "Regels die niemand ooit heeft gezien", "De o" + joined(SECOND)[1:]],
    ),
    "heading drawn several times over two lines": (
        f"{COLUMN}\n\nRegRegelsels di die nie nie niemanemand\nheeheeft ft gezgezienien\n{SECOND}\n",
        [joined(COLUMN), "Regels die niemand heeft gezien", joined(SECOND)],
    ),
    "drop cap torn off": (
        f"Het plein\n\nW\n{COLUMN[1:]}\n",
        ["Het plein", joined(COLUMN)],
    ),
    "drop cap missing": (
        "Het plein\n\n" + COLUMN.replace("Wie op het plein staat", "inderen op het plein") + "\n",
        ["Het plein", joined(COLUMN).replace("Wie op het plein staat", "Kinderen op het plein")],
    ),
    "literature": (
        f"{COLUMN}\n\nLiteratuur\nHilbrand, C. (2008). Spel zonder\nregels. Amersfoort: Het Kompas.\n"
        "Van der Meulen, S., & Pol, T. (2012).\nHet plein als klas. Mentor, 3(2), 4-9.\n",
        [
            joined(COLUMN),
            "Literatuur",
            "Hilbrand, C. (2008). Spel zonder regels. Amersfoort: Het Kompas.",
            "Van der Meulen, S., & Pol, T. (2012). Het plein als klas. Mentor, 3(2), 4-9.",
        ],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    raw, paragraphs = LAYOUTS[name]
    assert clean(raw).rstrip("\n").split("\n\n") == paragraphs
    assert clean("\n\n".join(paragraphs) + "\n") == "\n\n".join(paragraphs) + "\n"


@pytest.mark.parametrize("gap", [2, 6])
def test_columns_read_across_are_taken_apart(gap: int) -> None:
    left = """\
De klas is stil. Elk kind werkt aan een
opdracht, en wie klaar is, mag zelf kie-
zen wat hij doet. De leerkracht loopt
rond en ziet wie hulp nodig heeft bij de
opdracht over breuken en procen-
ten."""
    right = """\
Thuis is het anders. Daar moet een ou-
der eerst de tafel dekken, en de kinde-
ren vragen ondertussen van alles.
Wie dan ook nog huiswerk moet begelei-
den, komt tijd tekort. Dat zeggen
ouders zelf."""
    whole = [joined(part.replace("-\n", "")) for part in (left, right)]
    assert clean(side_by_side(left, right, gap=gap) + "\n") == "\n\n".join(whole) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "Kinderen  spelen graag  buiten als het\nniet regent, want dan  is er meer te  zien.\nDe  leerkracht "
        "kijkt toe en  denkt na\nover wat ze  morgen zullen doen  met elkaar.\nDaarna is het  tijd voor een "
        "verhaal.\n",
        "groep 3  lezen en rekenen\ngroep 4  tafels en taal\ngroep 5  breuken en natuur\ngroep 6  procenten\n"
        "groep 7  verkeer en techniek\n",
    ],
)
def test_wide_gaps_are_no_columns(text: str) -> None:
    assert joined(clean(text)) == joined(text)


def test_kinds() -> None:
    raw, _ = LAYOUTS["title, byline, lead in wide lines with blank lines between"]
    assert [kind for kind, _ in kinds(raw)] == ["title", "byline", "lead", "body", "body"]
    raw, _ = LAYOUTS["vignette with an end mark"]
    assert [kind for kind, _ in kinds(raw)] == ["body", "heading", "vignette", "body"]
    raw, _ = LAYOUTS["pull quote in the middle of a sentence"]
    assert [kind for kind, _ in kinds(raw)] == ["body", "body", "pull_quote"]
    raw, _ = LAYOUTS["literature"]
    assert [kind for kind, _ in kinds(raw)] == ["body", "heading", "reference", "reference"]
    assert lay_out("").paragraphs == ()
    assert [p.kind for p in lay_out("Foto: Jan Vos\n").paragraphs] == [Kind.CAPTION]


# --- cleaning clean text changes nothing ----------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_to_rest(path: Path) -> None:
    data = path.read_bytes()
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError:
        raw = data.decode("cp1252")
    once = clean(raw)
    assert clean(once) == once


def test_the_real_article_comes_to_rest(corpus: Path) -> None:
    folder = corpus / "articles" / "een-helder-tegenover"
    sound = (folder / "clean.txt").read_text(encoding="utf-8")
    once = clean((folder / "raw.txt").read_text(encoding="utf-8"))
    assert once.split() == sound.split()
    assert clean(once) == once


SENTENCES = [
    "Kinderen leren van wat ze zien.",
    "Wie vaak buiten speelt, slaapt beter, al geldt dat niet voor iedereen.",
    "Dat is geen toeval.",
    "Volgens Hilbrand (2008) vraagt dit om geduld, om taal- en rekenonderwijs dat past, en om tijd.",
    "‘Mag ik erbij?’ vraagt een meisje van vijf.",
    "In de groepen 3 en 4 werkt een sociaal-emotionele aanpak het beste (Pol & Lamers, 2012).",
    "Hoe komt dat?",
    "Een leerkracht die op tijd ziet wat er gebeurt, kan een kind helpen zonder dat de anderen het merken.",
    "Hij zit op de bank, hij zegt niets en hij wil naar zijn moeder.",
]
PARTS = [
    "Het plein",
    "door Marit Hoogerwerf",
    "Regels zonder papier",
    "HheHett plpleieinn",
    "Een leerkracht die op tijd ziet, kan een kind helpen zonder dat de anderen het merken",
    "]] samen lezen;\n]] samen zingen.",
    "• een bank in de zon",
    "Foto: Ruben Okkers",
    "Figuur 2. Kinderen op het plein",
    "Literatuur",
    "Hilbrand, C. (2008). Spel zonder regels. Amersfoort: Het Kompas.",
    "14",
    "Plein & Kind – maart 2019",
    "jaargang 12, nummer 3",
    "Lees verder op pagina 12",
    "”",
    "E\nen kind dat speelt, leert.",
    "Tijn zit op de bank. Hij wil wel, maar hij durft niet. Als juf vraagt wat er is, haalt hij zijn "
    "schouders op en "
    "zegt hij dat zijn moeder hem moet halen. B",
]
PROSE = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
BREAKS = st.sampled_from(["\n\n", "\n", "\n\n\n", " \n", "\n\f", "\r\n"])


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Parts in any order, set in any width, joined by any white space: what a bad reader may give."""
    made = ""
    for _ in range(draw(st.integers(1, 9))):
        part = draw(st.one_of(PROSE, st.sampled_from(PARTS)))
        width = draw(st.sampled_from([24, 34, 44, 90, 2000]))
        made += "\n".join(textwrap.fill(line, width, break_long_words=False) for line in part.split("\n"))
        made += draw(BREAKS)
    return made


@given(articles())
@example("lees verder op pagina 4\n")
@example("in de klas (-\ntegenover.\n")
def test_cleaning_comes_to_rest(raw: str) -> None:
    result = engine.run(raw, settings=Settings(), lexicon=lexicon(), decisions=Decisions())
    assert not result.log.failures
    assert result.stable
    once = result.text.string
    assert clean(once) == once


# --- cost -----------------------------------------------------------------------------------------

LARGE = {
    "underscores": "_" * 60_000 + "\n",
    "brackets": "(" * 60_000 + "\n",
    "digits": "7" * 1_000_000 + "\n",
    "letters": "a" * 1_000_000 + "\n",
    "one long line": "een woord " * 100_000 + "\n",
    "hyphens": "-\n" * 500_000,
    "short lines": "woord\n" * 20_000,
    "broken words": "ont-\n" * 5_000,
    "pages": "a\n\f" * 5_000,
    "spaces": " " * 1_000_000 + "x\n",
    "columns": "De kinderen spelen bui-   Wie voorleest, weet wel\nten op het plein, want   dat een goed "
    "boek hel-\ndaar is plaats voor al-   pen kan bij het slapen\n"
    "lemaal. Dat is goed.  gaan van wie jong is.\n\n" * 1_500,
}


@pytest.mark.parametrize("name", LARGE)
def test_odd_texts_cost_no_more_than_their_length(name: str) -> None:
    start = time.perf_counter()
    clean(LARGE[name])
    assert time.perf_counter() - start < 20, "seconds; a tenth of it on an idle machine"
