"""Where Dutch sentences begin and end, by rule and on the level of characters.

The story: a line end closes a sentence. Inside a line every run of `.`, `?`, `!` or `…` with the
quotes and brackets behind it is a *stop*, and a stop ends the sentence unless one of the named
reasons below speaks against it: the text goes on in lower case, the full stop belongs to an
abbreviation, an initial or a list number, or the stop stands in brackets inside a sentence.

Nothing here needs tokens or a model, so that every stage may ask; `helder_sentences` puts the
result on a spaCy `Doc`. The lists are general Dutch; they were checked on the training part of UD Dutch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
import regex
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.records import Range

# A full stop that belongs to the word and hardly ever ends a sentence: something must follow.
_NEEDS_MORE = """
    a.h.w. a.u.b. alg. afb. afd. afl. art. bijl. bijv. blz. bv. b.v. ca. c.q. cf. d.d. d.i. dd. ds. d.m.v.
    dhr. d.w.z. dr. drs. dra. ed. eds. e.g. fa. fig. fr. gebr. gem. geb. gen. hfdst. hoofdst. hr.
    i.c. i.e. i.h.b. i.h.k.v. i.p.v. i.s.m. i.t.t. i.v.m. i.z. incl. excl. ing. ir. jhr. jkvr. jl. kol.
    lic. lt. m.b.t. m.b.v. m.i. m.i.v. m.m.v. m.n. m.u.v. max. mevr. mej. mgr. min. mln. mld. mr. mw. mrs.
    ms. n.a.v. nl. nr. nrs. o.a. o.b.v. o.g.v. o.i. o.l.v. o.m. o.m.v. oorspr. p. pag. par. plm. pp.
    prof. resp. s.v. sgt. st. t.a.v. t.b.v. t.g.v. t.o.v. t.w. t/m. tab. t.z.t. uitg. v. v.a.
    v.l.n.r. vgl. vnl. vert. vlg. vs. w.o. z.g. zg. z.i. zgn. bl. rev. sr. aant. bijz. eig. evt.
    gemidd. ovv. tel. div. enerz. hist. internat. kath. maj. sec. serg. soc.
    techn. theol. univ. wrsch. jan. febr. feb. mrt. apr. aug. sept. sep. okt. nov. dec.
"""
NEEDS_MORE = frozenset(_NEEDS_MORE.split())

# Before a name: "dr. Van Dam" goes on though "Van" looks like the opening of a sentence.
TITLES = frozenset({"dhr.", "dr.", "drs.", "ds.", "ir.", "mevr.", "mr.", "prof.", "st."})

# May stand at the end as well as in the middle: they end a sentence when a capital follows.
_MAY_END = """
    a.s. e.a. e.d. e.o. e.v. enz. etc. i.d. inc. jr. ltd. n.c. n.v. b.v. o.i.d. p.p. s.a. z.d. z.j. al.
"""
MAY_END = frozenset(_MAY_END.split())

# Words that open a sentence far more often than they follow an initial or an abbreviation. Behind
# "vitamine C." or "o.a." they decide for a border; none of them is a common surname.
_OPENERS = """
    aan al alle alleen als bij daar daarbij daardoor daarmee daarna daarnaast daarom dan dat deze dit door
    echter een en er ervan het hierbij hierdoor hij hoe hoewel ik in is je maar men met na naast
    natuurlijk niet nog nu of om omdat ondanks ook op over sinds soms te tegen terwijl toch toen tot uit
    vaak veel volgens voor vooral waar wanneer want wat we wel wie wij ze zij zo zowel
