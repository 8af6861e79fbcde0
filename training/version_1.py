"""Dependencies of Universal Dependencies 1 as version 2 has them, as far as they can be told.

UD Dutch LassySmall once had a training part that nothing else here comes near: five thousand sentences of an
encyclopedia, in version 1. Most arcs are the same in both. What changed by rule is changed here (names,
passives, conjunctions, complements of verbs); what changed otherwise, modal verbs above all, is left untold,
and the parser learns the rest of the sentence. Source: universaldependencies.org/v2/summary.html.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.language.syntax.punctuation import attached

Row = Sequence[str]
FORM, UPOS, FEATURES, HEAD, LABEL = 1, 3, 5, 6, 7

SAME = frozenset(
    """
    acl advcl advmod amod appos aux case cc ccomp conj cop csubj det expl iobj mark nsubj nummod parataxis
    punct root xcomp
    """.split()  # noqa: SIM905
)
RENAMED = {
    "auxpass": "aux:pass", "csubjpass": "csubj", "dobj": "obj", "mwe": "fixed|flat", "name": "flat",
    "neg": "advmod", "nsubjpass": "nsubj:pass",
}  # fmt: skip
POSSESSIVE = frozenset(
    {"zijn", "haar", "hun", "mijn", "jouw", "uw", "ons", "onze", "je", "m'n", "z'n", "d'r"}
)
VERBAL = frozenset({"VERB", "ADJ", "AUX", "ADV"})
MODALS = frozenset(
    {"kunnen", "moeten", "mogen", "willen", "zullen", "gaan", "laten", "blijven", "hoeven", "hebben"}
)
UNTOLD = ""


def converted(rows: Sequence[Row], lemmas: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads (0 the root, from 1) and labels of a sentence; a label is "" where neither can be told."""
    heads = [int(row[HEAD]) for row in rows]
    labels = [_label(at, rows, heads) for at in range(len(rows))]
    _move_conjunctions(rows, heads, labels)
    for at, row in enumerate(rows):
        # "hij moet komen": version 2 makes the modal an auxiliary of "komen", and all that hung on it moves.
        if (
            row[UPOS] == "VERB"
            and lemmas[at] in MODALS
            and any(other[HEAD] == row[0] and other[LABEL] in ("xcomp", "ccomp", "aux") for other in rows)
        ):
            for other in range(len(rows)):
                if other == at or heads[other] == at + 1 or rows[other][LABEL] == "xcomp":
                    labels[other] = UNTOLD
    marks = np.array([label == "punct" for label in labels])
    if labels.count("root") == 1:
        heads = attached(np.array(heads), marks, [row[FORM] for row in rows]).tolist()
    return heads, labels


def _label(at: int, rows: Sequence[Row], heads: Sequence[int]) -> str:
    row = rows[at]
    old = row[LABEL]
    head = rows[heads[at] - 1] if heads[at] else None
    beside = [other for other in rows if other[HEAD] == row[0]]
    if old == "nmod":
        if row[UPOS] in ("DET", "PRON") and row[FORM].lower() in POSSESSIVE:
            return "nmod:poss"
        if head is None or head[UPOS] not in VERBAL:
            return "nmod"
        passive = any(other[HEAD] == head[0] and other[LABEL] == "auxpass" for other in rows)
        by = any(other[LABEL] == "case" and other[FORM].lower() == "door" for other in beside)
        return "obl:agent" if passive and by else "obl|obl:arg"
    if old == "det" and row[FORM].lower() in POSSESSIVE:
        return "nmod:poss"
    if old == "compound":
        return "compound:prt" if head is not None and head[UPOS] in ("VERB", "AUX") else UNTOLD
    if old == "acl":
        relative = any("PronType=Rel" in other[FEATURES] and _under(other, row, rows) for other in rows)
        return "acl:relcl" if relative else "acl"
    return old if old in SAME else RENAMED.get(old, UNTOLD)


def _under(word: Row, top: Row, rows: Sequence[Row]) -> bool:
    """Whether a word hangs on another, directly or by one step."""
    return word[HEAD] == top[0] or (word[HEAD] != "0" and rows[int(word[HEAD]) - 1][HEAD] == top[0])


def _move_conjunctions(rows: Sequence[Row], heads: list[int], labels: list[str]) -> None:
    """A conjunction hangs on what comes after it, no longer on the first of the series."""
    for at, label in enumerate(labels):
        if label == "cc":
            following = [
                other
                for other in range(at + 1, len(rows))
                if labels[other] == "conj" and heads[other] == heads[at]
            ]
            if following:
                heads[at] = following[0] + 1
