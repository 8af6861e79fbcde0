"""A sample article as its author left it: the source file, its parts, and its sound text.

A source is a plain text file: `name: value` lines (the magazine, the page, the printing), an empty line,
then blocks parted by empty lines. The first characters of a block tell what it is; see `MARKS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MARKS = {
    "# ": "title",
    "by: ": "byline",
    "lead: ": "lead",
    "## ": "heading",
    "* ": "bullet",
    "> ": "pull_quote",  # inside a column, halfway the paragraph before it
    ">> ": "wide_pull_quote",  # across the columns, at the head of the next page
    "| ": "vignette",
    "~ ": "reference",
}


@dataclass(frozen=True)
class Block:
    """One paragraph of the article; `kind` is a value of `MARKS` or `paragraph`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Article:
    """A source file: its `name` (no suffix), its settings as written, its blocks in the author's order."""

    name: str
    settings: dict[str, str]
    blocks: tuple[Block, ...]

    def only(self, kind: str) -> str:
        """Text of the one block of this kind. Raises ValueError when there is not exactly one."""
        (text,) = (block.text for block in self.blocks if block.kind == kind)
        return text

    def numbers(self, setting: str) -> list[float]:
        """A setting that holds numbers parted by spaces."""
        return [float(word) for word in self.settings[setting].split()]

    def font(self, setting: str) -> tuple[str, float]:
        """A setting that holds a font and its size in points, such as `Times-Roman 10`."""
        name, size = self.settings[setting].split()
        return name, float(size)


def load(path: Path) -> Article:
    """Read a source file. Raises ValueError when a settings line has no colon."""
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    settings = {}
    for line in head.splitlines():
        name, value = line.split(":", 1)
        settings[name] = value.strip()
    blocks = tuple(_block(text) for text in body.strip().split("\n\n"))
    return Article(name=path.stem, settings=settings, blocks=blocks)


def sound_text(article: Article) -> str:
    """The article undamaged, in the form of helder's clean text: one paragraph a line."""
    paragraphs = [f"• {block.text}" if block.kind == "bullet" else block.text for block in article.blocks]
    return "\n\n".join(paragraphs) + "\n"


def _block(text: str) -> Block:
    for mark, kind in MARKS.items():
        if text.startswith(mark):
            return Block(kind=kind, text=text.removeprefix(mark))
    return Block(kind="paragraph", text=text)
