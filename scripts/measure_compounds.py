"""How well compounds are cut, measured on the treebanks; and whether sound words outscore damaged ones.

    HELDER_CORPUS=... python scripts/measure_compounds.py [--tune] [--errors N]

The gold: lemmas of nouns and adjectives in which Alpino's annotators marked the joints
("verzekering_maatschappij"), carried over to the word as it stands ("verzekeringsmaatschappijen").
Settings are chosen with --tune on dev and one half of train, by a hash of the word; the figures are
of the other half. Words of both halves are left out of neither list OpenTaal made, so the figures for
words in no list (OpenTaal's or wordfreq's) stand apart: those were never seen while the parts were learned.
The forms of the treebanks have no part in splitting.

"All parts known" is what `Lexicon.compound` gives, "part guessed" the same with `guess=True`. A word whose
lemma has no mark counts as one piece, though nearly all of those that get cut are compounds that the
annotators took as settled ("persconferentie", "oliebollen"): of 300 such cuts, read one by one, 8 were
wrong ("bis|schopje", "chinois|erie").
"""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.language import compounds, lexicon

UNMARKED = ("Lassy", "g_suite", "h_suite", "i_suite", "j_suite", "ovis", "cgn")  # sources that mark no joints
SHORTEST = 6
SLIP = 3  # a joint may stand this far from where the lemma's parts would put it, for linking letters

Cuts = tuple[int, ...]


def main(arguments: list[str]) -> None:
    treebank = Path(os.environ["HELDER_CORPUS"]) / "treebank"
    train = gold(treebank / "train.conllu.gz")
    dev = gold(treebank / "dev.conllu.gz")
    chosen_on = {word: cuts for word, cuts in train.items() if half(word) == 0} | dev
    held_out = {word: cuts for word, cuts in train.items() if half(word) == 1 and word not in dev}
    if "--tune" in arguments:
        tune(chosen_on)
    for guess in (False, True):
        print("part guessed:" if guess else "all parts known:")
        print("  chosen on:", figures(chosen_on, guess=guess))
        print("  held out: ", figures(held_out, guess=guess))
    bases = leading_parts(treebank / "train.conllu.gz", held_out)
    print("base word of leading parts, held out:", right_bases(bases))
    print("damaged:", damaged(word for word in dev if word not in train and len(word) >= 8))
    if "--errors" in arguments:
        show_errors(chosen_on, int(arguments[arguments.index("--errors") + 1]))


def half(word: str) -> int:
    return zlib.crc32(word.encode()) % 2


def gold(path: Path) -> dict[str, Cuts]:
    """Word to the places of its joints, none for a word in one piece. Words that fit badly are left out."""
    cuts: dict[str, Cuts] = {}
    for word, parts in words_and_parts(path):
        found = joints(word, parts)
        if found is not None and (found or word not in cuts):
            cuts[word] = found
    return cuts


