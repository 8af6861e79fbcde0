"""The key claims of an article: the sentences that carry its argument, whole, best first.

Cue words say of which type a sentence is (`cues`); place, sources, terms and centrality choose (`_score`);
`exclusions` names what is never a claim. The last step spreads the choice: no two sentences that say the
same, not all from one paragraph, and something from each section that has anything to say.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.sentences import ranges_of
from pipeline.records import Citation, Claim, Definition, Kind, Range, Structure, Term
from pipeline.spans import components
from pipeline.spans.claims import cues
from pipeline.spans.claims.centrality import alike, bags, centrality
from pipeline.spans.claims.exclusions import excluded, vignette_paragraphs
from pipeline.spans.claims.stories import UNTOLD, Telling, Told, telling_of
from pipeline.spans.placing import Placed, place, structure_of
from pipeline.spans.terms.extract import terms as terms_of

KEY = "helder_claims"
LEAST = 0.1  # a lower score is no claim at all
USUAL = 14  # words in a sentence of expository prose
KEY_TERMS = 30  # the terms of an article that count as its own
NEARBY = 2  # sentences
PER_PARAGRAPH = 3
SAME = 0.7  # share of words from which two sentences say the same

# Few and round: logistic regressions that left out one test article at a time gave the same signs and nearly
# these sizes each time, and equal weights cost one or two points (see docs/terms-claims.md). What helped on
# one article only (bare place in the paragraph, list items, pointing words, rarer types) has no weight.
WEIGHTS = {
    "length": 1.0,  # logarithm of its words over `USUAL`, held between -1 and 0.8
    "central": 0.4,
    "terms": 0.4,  # each, four at most
    "title": 0.3,
    "source": 0.3,  # cited in it; half for one close by
    "report": 0.6,  # a finding, a figure, an appeal to research
    "reason": 0.4,  # a cause, a need, a division into kinds
    "general": 0.5,  # of anybody, at any time: "Wie ...", "Een kind dat ..."
    "closing": 0.2,  # in the concluding section or the last paragraph
    "named": -0.4,  # a person or place that is no source
    "past": -0.3,  # what happened once
    "story": -0.8,  # either of these without a cue or a source, or both with no more than a cue
    "teller": -0.8,  # "ik", "mijn"; or of "hem" or "haar", without a cue
    "scene": -1.0,  # the share above half of its paragraph that tells, the sentence itself left out
}
REASONS = frozenset({"causal", "normative", "classification"})
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
    definitions: Sequence[Definition] = (),
    telling: Telling = UNTOLD,
    limit: int = 20,
) -> tuple[Claim, ...]:
    """The key claims, best first; at most `limit`, and at most a third of the sentences of running text.

    Args:
        text: the clean text; all offsets are of it.
        sentences: half-open ranges in order, as from `sentence_ranges`.
        structure: what the stage `sections` found; guessed from the lines when None.
        citations: the in-text citations, for evidence and standing.
        terms: those of the article, best first; their definitions make claims of type `definition`.
        definitions: of the article; without them those of `terms` are taken.
        telling: where the text names somebody or tells of the past, as far as a pipeline knows.
        limit: the most claims to give.

    """
    known = structure_of(text, structure)
    placed = place(sentences, known)
    closing = _closing(text, placed)
    # what concludes is no vignette, though it may come back to the child of the first page
    placed = tuple(
        replace(each, kind=Kind.BODY) if each.kind is Kind.VIGNETTE and each.paragraph in closing else each
        for each in placed
    )
    article = _Article(
        text=text,
        placed=placed,
        citations=citations,
        terms=terms,
        defining=_defining_sentences(definitions, terms),
        closing=closing,
        telling=telling,
        last=next((each.paragraph for each in reversed(placed) if each.kind is Kind.BODY), None),
    )
    weighed = _weigh(article)
    running = sum(each.kind is Kind.BODY for each in placed)
    chosen = _spread(weighed, min(limit, max(1, running // 3)) if running else 0)
    return tuple(_claim(text, each, placed, citations) for each in chosen)


@dataclass(frozen=True, slots=True)
class _Article:
    """All that is known of the article whose sentences are weighed."""

    text: str
    placed: Sequence[Placed]
    citations: Sequence[Citation]
    terms: Sequence[Term]
    defining: Collection[Range]
    closing: Collection[int]
    telling: Telling
    last: int | None


def _weigh(article: _Article) -> list[_Weighed]:
    """Every sentence that may be a claim, in the order of the text."""
    text, placed = article.text, article.placed
    vignettes = vignette_paragraphs(text, placed)
    lead_ins = _lead_ins(text, placed)
    contents = bags(text, [(each.start, each.end) for each in placed])
    running = [
        each.kind in (Kind.BODY, Kind.LEAD, Kind.BULLET) and each.paragraph not in vignettes
        for each in placed
    ]
    central = iter(centrality([bag for bag, counts in zip(contents, running, strict=True) if counts]))
    ranks = [next(central) if counts else 0.0 for counts in running]
    headline = _headline(text, placed, contents)
    tellings = [telling_of(text, each, article.telling, article.citations) for each in placed]
    scenes = _scenes(text, placed, tellings)
    weighed = []
    for each, bag, rank, told, scene in zip(placed, contents, ranks, tellings, scenes, strict=True):
        defines = (each.start, each.end) in article.defining
        led_in = each.paragraph in lead_ins
        if excluded(text, each, vignettes=vignettes, defines=defines, led_in=led_in):
            continue
        cited = any(_within(found, each) for found in article.citations)
        words = text[each.start : each.end]
        types = _types(words, defines=defines, closing=each.paragraph in article.closing, cited=cited)
        near = _cited_nearby(each, placed, article.citations)
        if told.signs > 1 and not (defines or near or _reports(words, types)):
            continue
        facts = {"central": rank, "scene": scene, "source": 1.0 if cited else 0.5 * near}
        facts |= _standing(article, each, types, told, near=near)
        facts["title"] = min(1.0, len(bag & headline) / 3)
        parts = {name: WEIGHTS[name] * value for name, value in facts.items() if value}
        weighed.append(_Weighed(each, bag, types, parts))
    return weighed


def _reports(words: str, types: Sequence[str]) -> bool:
    """Whether a sentence gives a finding or a figure, or names research; those may be told in the past."""
    return "finding" in types or cues.APPEAL.search(words) is not None


def _scenes(text: str, placed: Sequence[Placed], tellings: Sequence[Told]) -> list[float]:
    """For each sentence how far the share of the others in its paragraph that tell is above a half."""
    tell = [
        told.signs > 0 and not _reports(words, cues.types_of(words))
        for told, words in zip(tellings, (text[each.start : each.end] for each in placed), strict=True)
    ]
    size = Counter(each.paragraph for each in placed)
    telling = Counter(each.paragraph for each, tells in zip(placed, tell, strict=True) if tells)
    return [
        max(0.0, (telling[each.paragraph] - tells) / max(1, size[each.paragraph] - 1) - 0.5)
        for each, tells in zip(placed, tell, strict=True)
    ]


def _defining_sentences(definitions: Sequence[Definition], terms: Sequence[Term]) -> set[Range]:
    """The last sentence of each definition; what stands before it only describes what is named."""
    return {each.sentences[-1] for each in definitions} or {
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


def _lead_ins(text: str, placed: Sequence[Placed]) -> dict[int, Range]:
    """The sentence with a colon that introduces each list item, by the number of the item's paragraph."""
    found: dict[int, Range] = {}
    last: Placed | None = None
    for each in placed:
        if each.kind is not Kind.BULLET:
            last = each
        elif last and text[last.end - 1] == ":":
            found[each.paragraph] = (last.start, last.end)
    return found


