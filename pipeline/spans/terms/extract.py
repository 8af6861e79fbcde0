"""The terms of an article or of a whole collection, best first, with definitions and every place.

The flow: `candidates` lists every form that may be a term, `definitions` finds those the text explains,
`ranking` says how typical of the text each form is, `variants` joins the forms of one term, and the
cut of `ranking` ends the list. Tags are used where there are any; the component works on a blank pipeline.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.sentences import ranges_of, sentence_ranges
from pipeline.records import Definition, Kind, Range, Structure, Term
from pipeline.spans import components
from pipeline.spans.definitions.extract import defining, described, find_definitions
from pipeline.spans.placing import Placed, place, structure_of
from pipeline.spans.terms.candidates import Candidate, collect
from pipeline.spans.terms.ranking import CUT, Background, background, keeps, score_parts
from pipeline.spans.terms.tags import UNTAGGED, Tags, tags_of
from pipeline.spans.terms.variants import ARTICLE, group, key, lemma, participles
from pipeline.spans.terms.words import plain

KEY = "helder_terms"
SKIPPED = (Kind.BYLINE, Kind.REFERENCE)
SURE = frozenset(
    {"naming", "alias", "stipulation", "anaphora", "translation", "abbreviation", "that_is", "copula"}
)
DEFINED, PERHAPS_DEFINED = 1.5, 1.0
PLACES = {Kind.TITLE: 1.0, Kind.HEADING: 0.7, Kind.LEAD: 0.2}
COINED = ("quoted", "defined")
REPEATED_COIN = 1.0


@dataclass(frozen=True, slots=True)
class Input:
    """One text to take terms from.

    Attributes:
        sentences: found by rule when there are none.
        excluded: ranges of citations and names.
        tags: parts of speech by the places where words begin.
        definitions: those of the text, looked for when None.
    """

    text: str
    sentences: Sequence[Range] = ()
    structure: Structure | None = None
    excluded: Sequence[Range] = ()
    tags: Tags = field(default_factory=dict)
    definitions: Sequence[Definition] | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A term of a collection. `places` are (number of the text, start, end), in order; so are `definitions`,
    each with its kind.
    """

    lemma: str
    variants: tuple[str, ...]
    score: float
    parts: Mapping[str, float]
    places: tuple[tuple[int, int, int], ...]
    definitions: tuple[tuple[int, int, int, str], ...] = ()
    equivalents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a term, as kept on a `Doc`."""

    start: int
    end: int
    term: Term


@dataclass(slots=True)
class _Evidence:
    """What the texts say about a form besides its counts."""

    families: set[str] = field(default_factory=set)
    sentences: list[tuple[int, int, int, str]] = field(default_factory=list)
    equivalents: list[str] = field(default_factory=list)
    abbreviations: set[str] = field(default_factory=set)


def find_terms(
    text: str,
    sentences: Sequence[Range],
    structure: Structure | None = None,
    excluded: Sequence[Range] = (),
    *,
    tags: Tags = UNTAGGED,
    cut: float = CUT,
) -> tuple[Term, ...]:
    """The terms of one article, best first.

    Args:
        text: the clean text; all offsets are of it.
        sentences: half-open ranges in order, as from `sentence_ranges`.
        structure: what the stage `sections` found; guessed from the lines when None.
        excluded: ranges of citations and named people, which are no terms.
        tags: parts of speech by the places where their words begin; without, the form of words decides.
        cut: the least score that is kept.

    """
    return tuple(
        _as_term(text, ranked)
        for ranked in rank([Input(text, sentences, structure, excluded, tags)], cut=cut)
    )


def rank(inputs: Sequence[Input], *, cut: float = CUT) -> tuple[Ranked, ...]:
    """The terms of several texts counted together, best first."""
    found: dict[str, Candidate] = {}
    evidence: dict[str, _Evidence] = {}
    placed = [_placed(one) for one in inputs]
    left_out: dict[tuple[int, int, int], str] = {}
    size = 0
    for number, (one, sentences) in enumerate(zip(inputs, placed, strict=True)):
        size += collect(number, one.text, _ranges(sentences, SKIPPED), one.excluded, found, one.tags)
        left_out |= {
            place: form for form, each in found.items() if each.kind == "elided" for place in each.places
        }
        for definition in _definitions(one, sentences):
            _note(number, one.text, definition, found, left_out, evidence)
    _complete_coined(inputs, placed, found)
    known = background(found, size)
    kinds = _kinds(placed, found)
    scored = {
        form: _score(each, known, evidence.get(form), kinds.get(form, set()))
        for form, each in found.items()
        if _kept(each, known, evidence)
    }
    ranked = [each for each in _join(scored, found, evidence) if each.score >= cut]
    ranked = _with_participles(ranked, inputs, placed)
    described_too = _with_relative_clauses(ranked, inputs, placed)
    return tuple(sorted(described_too, key=lambda each: (-each.score, each.lemma, each.variants)))


def _definitions(one: Input, sentences: Sequence[Placed]) -> Sequence[Definition]:
    if one.definitions is not None:
        return one.definitions
    return find_definitions(one.text, defining(sentences), excluded=one.excluded, tags=one.tags)


def _placed(one: Input) -> tuple[Placed, ...]:
    return place(one.sentences or sentence_ranges(one.text), structure_of(one.text, one.structure))


def _ranges(sentences: Sequence[Placed], without: Collection[Kind]) -> list[Range]:
    return [(each.start, each.end) for each in sentences if each.kind not in without]


def _kept(candidate: Candidate, known: Background, evidence: Mapping[str, _Evidence]) -> bool:
    return bool(candidate.places) and (keeps(candidate, known) or candidate.form in evidence)


def _note(
    number: int,
    text: str,
    definition: Definition,
    found: dict[str, Candidate],
    left_out: Mapping[tuple[int, int, int], str],
    evidence: dict[str, _Evidence],
) -> None:
    """Keep a definition with its form; a form that is no candidate yet becomes one.

    ‘de vermijdende’ in a list defines "vermijdende hechting", which `left_out` has at its place.
    """
    start, end = definition.start, definition.end
    form = left_out.get((number, start, end)) or plain(" ".join(text[start:end].split()))
    candidate = found.setdefault(form, Candidate(form, len(form.split()), "defined"))
    if (number, start, end) not in candidate.places:
        candidate.places.append((number, start, end))
    entry = evidence.setdefault(form, _Evidence())
    entry.families.add(definition.kind)
    entry.sentences += [(number, *span, definition.kind) for span in definition.sentences]
    entry.equivalents += definition.equivalents
    if definition.kind == "abbreviation":
        entry.abbreviations.update(plain(each) for each in definition.equivalents)


def _complete_coined(
    inputs: Sequence[Input], placed: Sequence[Sequence[Placed]], found: Mapping[str, Candidate]
) -> None:
    """A coined phrase may have any shape, so in its own texts it is looked up by its letters."""
    for candidate in found.values():
        if candidate.kind not in COINED or candidate.size < 2:
            continue
        core = regex.escape(ARTICLE.sub("", candidate.form))
        pattern = regex.compile(rf"(?<![\p{{L}}\p{{N}}-]){core}(?![\p{{L}}\p{{N}}-])", regex.IGNORECASE)
        for number in sorted({which for which, _, _ in candidate.places}):
            ends = {end for which, _, end in candidate.places if which == number}
            read = _ranges(placed[number], SKIPPED)
            for match in pattern.finditer(inputs[number].text):
                inside = any(start <= match.start() and match.end() <= end for start, end in read)
                if inside and match.end() not in ends:
                    candidate.places.append((number, match.start(), match.end()))


def _kinds(placed: Sequence[Sequence[Placed]], found: Mapping[str, Candidate]) -> dict[str, set[Kind]]:
    """Which forms stand in a title, a heading or a lead."""
    marked = [[each for each in sentences if each.kind in PLACES] for sentences in placed]
    kinds: dict[str, set[Kind]] = {}
    for form, candidate in found.items():
        for number, start, end in candidate.places:
            here = {each.kind for each in marked[number] if each.start <= start and end <= each.end}
            kinds.setdefault(form, set()).update(here)
    return kinds


def _score(
    candidate: Candidate, known: Background, evidence: _Evidence | None, kinds: set[Kind]
) -> dict[str, float]:
    """The parts of the score of a form: its own, and what the texts say about it."""
    parts = score_parts(candidate, known)
    if evidence:
        parts["defined"] = DEFINED if evidence.families & SURE else PERHAPS_DEFINED
    if kinds:
        parts["place"] = max(PLACES[kind] for kind in kinds)
    if candidate.kind in COINED and len(candidate.places) > 2:
        parts["coined"] = REPEATED_COIN
    return parts


def _join(
    scored: Mapping[str, dict[str, float]],
    found: Mapping[str, Candidate],
    evidence: Mapping[str, _Evidence],
) -> Iterator[Ranked]:
    """One entry per term: the forms most frequent first, the score of the best form."""
    short = {each: form for form, noted in evidence.items() for each in noted.abbreviations if form in scored}
    for forms in group(scored, short).values():
        best = max(forms, key=lambda form: (sum(scored[form].values()), form))
        ordered = sorted(forms, key=lambda form: (-len(found[form].places), form))
        noted = [evidence[form] for form in ordered if form in evidence]
        yield Ranked(
            lemma=lemma(min(forms, key=lambda form: (form in short, len(form), form))),
            variants=tuple(found[form].shown or form for form in ordered),
            score=round(sum(scored[best].values()), 4),
            parts={name: round(value, 4) for name, value in sorted(scored[best].items()) if value},
            places=tuple(sorted({where for form in forms for where in found[form].places})),
            definitions=_once(span for each in noted for span in each.sentences),
            equivalents=tuple(dict.fromkeys(name for each in noted for name in each.equivalents)),
        )


def _with_participles(
    ranked: Sequence[Ranked], inputs: Sequence[Input], placed: Sequence[Sequence[Placed]]
) -> list[Ranked]:
    """Add places like "veilig gehecht" to the term "veilige hechting"."""
    keys = {
        key(form, ()): number for number, each in enumerate(ranked) for form in each.variants if " " in form
    }
    more: dict[int, list[tuple[int, int, int]]] = {}
    for number, (one, sentences) in enumerate(zip(inputs, placed, strict=True)):
        read = _ranges(sentences, SKIPPED)
        for phrase, (start, end) in participles(one.text):
            if phrase in keys and any(low <= start and end <= high for low, high in read):
                more.setdefault(keys[phrase], []).append((number, start, end))
    return [
        replace(each, places=tuple(sorted({*each.places, *more[number]}))) if number in more else each
        for number, each in enumerate(ranked)
    ]


def _once(definitions: Iterable[tuple[int, int, int, str]]) -> tuple[tuple[int, int, int, str], ...]:
    """In order, each sentence with the first of its kinds."""
    return tuple(sorted({each[:3]: each for each in sorted(definitions, reverse=True)}.values()))


def _with_relative_clauses(
    ranked: Sequence[Ranked], inputs: Sequence[Input], placed: Sequence[Sequence[Placed]]
) -> list[Ranked]:
    """Add what relative clauses say of words that are terms by now; the score stays as it is."""
    names = {plain(form) for each in ranked for form in each.variants}
    said: dict[str, list[tuple[int, int, int, str]]] = {}
    for number, (one, sentences) in enumerate(zip(inputs, placed, strict=True)):
        for definition in described(one.text, defining(sentences), names):
            form = plain(one.text[definition.start : definition.end])
            said.setdefault(form, []).extend(
                (number, *span, definition.kind) for span in definition.sentences
            )
    return [
        replace(each, definitions=_once((*each.definitions, *more)))
        if (more := [span for form in each.variants for span in said.get(plain(form), [])])
        else each
        for each in ranked
    ]


def _as_term(text: str, ranked: Ranked) -> Term:
    occurrences = _widest((start, end) for _, start, end in ranked.places)
    printed = [plain(" ".join(text[start:end].split())) for start, end in occurrences]
    known = {plain(form) for form in ranked.variants}
    others = sorted(
        {form for form in printed if form not in known}, key=lambda form: (-printed.count(form), form)
    )
    return Term(
        term=ranked.variants[0],
        lemma=ranked.lemma,
        variants=(*ranked.variants, *others),
        score=ranked.score,
        parts=ranked.parts,
        occurrences=occurrences,
        definitions=tuple((start, end) for _, start, end, _ in ranked.definitions),
        kinds=tuple(kind for *_, kind in ranked.definitions),
        equivalents=ranked.equivalents,
    )


def _widest(spans: Iterable[Range]) -> tuple[Range, ...]:
    """In order; of two that overlap the longer."""
    kept: list[Range] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


@Language.component(KEY, requires=["doc.sents"], assigns=["doc.spans"])
def helder_terms(doc: Doc) -> Doc:
    """Find the terms of a `Doc`; `terms(doc)` reads them back, best first.

    Citations and mentions that an earlier component put on the `Doc` are left out; definitions that
    `helder_definitions` put there are used, else looked for.
    """
    text = doc.text  # put together anew each time it is asked for
    one = Input(
        text,
        ranges_of(doc),
        doc._.get("helder_structure"),
        components.names(doc),
        tags_of(doc),
        components.records(doc, "helder_definitions") if "helder_definitions" in doc.spans else None,
    )
    found = tuple(_as_term(text, ranked) for ranked in rank([one]))
    doc._.helder_found_terms = found
    components.put(doc, KEY, [Occurrence(*span, term) for term in found for span in term.occurrences])
    return doc


def terms(doc: Doc) -> tuple[Term, ...]:
    """The terms that `helder_terms` found on a `Doc`, best first; none when it has not run."""
    return doc._.helder_found_terms or ()


def _register() -> None:
    """Declare the extension attributes, once and never over somebody else's."""
    for name in ("helder_structure", "helder_found_terms"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


_register()
