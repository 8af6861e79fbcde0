"""Scholars named without a year: "Bowlby, de grondlegger van ..." and, kept apart, "de taxonomie van Bloom".

Articles name many people: children in a vignette, parents, the author. A surname is therefore kept only on
evidence that it stands for a body of thought:

- it is cited elsewhere in the text, with a year;
- it is in a small gazetteer of pedagogues and psychologists;
- it is the author of an entry of the list of literature;
- a word for a theory or a study goes with it ("de ideeën van ...", "... en collega's");
- a scholar's profession does ("volgens psycholoog ..."; "volgens ..." alone may be anybody's words);
- an apposition says so ("..., de grondlegger van ...");
- it was read in another's work ("geciteerd in ...").

In "de piramide van Maslow" the name stands for the thing, not the scholar: the role is then `eponym`. When
the evidence is thin nothing is said; given names alone ("volgens Sander") are never mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.records import Citation, Mention, Range
from pipeline.spans.citations import wordlists as words
from pipeline.spans.citations.author_year import KEY as CITATIONS_KEY
from pipeline.spans.citations.author_year import Original, find_citations, read_citations
from pipeline.spans.citations.names import POSSESSIVE, is_no_name, is_organisation
from pipeline.spans.components import put, records
from pipeline.spans.references.lists import find_lists, find_references, without_lists

KEY = "helder_mentions"

# As often somebody else's name, or a condition ("met Asperger"): only with a given name or other evidence.
NEEDS_MORE = words.word_set(
    "Asperger Gordon Stern Ryan Watson Rogers Locke Mahler Steiner Köhler Gardner Adler Spock Bloom Erasmus"
    " Humboldt Kant Mead Spinoza Descartes Bauman Schön"
)

_CAPITAL_PARTICLE = r"(?:Van|Den?|Der|Te[nr]?|Von|[’']t|La|Le|Du|Op|In)\s"
_PARTICLE = r"(?:van|den?|der|te[nr]?|von|[’']t|het|la|le|du|op|in)\s"
# Without a given name a lower-case "de" or "van" before a capital is no particle: "volgens de Griekse ...".
_PARTICLES = (
    rf"(?:{_CAPITAL_PARTICLE}(?:{_CAPITAL_PARTICLE}|{_PARTICLE}){{0,2}}|(?:van|von)\sde[nr]?\s|te[nr]\s)?"
)
_HEAD = r"(?:\p{Lu}|[dDO]['’]\p{Lu})(?=\p{L}*\p{Ll})[\p{L}\p{M}]+(?:[-’'](?!s\b)[\p{L}\p{M}]+){0,4}"
_INITIALS = (
    r"(?:(?:\p{Lu}|IJ|Th|Ch|Chr|Fr|Ph)\.-?\s?){1,5}"  # bounded, so that a row of capitals costs no more
)
_FIRST = rf"(?!{_CAPITAL_PARTICLE})\p{{Lu}}[\p{{L}}\p{{M}}-]+\s"
_PERSON = (
    rf"(?:(?P<given>{_INITIALS}\s?|(?:{_FIRST}){{1,2}}(?:{_INITIALS}\s?)?)"
    rf"(?P<name>(?:{_CAPITAL_PARTICLE}|{_PARTICLE}){{0,3}}{_HEAD})|(?P<name>{_PARTICLES}{_HEAD}))"
    r"(?P<genitive>['’]s|['’](?=\s))?"
)
_NO_MORE = r"(?![\p{L}\d-]|\s\p{Lu}\p{Ll})"

# What of somebody's is spoken of in "de ideeën van Bowlby": his thought ...
THEORIES = regex.compile(
    r"""
      idee(?:ën)? | gedachtegoed | gedachten
    | denken | denkbeelden | werk(?:en)? | boek(?:en)? | \p{L}*theorie(?:ën)?
    | onderzoek(?:en)? | studies? | experiment(?:en)? | opvatting(?:en)? | visie | inzichten | begrip(?:pen)?
    | concept(?:en)? | quote | citaat | uitspraak | woorden | \p{L}*pedagogiek | leer | filosofie | methode
    """,
    regex.VERBOSE,
)
# ... or a thing that is called after him.
THINGS = regex.compile(
    r"""
      \p{L}*piramide | \p{L}*taxonom(?:ie|y) | \p{L}*cyclus | \p{L}*cirkel
    | \p{L}*schaal | \p{L}*ladder | \p{L}*matrix
    | wet | effect | syndroom | \p{L}*test | doos | hond | kwadrant(?:en)? | \p{L}*driehoek | roos | principe
    | paradox | \p{L}*stadia | \p{L}*fasen | kubus | \p{L}*model
    """,
    regex.VERBOSE,
)
OF_SOMEBODY = regex.compile(rf"(?P<thing>\p{{L}}+)\svan\s{_PERSON}{_NO_MORE}")
SOMEBODYS = regex.compile(rf"(?<![\p{{L}}.-]){_PERSON}\s(?P<thing>\p{{Ll}}+)")
AND_COLLEAGUES = regex.compile(
    rf"(?<![\p{{L}}.-]){_PERSON}\s(?:e\.a\.|c\.s\.|et\sal\.|en\s(?:(?:zijn|haar|hun)\s)?(?:collega['’]?s|medewerkers))",
    regex.VERBOSE,
)
_PROFESSION = r"""
    (?: \p{L}*psycholo(?:og|oge|ogen) | \p{L}*pedago(?:og|ge|gen)
      | \p{L}*psychiater | \p{L}*filosoof | \p{L}*socioloog
      | grondlegg(?:er|ster)s? | bedenk(?:er|ster) | ontwerp(?:er|ster) | pionier
      | (?:vader|moeder)(?=\svan\s(?:de|het)\s[^.]{0,40}?(?:theorie|pedago|psycholo|onderwijs|opvoed))
      | hoogleraar | onderzoek(?:er|ster)s? | wetenschap(?:per|ster)s?
      | theoretic(?:us|a) | psychoanalytic(?:us|a)
      | onderwijskundige | neuroloog | etholoog | biolo(?:og|ge)
      | antropolo(?:og|ge) | taalkundige | kinderarts )