"""
OPENERS = frozenset(_OPENERS.split())

STOP = regex.compile(
    r"""
    (?<![.?!…]) (?P<mark> [.?!…]++ )        # "." "..." "?!"
    (?P<note> (?<=\p{L}\p{M}*\.)\d{1,3} )?  # a footnote number stuck to it: "gebleken.12 Toch"
    (?P<closers> ['"’”»)\]*_]*+             # what closes with it,
        (?: [ ](?:''|’’|[”’»"'])(?=\s|$) )? )  # set off by a space in old typesetting
    (?= \s | $ )
    """,
    regex.VERBOSE,
)
NEXT = regex.compile(
    r"""\s*(?P<openers>(?:(?:,,|['"‘“„»«(\[*_–—•-]|’(?=[stnkm]\b))\s?)*)(?P<word>\p{L}[\p{L}\p{M}'’-]*|\p{N}+)?"""
)
LAST_WORD = regex.compile(r"(?r)[^\s(\[‘“„'\"«/]+")  # read from its end
INITIALS = regex.compile(r"(?:\p{Lu}\p{Ll}?\.-?)*(?:\p{Lu}|Th|Ch|Ph|IJ|Joh|Chr|Fr|Jac|Wm)\.")
DOTTED = regex.compile(r"(?:\p{L}{1,3}\.){2,}")
LIST_NUMBER = regex.compile(r"(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?:\.\d{1,2})*\.")
CLITIC = regex.compile(r"['’](?:s|t|n|k|m|r)\b", regex.IGNORECASE)
LINE = regex.compile(r"[^\n\r\f\v\u0085\u2028\u2029]+")
OPENS = regex.compile(r"[^\p{Ll}\s.,;:!?)\]}”’]")  # what may open a sentence that no stop set apart
RUNS_ON = regex.compile(r"[.?!…,;:(\[{„“‘/-]$")  # what goes on, or is for the rules to judge
BRACKET = regex.compile(r"[(\[][^()\[\]\n]{0,600}[)\]]")


def sentence_ranges(text: str) -> tuple[Range, ...]:
    """The sentences of a text as half-open ranges, in order, white space around them left out.

    Every character that is not white space lies in exactly one range.

    >>> text = "Dr. A. de Wit las o.a. Piaget. ‘Waarom?’ vroeg zij."
    >>> [text[start:end] for start, end in sentence_ranges(text)]
    ['Dr. A. de Wit las o.a. Piaget.', '‘Waarom?’ vroeg zij.']
    """
    return tuple(found for line in LINE.finditer(text) for found in _of_line(text, *line.span()))


def _of_line(text: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of one line."""
    brackets = [match.span() for match in BRACKET.finditer(text, start, end)]
    begin = start
    for stop in STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end, brackets):
            close = _close(text, start, stop)
            yield from _trimmed(text, begin, close)
            begin = close
    yield from _trimmed(text, begin, end)


def _close(text: str, line_start: int, stop: regex.Match[str]) -> int:
    """The end of the sentence: a straight quote set off by a space closes only what this line opened."""
    quote = text[stop.end() - 1]
    set_off = quote in "\"'" and text[stop.end() - 2] == " "
    end: int = stop.end()
    return end - 2 if set_off and text.count(quote, line_start, end) % 2 else end


def _trimmed(text: str, start: int, end: int) -> Iterator[Range]:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(kept)


def _ends_sentence(text: str, begin: int, stop: regex.Match[str], end: int, brackets: list[Range]) -> bool:
    """Whether a sentence that began at `begin` ends with this stop; `end` is the end of the line."""
    if not text[stop.end() : end].strip():
        return True
    if _inside_brackets(text, begin, stop, brackets):
        return False
    after = NEXT.match(text, stop.end(), end)
    word, openers = (after["word"] or "", after["openers"].strip()) if after else ("", "")
    if _goes_on(text, stop, word, openers, end):
        return False
    if stop["mark"] != "." or stop["note"]:
        return True
    return not _stop_belongs_to_word(text, begin, stop, word, bracketed=openers.startswith(("(", "[")))


def _inside_brackets(text: str, begin: int, stop: regex.Match[str], brackets: list[Range]) -> bool:
    """Brackets that open in mid-sentence are part of it, whatever stops they hold.

    A pair that opens a sentence may hold whole sentences: "(Dat bleek later. Toen was het te laat.)"
    """
    for open_at, close_at in brackets:
        if open_at < stop.start() < close_at:
            opens_sentence = not text[begin:open_at].strip()
            ends_with_it = stop.end() >= close_at and _behind_a_sentence(text, open_at)
            return not opens_sentence and not ends_with_it
    return False


def _behind_a_sentence(text: str, open_at: int) -> bool:
    """Whether the brackets stand behind a sentence that has ended: "Zo ging het. (Zie boven.)"."""
    return text[:open_at].rstrip()[-1:] in tuple(".?!…")


def _goes_on(text: str, stop: regex.Match[str], word: str, openers: str, end: int) -> bool:
    """Whether what follows is the rest of the same sentence."""
    if not word:
        # only marks follow: dashes or closing quotes set off by a space belong to this sentence
        return not any(mark in openers for mark in "‘“„«([•,")
    if word[0].islower():
        clitic = CLITIC.search(text, stop.end(), min(end, stop.end() + 6))
        starts_with_clitic = clitic is not None and text[clitic.end() :].lstrip()[:1].isupper()
        return not starts_with_clitic
    return openers.startswith(("–", "—")) and stop["mark"] != "."


def _stop_belongs_to_word(
    text: str, begin: int, stop: regex.Match[str], word: str, *, bracketed: bool
) -> bool:
    """Whether the full stop is part of an abbreviation, an initial or a list number."""
    last = LAST_WORD.match(text, begin, stop.start() + 1)
    if last is None or stop["closers"].strip("'’*_"):
        return False
    token = last.group()
    opener = word.lower() in OPENERS and word[0].isupper()
    if LIST_NUMBER.fullmatch(token) and not text[begin : last.start()].strip(" ‘“(*_•-–"):
        return True
    lowered = token.lower()
    if lowered in MAY_END:
        return bracketed or not word[0].isalpha()  # "Bakker et al. (2003)"
    if lowered in NEEDS_MORE:
        return not opener or lowered in TITLES
    if INITIALS.fullmatch(token):
        return not opener
    return bool(DOTTED.fullmatch(lowered)) and not opener


def ranges_of(doc: Doc) -> tuple[Range, ...]:
    """The sentences of a `Doc` as ranges of its text, no white space around them."""
    text = doc.text  # spaCy joins it anew each time it is asked for
    found = (_trimmed(text, sentence.start_char, sentence.end_char) for sentence in doc.sents)
    return tuple(span for spans in found for span in spans)


@Language.component("helder_sentences", assigns=["token.is_sent_start", "doc.sents"])
def helder_sentences(doc: Doc) -> Doc:
    """Set the sentence borders of a `Doc`. A token of white space belongs to the sentence before it.

    Starts that a component before this one found are kept where no stop closes what goes before: lists and
    headings that run on ("Externe links Officiële website"). About stops the rules know more.
    """
    starts = [start for start, _ in sentence_ranges(doc.text)]
    given = doc.to_array([SENT_START]).astype("int64") if doc.has_annotation("SENT_START") else None
    pending = 0
    values = []
    for token in doc:
        reached = bisect_left(starts, token.idx + len(token))
        begins = reached > pending and not token.is_space
        if given is not None and not begins and given[token.i] == 1 and token.i:
            begins = OPENS.match(token.text) is not None and not RUNS_ON.search(doc[token.i - 1].text)
        values.append(1 if begins or token.i == 0 else -1)
        pending = reached if begins else pending
    # At once: setting `token.is_sent_start` looks at the whole document each time.
    column = np.array(values, dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array([SENT_START], column) if values else doc
