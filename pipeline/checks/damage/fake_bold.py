"""Text drawn several times to look bold is left in the clean text: "SpeSpelen en en lereren".

Rules repair nearly all of it. It is left where a rule was skipped, where the text was never cleaned, or where
several readings come near each other. The last are warnings, since words that look like it exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.damage.leftover import wished
from pipeline.checks.imported import Imported

RULES = ("lines/fake_bold", "lines/printed_twice", "words/doubled_letters")


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a place."""
    certain = wished(article, RULES, "This was drawn several times.", shown=options["shown"])
    doubtful = wished(article, RULES[:1], "This may have been drawn several times.", shown=options["shown"],
                      doubtful=Severity.WARNING)  # fmt: skip
    seen = set()
    for finding in (*certain, *doubtful):
        if finding.start is None or finding.start not in seen:
            seen.add(finding.start)
            yield finding


CHECK = Check(
    title="text that was drawn several times",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed",),
    options={"shown": 10},
    finds=(Case("a heading", clean="SpeSpelen len lereren\n\nKinderen spelen graag buiten met elkaar.\n"),),
    passes=(Case("words that look like it", clean="Gegevens over bonbons\n\nZe aten couscous aan zee.\n"),),
)
