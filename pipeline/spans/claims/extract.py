"""The key claims of an article: the sentences that carry its argument, whole, best first.

Cue words say of which type a sentence is (`cues`); place, sources, terms and centrality choose (`_score`);
`exclusions` names what is never a claim. The last step spreads the choice: no two sentences that say the
same, not all from one paragraph, and something from each section that has anything to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.sentences import ranges_of
from pipeline.records import Citation, Claim, Kind, Range, Structure, Term
from pipeline.spans import components
from pipeline.spans.claims import cues
from pipeline.spans.claims.centrality import alike, bags, centrality
from pipeline.spans.claims.exclusions import excluded, vignette_paragraphs
from pipeline.spans.placing import Placed, place, structure_of
from pipeline.spans.terms.extract import terms as terms_of

KEY = "helder_claims"
KEY_TERMS = 30  # the terms of an article that count as its own
NEARBY = 2  # sentences
PER_PARAGRAPH = 3
SAME = 0.7  # share of words from which two sentences say the same

# Set by hand, on general grounds: what gives a sentence standing in expository prose.
WEIGHTS = {
    "central": 1.6,
    "closing": 1.0,  # in the concluding section
    "citation": 0.8,
    "definition": 0.8,
    "classification": 0.6,
    "finding": 0.6,
    "causal": 0.7,
    "normative": 0.4,
    "advice": 0.2,
    "thesis": 0.5,
    "conclusion": 0.5,
    "terms": 0.25,  # each, four at most
    "title": 0.5,
    "first": 0.3,  # opens its paragraph
    "short": -1.0,
    "dangling": -0.5,  # opens with "dit" or "zij" and has no term
}
ANAPHOR = regex.compile(
    r"""
    \W* (?: (?:en|maar|juist|ook|want|dus)\s )*
    (?: dit | deze | dat | die | hierdoor | daardoor | hiermee | daarmee | hierbij | daarbij
        | hierbinnen | daarbinnen | dergelijke
      | zulke | zo['’]n | zij | ze | hij | zo | daarom | hieruit | daaruit | hieronder | hiervoor
          | daarvoor | (?:in|voor|door|bij|met|van) \s (?:deze|dit|dat) ) \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence that may be chosen: where it stands, its words, its types and the parts of its score."""

    sentence: Placed
    words: frozenset[str]
    types: tuple[str, ...]
    parts: dict[str, float]

    @property
    def score(self) -> float:
        return round(sum(self.parts.values()), 4)


def find_claims(
    text: str,
    sentences: Sequence[Range],
    structure: Structure | None = None,
    citations: Sequence[Citation] = (),
    terms: Sequence[Term] = (),
    *,
    limit: int = 20,
) -> tuple[Claim, ...]:
    """The key claims, best first; at most `limit`, and at most a third of the sentences of running text.

    Args:
        text: the clean text; all offsets are of it.
        sentences: half-open ranges in order, as from `sentence_ranges`.
        structure: what the stage `sections` found; guessed from the lines when None.
        citations: the in-text citations, for evidence and standing.
        terms: those of the article, best first; their definitions make claims of type `definition`.
        limit: the most claims to give.

    """
    known = structure_of(text, structure)
    placed = place(sentences, known)
    weighed = _weigh(text, placed, known, citations, terms)
    running = sum(each.kind is Kind.BODY for each in placed)
    chosen = _spread(weighed, min(limit, max(1, running // 3)) if running else 0)
    return tuple(_claim(text, each, placed, citations) for each in chosen)


def _weigh(
    text: str,
    placed: Sequence[Placed],
    structure: Structure,
    citations: Sequence[Citation],
    terms: Sequence[Term],
) -> list[_Weighed]:
    """Every sentence that may be a claim, in the order of the text."""
    vignettes = vignette_paragraphs(text, placed)
    defining = _naming_sentences(terms)
    contents = bags(text, [(each.start, each.end) for each in placed])
    told = [
        each.kind in (Kind.BODY, Kind.LEAD, Kind.BULLET) and each.paragraph not in vignettes
        for each in placed
    ]
    central = iter(centrality([bag for bag, counts in zip(contents, told, strict=True) if counts]))
    ranks = [next(central) if counts else 0.0 for counts in told]
    headline = _headline(text, placed, contents)
    closing = _closing_sections(text, structure)
    weighed = []
    for each, bag, rank in zip(placed, contents, ranks, strict=True):
        defines = (each.start, each.end) in defining
        if excluded(text, each, vignettes=vignettes, defines=defines):
            continue
        cited = any(_within(found, each) for found in citations)
        words = text[each.start : each.end]
        types = _types(words, defines=defines, closing=each.section in closing, cited=cited)
        parts = {"central": WEIGHTS["central"] * rank} | {
            name: WEIGHTS[name] for name in types if name in WEIGHTS
        }
        parts |= _standing(text, each, bag, citations, terms, headline, closing)
        weighed.append(_Weighed(each, bag, types, parts))
    return weighed


def _naming_sentences(terms: Sequence[Term]) -> set[Range]:
    """The sentences that define a term and name it; the one before, that only describes it, is left out."""
    return {
        (start, end)
        for term in terms
        for start, end in term.definitions
        if any(start <= first and last <= end for first, last in term.occurrences)
    }


def _types(words: str, *, defines: bool, closing: bool, cited: bool) -> tuple[str, ...]:
    """All types of a sentence: by definition, by cue, by place, by source."""
    types = (("definition",) if defines else ()) + cues.types_of(words)
    if cited and not {"definition", "finding"} & set(types):
        types += ("finding",)
    if closing and "thesis" not in types:
        types += ("thesis",)
    return types


def _standing(
    text: str,
    sentence: Placed,
    bag: frozenset[str],
    citations: Sequence[Citation],
    terms: Sequence[Term],
    headline: Collection[str],
    closing: Collection[int],
) -> dict[str, float]:
    """What place, sources, terms and form add."""
    inside = _terms_inside(sentence, terms)
    size = len(text[sentence.start : sentence.end].split())
    facts = {
        "closing": float(sentence.section in closing),
        "citation": float(any(_within(each, sentence) for each in citations)),
        "terms": float(min(4, inside)),
        "title": min(1.0, len(bag & set(headline)) / 3),
        "first": float(sentence.first),
        "short": float(size < 8),
        "dangling": float(inside == 0 and ANAPHOR.match(text, sentence.start, sentence.end) is not None),
    }
    return {name: WEIGHTS[name] * value for name, value in facts.items() if value}


def _within(found: Citation, sentence: Placed) -> bool:
    return sentence.start <= found.start and found.end <= sentence.end


def _terms_inside(sentence: Placed, terms: Sequence[Term]) -> int:
    return sum(
        any(sentence.start <= start and end <= sentence.end for start, end in term.occurrences)
        for term in terms[:KEY_TERMS]
    )


def _headline(text: str, placed: Sequence[Placed], contents: Sequence[frozenset[str]]) -> frozenset[str]:
    """The words of the title and the headings."""
    kinds = (Kind.TITLE, Kind.HEADING)
    return frozenset(
        word for each, bag in zip(placed, contents, strict=True) if each.kind in kinds for word in bag
    )


def _closing_sections(text: str, structure: Structure) -> frozenset[int]:
    """The numbers of the sections that conclude."""
    headings = [(number, section.heading) for number, section in enumerate(structure.sections)]
    return frozenset(
        number for number, span in headings if span and cues.CLOSING_HEADING.fullmatch(text[slice(*span)])
    )


def _spread(weighed: Sequence[_Weighed], limit: int) -> list[_Weighed]:
    """The best, no two alike, and the best of each section among them when it has standing at all."""
    ordered = sorted(weighed, key=lambda each: (-each.score, each.sentence.start))
    best_of_section = {each.sentence.section: each for each in reversed(ordered)}
    median = ordered[len(ordered) // 2].score if ordered else 0.0
    sure = sorted(
        (each for each in best_of_section.values() if each.score > median),
        key=lambda each: (-each.score, each.sentence.start),
    )
    chosen: list[_Weighed] = []
    used: Counter[int] = Counter()
    for each in [*sure[: limit // 2], *ordered]:
        fresh = all(each is not other and alike(each.words, other.words) < SAME for other in chosen)
        if len(chosen) < limit and fresh and used[each.sentence.paragraph] < PER_PARAGRAPH:
            chosen.append(each)
            used[each.sentence.paragraph] += 1
    return sorted(chosen, key=lambda each: (-each.score, each.sentence.start))


def _claim(text: str, weighed: _Weighed, placed: Sequence[Placed], citations: Sequence[Citation]) -> Claim:
    sentence = weighed.sentence
    words = text[sentence.start : sentence.end]
    return Claim(
        start=sentence.start,
        end=sentence.end,
        types=weighed.types,
        score=weighed.score,
        strength=cues.strength_of(words),
        polarity=cues.polarity_of(words),
        evidence=_evidence(words, sentence, placed, citations),
        antecedent=_antecedent(text, sentence, placed),
        parts={name: round(value, 4) for name, value in sorted(weighed.parts.items()) if value},
    )


def _evidence(words: str, sentence: Placed, placed: Sequence[Placed], citations: Sequence[Citation]) -> str:
    if any(_within(each, sentence) for each in citations):
        return "citation"
    here = placed.index(sentence)
    around = [
        each
        for each in placed[max(0, here - NEARBY) : here + NEARBY + 1]
        if each.paragraph == sentence.paragraph
    ]
    if any(_within(found, each) for found in citations for each in around):
        return "nearby_citation"
    return "appeal" if cues.APPEAL.search(words) else "none"


def _antecedent(text: str, sentence: Placed, placed: Sequence[Placed]) -> Range | None:
    """The sentence before, in running text, when this one opens with a word that points back."""
    if ANAPHOR.match(text, sentence.start, sentence.end) is None:
        return None
    before = [
        each for each in placed[: placed.index(sentence)] if each.kind in (Kind.BODY, Kind.BULLET, Kind.LEAD)
    ]
    return (before[-1].start, before[-1].end) if before else None


@dataclass(frozen=True, slots=True)
class ClaimFinder:
    """The component. `components.records(doc, "helder_claims")` gives the key claims, best first."""

    limit: int

    def __call__(self, doc: Doc) -> Doc:
        """Read structure, citations and terms off `doc` where earlier components put them."""
        citations = components.records(doc, "helder_citations")
        structure = doc._.get("helder_structure")
        found = find_claims(doc.text, ranges_of(doc), structure, citations, terms_of(doc), limit=self.limit)
        components.put(doc, KEY, found)
        return doc


@Language.factory(KEY, default_config={"limit": 20}, requires=["doc.sents"], assigns=["doc.spans"])
def create_helder_claims(nlp: Language, name: str, limit: int) -> ClaimFinder:
    """Make the component; `limit` is the most claims it keeps of an article."""
    return ClaimFinder(limit)
