"""What a repair rule is, and what it gets to see.

A rule is a module in `characters/`, `lines/`, ... with a docstring (its documentation), a function that
yields edits and a value `RULE`. Its id is its path: `lines/hyphen`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import regex

from pipeline.language.languages import DUTCH, is_dutch_word, language
from pipeline.language.lexicon import Lexicon
from pipeline.language.variants import Spelling, spelling_of
from pipeline.layout.lay_out import Layout
from pipeline.records import Edit, Example, Kind, Range
from pipeline.settings import Settings
from pipeline.text import Text

SPELLINGS = {
    Spelling.OF_1863: "1947-before",
    Spelling.OF_1954: "1995-before",
    Spelling.OF_1995: "today",
}
NEAR = 60  # characters on either side of a word that tell the language of a sentence
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:['’-]\p{L}[\p{L}\p{M}]*+)*+")
BORDER = regex.compile(r"\n[ \t]*\n\s*|\Z")  # of paragraphs
WHOLE_WORD = regex.compile(rf"(?<![\p{{L}}\p{{M}}]|[\p{{L}}\p{{M}}]['’-]){WORD.pattern}(?![-\u00AD])")


@dataclass(frozen=True)
class View:
    """The text as a rule sees it: all rules of one step see the same.

    Attributes:
        text: since the last layout; its base is what `layout` describes.
        layout: blocks, kinds and reading order, in places of the base.
        spelled: the spelling of the text, where it is known already.
    """

    text: Text
    layout: Layout
    lexicon: Lexicon
    settings: Settings

    spelled: str | None = None

    @property
    def string(self) -> str:
        """The current text."""
        return self.text.string

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word occurs, as written; words cut at a line end are not counted."""
        return Counter(WHOLE_WORD.findall(self.string))

    @cached_property
    def not_dutch(self) -> frozenset[str]:
        """The words of the text that no Dutch list has and that are no compounds; names are among them."""
        return frozenset(word for word in self.words if not is_dutch_word(word, self.lexicon))

    @cached_property
    def before_hyphens(self) -> frozenset[str]:
        """What stands before a hyphen somewhere in the text: "Cito" of "Cito-toets"."""
        return frozenset(word.split("-", 1)[0] for word in self.words if "-" in word)

    @cached_property
    def _kinds(self) -> list[tuple[Range, Kind]]:
        return self.layout.kinds()

    @cached_property
    def _starts(self) -> list[int]:
        return [start for (start, _), _ in self._kinds]

    def kind(self, position: int) -> Kind | None:
        """What the paragraph at `position` is, as far as the layout knows."""
        place = self.text.base_of(position)
        at = bisect_right(self._starts, place) - 1
        if at < 0 or place >= self._kinds[at][0][1]:
            return None
        return self._kinds[at][1]

    @cached_property
    def _words_of_ocr(self) -> list[int]:
        return [start for start, _ in self.layout.confidences]

    def confidence(self, start: int, end: int) -> float | None:
        """How sure an OCR engine was of the word at `[start, end)`: 1 is usual; None where nothing tells."""
        places = {self.text.base_of(start), self.text.base_of(end - 1)}  # the halves of a broken word
        at = {bisect_right(self._words_of_ocr, place) - 1 for place in places} - {-1}
        return min((self.layout.confidences[n][1] for n in at), default=None)

    def place(self, fragment: Range) -> Range:
        """Where a fragment of the layout stands now."""
        start, end = fragment
        return self.text.from_base(start), self.text.from_base(end - 1) + 1

    @cached_property
    def spelling(self) -> str:
        """The spelling of the whole text, by the names of the settings; its words tell where they do not."""
        return self.spelled or spelling(self.words, self.settings, self.lexicon)

    def is_dutch(self, position: int) -> bool:
        """Whether words are Dutch here: no other language shows in the paragraph or in the words around.

        In articles of another language by the settings, none are.
        """
        if self.settings.language.partition("-")[0].casefold() != DUTCH:
            return False
        starts, dutch = self._in_dutch
        near = self.string[max(0, position - NEAR) : position + NEAR]
        return dutch[bisect_right(starts, position) - 1] and language(near) == DUTCH

    @cached_property
    def _in_dutch(self) -> tuple[list[int], list[bool]]:
        """Where each paragraph starts, and whether it is in Dutch."""
        found = [(start, language(self.string[start:end]) == DUTCH) for start, end in self.paragraphs]
        return [0, *(start for start, _ in found)], [True, *(dutch for _, dutch in found)]

    @cached_property
    def paragraphs(self) -> tuple[Range, ...]:
        """The stretches between blank lines, line ends inside them included."""
        return tuple(_paragraphs(self.string))


def _paragraphs(string: str) -> Iterator[Range]:
    start = 0
    for match in BORDER.finditer(string):
        if match.start() > start:
            yield start, match.start()
        start = match.end()


def spelling(words: Mapping[str, int], settings: Settings, lexicon: Lexicon) -> str:
    """The spelling of a text by the names of the settings: theirs, else as told from its `words`."""
    if settings.spelling != "auto":
        return settings.spelling
    return SPELLINGS[spelling_of(words, lexicon.variant)]


@dataclass(frozen=True)
class Repair:
    """A rule as a value.

    Attributes:
        find: yields the edits the rule wishes, on `View.string`; it never changes anything.
        title: what is wrong, in a few words.
        repairs: texts with the damage, and what the rule alone makes of them.
        leaves: texts that look like it and must stay.
        after: ids of rules of the same folder whose result this one needs to see.
    """

    find: Callable[[View], Iterable[Edit]]
    title: str
    repairs: tuple[Example, ...]
    leaves: tuple[Example, ...]
    after: tuple[str, ...] = field(default=())