def _standing(
    article: _Article, sentence: Placed, types: Sequence[str], told: Told, *, near: bool
) -> dict[str, float]:
    """What form, terms, types and place say of a sentence, each from 0 to 1 but for `length` and `terms`."""
    words = article.text[sentence.start : sentence.end]
    report = _reports(words, types)
    past = told.past and not near  # a finding is told in the past as well
    story = (told.named and past and "definition" not in types) or ((told.named or past) and not types)
    closing = sentence.paragraph in article.closing or sentence.paragraph == article.last
    return {
        "length": max(-1.0, min(0.8, math.log(len(words.split()) / USUAL))),
        "terms": float(min(4, _terms_inside(sentence, article.terms))),
        "report": float(report),
        "reason": float(not REASONS.isdisjoint(types)),
        "general": float(told.general),
        "closing": float(closing),
        "named": float(told.named),
        "past": float(past),
        "story": float(story and not report),
        "teller": float(told.speaker or (told.personal and not types and not near)),
    }


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


def _closing(text: str, placed: Sequence[Placed]) -> frozenset[int]:
    """The numbers of the paragraphs that conclude: under a heading that says so, up to the next one.

    Such a heading may have been taken for a paragraph of its own; its words tell.
    """
    closing: set[int] = set()
    open_ = False
    for each in placed:
        if cues.CLOSING_HEADING.fullmatch(text, each.start, each.end) and each.first:
            open_ = True
        elif each.kind in (Kind.HEADING, Kind.REFERENCE):
            open_ = False
        elif open_:
            closing.add(each.paragraph)
    return frozenset(closing)


def _spread(weighed: Sequence[_Weighed], limit: int) -> list[_Weighed]:
    """The best, no two alike, and the best of each section among them when it has standing at all."""
    worth = [each for each in weighed if each.score >= LEAST]
    ordered = sorted(worth, key=lambda each: (-each.score, each.sentence.start))
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
        antecedent=_lead_ins(text, placed).get(sentence.paragraph) or _antecedent(text, sentence, placed),
        parts={name: round(value, 4) for name, value in sorted(weighed.parts.items()) if value},
    )


def _evidence(words: str, sentence: Placed, placed: Sequence[Placed], citations: Sequence[Citation]) -> str:
    if any(_within(each, sentence) for each in citations):
        return "citation"
    if _cited_nearby(sentence, placed, citations):
        return "nearby_citation"
    return "appeal" if cues.APPEAL.search(words) else "none"


def _cited_nearby(sentence: Placed, placed: Sequence[Placed], citations: Sequence[Citation]) -> bool:
    """Whether there is a citation in the same paragraph, at most `NEARBY` sentences away."""
    here = bisect_left(placed, sentence.start, key=lambda each: each.start)
    around = [
        each
        for each in placed[max(0, here - NEARBY) : here + NEARBY + 1]
        if each.paragraph == sentence.paragraph
    ]
    return any(_within(found, each) for found in citations for each in around)


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
        found = find_claims(
            doc.text,
            ranges_of(doc),
            structure,
            citations,
            terms_of(doc),
            definitions=components.records(doc, "helder_definitions"),
            telling=Telling.of(doc),
            limit=self.limit,
        )
        components.put(doc, KEY, found)
        return doc


@Language.factory(KEY, default_config={"limit": 20}, requires=["doc.sents"], assigns=["doc.spans"])
def create_helder_claims(nlp: Language, name: str, limit: int) -> ClaimFinder:
    """Make the component; `limit` is the most claims it keeps of an article."""
    return ClaimFinder(limit)