"""
APPOSITION = regex.compile(
    rf"(?<![\p{{L}}.-]){_PERSON},\s(?:(?:de|een|zelf|ook)\s)(?:\p{{L}}+\s){{0,3}}?{_PROFESSION}\b(?P<of>\s(?:van|achter)\b)?",
    regex.VERBOSE,
)
ACCORDING_TO = regex.compile(
    rf"\b(?:(?:[Vv]olgens|[Aa]ldus|[Zz]egt|[Ss]telt)\s(?:de\s)?(?:\p{{L}}+e\s)?{_PROFESSION}(?:\s\p{{Ll}}+)?"
    rf"|[Nn]aar\shet\smodel\svan|[Ii]n\snavolging\svan|[Ii]n\sde\sgeest\svan)\s{_PERSON}{_NO_MORE}",
    regex.VERBOSE,
)
# "volgens Dan Pinks boek": a full name, and a work of his.
WORK_OF = regex.compile(
    rf"\b(?:[Vv]olgens|[Ii]n)\s{_PERSON}\s(?:\p{{L}}+\s)?"
    r"(?i:\p{L}*theorie|boek|lezing|talk|essay|artikel|proefschrift|werk|onderzoek|studie|model)\b",
    regex.VERBOSE,
)
# Only these may say of a stranger that he is known for something; a profession alone may be an interviewee's.
FOUNDERS = regex.compile(r"grondlegg|bedenk|pionier|vader|moeder|theoretic|psychoanalytic|filosoof")
# Only after a given name or initial: "Edward Deci toonde aan". A bare capital may be any word.
REPORTS = regex.compile(
    rf"""(?<![\p{{L}}.-]){_PERSON}\s
    (?: steld?e?t?(?=\sdat) | betoogt | betoogde | beschreef | beschrijft | ontdekte
      | introduceerde | onderscheidt | onderscheidde
      | ontwikkelde(?!\s(?:zich|tot)) | definieert | definieerde
      | concludeert | concludeerde | onderzocht
      | formuleerde | toonde(?=[^.]{{0,80}}\saan)
      | toont(?=[^.]{{0,80}}\saan) | wees(?=[^.]{{0,80}}\sop\b)
      | muntte | bepleitte | benadrukt | benadrukte )\b""",
    regex.VERBOSE,
)
WORD = regex.compile(r"(?<![\p{L}\p{M}'’-])\p{Lu}[\p{L}\p{M}]+(?:[-’'][\p{L}\p{M}]+)*")
BYLINE = regex.compile(
    r"(?:door|tekst|auteurs?|foto['’]?s?|interview|beeld|illustraties?|vertaling|redactie)\b[:\s]",
    regex.IGNORECASE,
)
LONGEST_BYLINE = 140  # characters of a paragraph that may be a byline or a signature


def find_mentions(text: str, citations: Sequence[Citation]) -> tuple[Mention, ...]:
    """The scholars named without a year, in order; names inside `citations` are none.

    Args:
        text: the text that the citations were found in.
        citations: its citations; their authors are evidence for bare names.

    >>> text = "Bowlby keek naar jonge kinderen. Veiligheid vraagt tijd (Mol, 2001). Mol keek verder."
    >>> [(one.name, one.start) for one in find_mentions(text, find_citations(text))]
    [('Bowlby', 0), ('Mol', 69)]
    """
    lists = find_lists(text)
    body = without_lists(text, lists)
    listed = {
        f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
        for one in find_references(text, lists)
        for name in one.csl.get("author", ())
        if "family" in name
    }
    taken = bytearray(len(text))  # a 1 for each character that is a citation's, a byline's or a mention's
    for start, end in [(one.start, one.end) for one in citations] + _bylines(body):
        taken[start:end] = b"\1" * (end - start)
    kept = []
    for mention in _candidates(body, citations, listed, read_citations(text).originals):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda one: one.start))


def _candidates(
    text: str, citations: Sequence[Citation], listed: Set[str], originals: Sequence[Original]
) -> Iterator[Mention]:
    """Every name with evidence, the surest evidence first; they may overlap."""
    for original in originals:
        yield Mention(original.start, original.end, original.name, read_in=original.read_in)
    yield from _with_things(text)
    for pattern in (ACCORDING_TO, AND_COLLEAGUES):
        for match in pattern.finditer(text):
            yield from _mention(match)
    for match in WORK_OF.finditer(text):
        if _given(match) and (match["genitive"] or match["name"].endswith("s")):
            yield from _mention(match)
    for match in APPOSITION.finditer(text):
        if FOUNDERS.search(match.group(), match.end("name") - match.start()):
            yield from _mention(match)
    for match in REPORTS.finditer(text):
        if _given(match):
            yield from _mention(match)
    yield from _known(text, citations, listed)


def _with_things(text: str) -> Iterator[Mention]:
    """Names by what is theirs: "de ideeën van Bowlby"; and eponyms: "de piramide van Maslow"."""
    for match in OF_SOMEBODY.finditer(text):
        if THINGS.fullmatch(match["thing"]):
            yield from _mention(match, role="eponym")
        elif THEORIES.fullmatch(match["thing"]):
            yield from _mention(match)
    for match in SOMEBODYS.finditer(text):
        known = match["genitive"] or match["name"].removesuffix("s") in words.GAZETTEER
        if known and THINGS.fullmatch(match["thing"]):
            yield from _mention(match, role="eponym")


def _mention(match: regex.Match[str], *, role: str = "scholar") -> Iterator[Mention]:
    """The surname of a match of `_PERSON`, unless it is a given name, a place or an organisation."""
    name = match["name"]
    bare = _head(name).lower()
    given = _given(match)
    if is_no_name(bare) or is_organisation(name) or bare in words.NEWSPAPERS:
        return
    if bare in words.GIVEN_NAMES and not given:
        return
    if given and any(is_organisation(word) or word.lower() in words.PLACES for word in given.split()):
        return
    yield Mention(match.start("name"), match.end("name"), name, role)


def _given(match: regex.Match[str]) -> str:
    """The given names or initials of a match of `_PERSON`; a capital that opens a sentence is none."""
    given = (match["given"] or "").split()
    inside = match.start("given") > 0 and match.string[: match.start("given")].rstrip()[-1:] not in ".?!:•"
    return " ".join(
        word
        for word in given
        if word.lower() not in words.FUNCTION_WORDS or (inside and word.lower() in words.GIVEN_NAMES)
    )


def _known(text: str, citations: Sequence[Citation], listed: Set[str]) -> Iterator[Mention]:
    """Bare surnames that are cited elsewhere, have an entry in the list, or are in the gazetteer."""
    cited = {
        author
        for one in citations
        for author in one.authors
        if " " not in _head(author) and not is_organisation(author) and author[0].isalpha()
    }
    heads = {_head(author): author for author in (*sorted(listed), *sorted(cited))}
    for match in WORD.finditer(text):
        name = _base(match.group(), heads)
        if name is None or _is_common_word(text, name, match.start()):
            continue
        if name in NEEDS_MORE and name not in heads and not _follows_given_name(text, match.start()):
            continue
        start = match.start()
        if particles := _particles_of(heads.get(name, name), name):
            before = text[max(0, start - len(particles)) : start]
            if before.lower() != particles.lower():
                continue  # another of the same surname: "Jong" is not "De Jong"
            start -= len(particles)
        end = match.start() + len(name)
        yield Mention(start, end, text[start:end])


def _base(word: str, heads: dict[str, str]) -> str | None:
    """The known surname in `word`, which may have a possessive ending; None when it is not known."""
    for form in (word, POSSESSIVE.sub("", word), word.removesuffix("s")):
        if form in heads or form in words.GAZETTEER:
            return form
    return None


def _is_common_word(text: str, name: str, at: int) -> bool:
    """Whether a capital at a sentence's head may belong to the ordinary word: "Berg", "Vos"."""
    before = text[:at].rstrip(" \"“‘'’(")
    opens = not before or before[-1] in ".?!:\n•"
    return opens and regex.search(rf"(?<!\p{{L}}){regex.escape(name.lower())}(?!\p{{L}})", text) is not None


