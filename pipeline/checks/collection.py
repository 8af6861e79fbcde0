"""All articles of one collection together, for the checks between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.checks.imported import Imported


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder that helder wrote and the raw files it was made from; either may be missing.

    Attributes:
        folder: that helder wrote to; None when only raw files are looked at.
        shown: the path of `folder` as people are told it, with a `/` behind; "" for none.
        records: the lines of its manifest by input.
        broken: the numbers of lines of the manifest that are none.
        articles: in the order of their names.
        cleaned: whether raw files without outputs are a fault.
        everything: whether all of the collection is looked at, not some files of it.
        signs: what the check at hand asked to know of each article, by its name.
    """

    folder: Path | None
    shown: str
    records: Mapping[str, Mapping[str, Any]]
    broken: tuple[int, ...]
    articles: Sequence[Imported]
    cleaned: bool
    everything: bool
    signs: Mapping[str, Any]
