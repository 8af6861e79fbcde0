"""What gives damage away in a text without its original: shares of its words.

Words of a language other than Dutch are not judged, since nothing here knows them; nor are numbers, addresses
and abbreviations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache

import regex

from pipeline.language import characters
from pipeline.language.languages import DUTCH, language
from pipeline.language.lexicon import CACHED, Lexicon
from pipeline.language.overprint import suspects
from pipeline.records import Range

PARAGRAPH = regex.compile(r"[^\n\f]+(?:\n[^\n\f]+)*+")
TOKEN = regex.compile(r"\S+")
# Left alone: numbers with their signs, addresses, abbreviations with full stops, Roman numerals, initials.
NO_WORD = regex.compile(
    r"""[^\p{L}\uFFFD]++
      | \S*(?:@|://|www\.|\.(?:nl|be|com|org|eu|net)\b)\S*+
      | \p{L}{1,4}(?:\.\p{L}{1,4})++\.? | (?:\p{Lu}\p{Ll}?\.-?)++
      | [IVXLCDM]++
      | [\p{N}.,:/]++['’]?(?:s|e|ste|de|x|m|cm|km|kg|g|ml|min|uur)?(?:-\p{L}++)*+ | \p{Lu}{1,4}\p{N}{1,3}""",
    regex.VERBOSE,
)
OUTER = regex.compile(r"^[^\p{L}\p{N}'’\uFFFD]++|^['’](?![stnmrkSTNMRK](?:$|-))|[^\p{L}\p{N}\uFFFD]++$")
JOINT = regex.compile(r"[-/–—]++|\.\.\.|…|[()\[\]]++")
ONE_LETTER = frozenset("uUàoOaAéèI")  # that are words, or open an address or a row
SHORT_FORM = regex.compile(r"['’][stnmrkSTNMRK]")
ODD = regex.compile(r"\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}|\p{L}\p{N}|\p{N}\p{L}|[^\p{L}\p{M}\p{N}'’]")
STRAY = regex.compile(r"[^\p{L}\p{M}\p{N}\s.,;:?!'‘’‚\"“”„«»()\[\]/&%€$£°§†‡*+=@#_•…–—\-<>]|\uFFFD")
LONE_MARK = regex.compile(r"[.,;:'’_|\\~^`!*]++")
RARE = 2.0  # Zipf; a damaged word that happens to be another one is mostly rare
LIKELY, UNLIKELY = -0.9, -1.9  # log10 a letter, between which a word looks less and less Dutch


@dataclass(frozen=True, slots=True)
class Features:
    """Counts over the words of a text; `words` is how many were judged, the rest how many of them are so.

    Attributes:
        unknown: in small letters and in no list, no compound, no old spelling.
        unlikely: the same, each counted by how little its letters look like Dutch (0 to 1).
        names: with a capital and in no list; most are names.
        odd: with digits or capitals in the middle, or a sign inside.
        alone: letters that are no words by themselves, and marks between blanks.
        rare: known, and hardly ever used.
        stray: with a character that Dutch print does not have.
        overprinted: in a stretch that seems to have been drawn several times.
        doubtful: in an edit that was wished and not made, and counted nowhere else.
    """

    words: float = 0.0
    unknown: float = 0.0
    unlikely: float = 0.0
    names: float = 0.0
    odd: float = 0.0
    alone: float = 0.0
    rare: float = 0.0
    stray: float = 0.0
    overprinted: float = 0.0
    doubtful: float = 0.0

    def __add__(self, other: Features) -> Features:
        return Features(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def shares(self) -> tuple[float, ...]:
        """Each count as a share of the words, in the order of `NAMES`."""
        return tuple(count / self.words for count in astuple(self)[1:])


NAMES = tuple(field.name for field in fields(Features))[1:]


def features(text: str, words: Lexicon, *, doubtful: Sequence[Range] = ()) -> Features:
    """The counts for a text.

    Args:
        text: paragraphs with blank lines or line ends between them.
        words: what is known of words.
        doubtful: places in it of edits that were wished and not made.
    """
    counts = dict.fromkeys(("words", *NAMES), 0.0)
    for paragraph in PARAGRAPH.finditer(text):
        if language(paragraph.group()) != DUTCH:
            continue
        start = paragraph.start()
        for line in paragraph.group().split("\n"):
            drawn = suspects(line)
            for token in TOKEN.finditer(line):
                first, last = token.span()
                if any(a < last and first < b for a, b in drawn):
                    kinds: tuple[tuple[str, float], ...] = (("overprinted", 1.0),)
                else:
                    kinds = _kinds(token.group(), words)
                if not kinds:
                    continue
                if kinds == SOUND and any(a < start + last and start + first < b for a, b in doubtful):
                    kinds = (("doubtful", 1.0),)
                counts["words"] += 1
                for kind, weight in kinds:
                    counts[kind] += weight
            start += len(line) + 1
    return Features(**counts)


SOUND = (("words", 0.0),)


@lru_cache(maxsize=CACHED)
def _kinds(token: str, words: Lexicon) -> tuple[tuple[str, float], ...]:
    """What a token counts for; nothing when it is no word."""
    if NO_WORD.fullmatch(token):
        return (("alone", 1.0),) if LONE_MARK.fullmatch(token) else ()
    core = OUTER.sub("", token)
    if STRAY.search(token):
        return (("stray", 1.0),)
    if not core or NO_WORD.fullmatch(core) or SHORT_FORM.fullmatch(core):
        return ()
    if len(core) == 1:
        return () if core in ONE_LETTER else (("alone", 1.0),)
    if words.is_word(core) or words.is_word(core + "."):
        small = core.islower() and core.isalpha()
        return (("rare", 1.0),) if small and words.zipf(core) < RARE else SOUND
    pieces = [piece for piece in JOINT.split(core) if piece]
    judged = [kind for piece in pieces for kind in _piece(piece, words, alone=len(pieces) == 1)]
    return tuple(judged[:2]) or SOUND


def _piece(piece: str, words: Lexicon, *, alone: bool) -> Iterator[tuple[str, float]]:
    """What is wrong with one part of a word that no list has."""
    if NO_WORD.fullmatch(piece) or (len(piece) == 1 and not alone) or words.is_word(piece):
        return
    if ODD.search(piece):
        yield "odd", 1.0
    elif piece[0].isupper():
        yield "names", 1.0
    elif words.variant(piece) is None:
        yield "unknown", 1.0
        each = characters.log10_probability(piece) / (len(piece) + 1)
        yield "unlikely", min(1.0, max(0.0, (LIKELY - each) / (LIKELY - UNLIKELY)))