def _follows_given_name(text: str, at: int) -> bool:
    before = regex.search(r"(\p{Lu}\p{Ll}+|\p{Lu}\.)\s$", text[max(0, at - 30) : at])
    return before is not None and (before[1].endswith(".") or before[1].lower() in words.GIVEN_NAMES)


def _head(author: str) -> str:
    """The surname without its particles: "Jong" of "De Jong"."""
    parts = author.split(" ")
    while len(parts) > 1 and parts[0].lower() in words.PARTICLES:
        parts.pop(0)
    return " ".join(parts)


def _particles_of(author: str, head: str) -> str:
    return author[: len(author) - len(head)] if author.endswith(head) else ""


def _bylines(text: str) -> list[Range]:
    """Paragraphs that name the makers: "door Els Kok", "Tekst: Jan Mol", or a name alone."""
    found = []
    for match in regex.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if len(line) > LONGEST_BYLINE or line[-1:] in {".", "?", "!"} or not line:
            continue
        capitals = [word for word in line.split() if word[0].isupper()]
        only_names = len(capitals) > 1 and all(
            word[0].isupper() or word.lower() in words.PARTICLES | words.CONNECTORS for word in line.split()
        )
        if BYLINE.match(line) or only_names:
            found.append(match.span())
    return found


class MentionFinder:
    """Puts the mentions of a document in `doc.spans["helder_mentions"]`, labelled with their role."""

    def __call__(self, doc: Doc) -> Doc:
        """Find them in `doc.text`; takes the citations of `helder_citations` where that ran before."""
        ran = CITATIONS_KEY in doc.spans
        citations = records(doc, CITATIONS_KEY) if ran else find_citations(doc.text)
        put(doc, KEY, find_mentions(doc.text, citations))
        return doc


@Language.factory("helder_mentions", assigns=["doc.spans"])
def create_helder_mentions(nlp: Language, name: str) -> MentionFinder:
    """Make the component; it works best behind `helder_citations` and without it too."""
    return MentionFinder()