def words_and_parts(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each noun and adjective with the parts of its lemma, all in small letters."""
    source = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                source = line.removeprefix("# sent_id = ")
            columns = line.split("\t")
            if len(columns) != 10 or columns[3] not in {"NOUN", "ADJ"} or source.startswith(UNMARKED):
                continue
            word, lemma = columns[1].lower(), columns[2].lower()
            if len(word) >= SHORTEST and word.isalpha():
                yield word, lemma.split("_")


def leading_parts(path: Path, words: dict[str, Cuts]) -> dict[str, str]:
    """What stands before the first joint of these words, with the word it is made of."""
    return {
        word[: words[word][0]]: parts[0]
        for word, parts in words_and_parts(path)
        if words.get(word) and parts[1:]
    }


def right_bases(bases: dict[str, str]) -> str:
    made = [compounds.unlinked(part, lexicon._likely_base)[0] == base for part, base in bases.items()]
    return f"{share(made):.1%} of {len(made)}"


def joints(word: str, parts: list[str]) -> Cuts | None:
    """Where the parts of a lemma begin in the word; None when they do not show there ("stad": "steden")."""
    cuts: list[int] = []
    at = 0
    for part, following in pairwise(parts):
        expected = at + len(part)
        near = range(max(at + 2, expected - SLIP), min(len(word), expected + SLIP + 1))
        places = [place for place in near if word.startswith(stem(following), place)]
        if not places or not word.startswith(stem(part), at):
            return None
        at = min(places, key=lambda place: abs(place - expected - 0.5))
        cuts.append(at)
    return tuple(cuts)


def stem(part: str) -> str:
    return part[:-2] if len(part) > 4 else part[: max(2, len(part) - 1)]


def cuts_of(word: str, *, guess: bool = False) -> Cuts:
    places, at = [], 0
    for part in lexicon.lexicon().split(word, deep=True, guess=guess)[:-1]:
        at += len(part)
        places.append(at)
    return tuple(places)


def figures(words: dict[str, Cuts], *, guess: bool = False) -> str:
    made = {word: cuts_of(word, guess=guess) for word in words}
    marked = [word for word in words if words[word]]
    unlisted = [word for word in marked if not lexicon._listed(word) and not lexicon._frequency(word)]
    plain = [word for word in words if not words[word]]
    return (
        f"{len(marked)} compounds: joints found {found(marked, words, made):.1%}, of those made right "
        f"{found(marked, made, words):.1%}, cut exactly {share(made[w] == words[w] for w in marked):.1%}; "
        f"{len(unlisted)} of them in no list: found {found(unlisted, words, made):.1%}, "
        f"right {found(unlisted, made, words):.1%}, cut {share(made[w] == words[w] for w in unlisted):.1%}; "
        f"{len(plain)} without a mark: cut {share(bool(made[w]) for w in plain):.1%}"
    )


def found(words: Iterable[str], sought: dict[str, Cuts], present: dict[str, Cuts]) -> float:
    """The share of the joints sought that are present."""
    return share(cut in present[word] for word in words for cut in sought[word])


def share(truths: Iterable[bool]) -> float:
    values = list(truths)
    return sum(values) / len(values) if values else 0.0


TUNED: tuple[tuple[ModuleType, str, tuple[float, ...]], ...] = (
    (lexicon, "SETTLED_PRICE", (0.0, 1.0, 2.0, 3.0)),
    (lexicon, "HOLD_INSIDE", (2.0, 3.0, 4.0, 5.0)),
    (compounds, "PARTICLE", (0.0, -1.0, -2.0)),
    (compounds, "GUESSED", (-1.0, -2.0, -3.0)),
)


def tune(words: dict[str, Cuts]) -> None:
    """Print the figures with one setting at a time changed, and leave the settings as they were."""
    for module, name, values in TUNED:
        used = getattr(module, name)
        for value in values:
            use(module, name, value)
            print(f"{name} {value}:", figures(words, guess=True))
        use(module, name, used)


def use(module: ModuleType, name: str, value: float) -> None:
    setattr(module, name, value)
    for cache in (lexicon._reading, lexicon._parts, lexicon._guess):
        cache.cache_clear()


def damaged(words: Iterable[str]) -> str:
    """How often a compound outscores itself with a letter doubled, and drawn twice in runs of three."""
    score = lexicon.lexicon().score
    pairs = [(score(word), score(doubled_letter(word)), score(drawn_twice(word))) for word in words]
    return (
        f"{len(pairs)} compounds: likelier than with one letter doubled "
        f"{share(sound > letter for sound, letter, _ in pairs):.1%}, than drawn twice "
        f"{share(sound > twice for sound, _, twice in pairs):.1%}; below every tenth sound word: "
        f"{share(twice < tenth(pairs) for _, _, twice in pairs):.1%} of those drawn twice"
    )


def tenth(pairs: list[tuple[float, float, float]]) -> float:
    return sorted(sound for sound, _, _ in pairs)[len(pairs) // 10]


def doubled_letter(word: str) -> str:
    at = zlib.crc32(word.encode()) % (len(word) - 2) + 1
    return word[: at + 1] + word[at:]


def drawn_twice(word: str) -> str:
    return "".join(piece * 2 for piece in runs(word))


def runs(word: str) -> Iterator[str]:
    for start in range(0, len(word), 3):
        yield word[start : start + 3]


def show_errors(words: dict[str, Cuts], most: int) -> None:
    wrong = sorted(
        (word for word in words if cuts_of(word) != words[word]), key=lambda w: zlib.crc32(w.encode())
    )
    for word in wrong[:most]:
        print(f"{cut(word, words[word]):40} {cut(word, cuts_of(word))}")


def cut(word: str, places: Cuts) -> str:
    ends = (*places, len(word))
    return "|".join(word[start:end] for start, end in zip((0, *places), ends, strict=True))


if __name__ == "__main__":
    main(sys.argv[1:])
