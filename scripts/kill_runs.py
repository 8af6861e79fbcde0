"""Kill a run at random moments and start it again: does the same come out as of a run left in peace?

    python scripts/kill_runs.py                        # 500 articles, 40 of them hostile, 50 kills
    python scripts/kill_runs.py --articles 60 --hostile 8 --kills 10 --command clean

Prints counts, and exits with 1 when a byte differs, an input changed, or one is missing or there twice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "raw"
LINES = 40  # of an article
WITH_A_CLOCK = "runs.jsonl"

HOSTILE: dict[str, bytes] = {
    "empty.txt": b"",
    "blanks.txt": b" \r\n\t\n" * 50,
    "binary.txt": bytes(range(256)) * 40,
    "nul.txt": b"Een kind\0speelt buiten.\n",
    "controls.txt": b"Een\x01 kind\x02 speelt\x1b[2J\x7f buiten.\n" + b"\x0c\x0b" * 40,
    "half-character.txt": b"Een kind speelt " + b"\xed\xa0\x80 buiten.\n",
    "cut-short.txt": "Een kind speelt in één".encode()[:-2] + b"\xe2\x82",
    "brackets.txt": b"(" * 8_000 + b"\n",
    "closing.txt": b")" * 8_000 + b"\n",
    "quotes.txt": b"\"'" * 4_000 + b"\n",
    "guillemets.txt": "«»".encode() * 4_000,
    "underscores.txt": b"_" * 8_000,
    "nested.txt": b"(a [b {c " * 800 + b"}])" * 800,
    "long-line.txt": b"Een kind speelt buiten met zand en water. " * 2_000,
    "long-word.txt": b"speel" * 8_000,
    "hyphens.txt": b"op-\n" * 1_500,
    "wrong-code.txt": "Kinderen leren zoÃ«ven één voor Ã©Ã©n.\n".encode() * 30,
    "combining.txt": ("e" + "\u0301" * 3_000).encode(),
    "right-to-left.txt": "Een \u202ekind\u202c speelt.\n".encode() * 20,
    "not-a-pdf.txt": b"%PDF-1.7\nnothing else",
}
ODD_NAMES = (b"-o.txt", b"twee\nregels.txt", b"caf\xe9.txt", "naïef ☃.txt".encode(), b"[bold]x.txt")


def make(folder: Path, *, articles: int, hostile: int, seed: int) -> None:
    """Sound articles, each a stretch of a sample under a number, and hostile files among them."""
    chance = random.Random(seed)
    texts = [path.read_bytes().split(b"\n") for path in sorted(SAMPLES.glob("*.txt"))]
    for number in range(articles - hostile):
        lines = chance.choice(texts)
        at = chance.randrange(max(1, len(lines) - LINES))
        sub = folder / f"jaargang-{number % 7}"
        sub.mkdir(parents=True, exist_ok=True)
        text = b"Artikel %d\n\n" % number + b"\n".join(lines[at : at + LINES]) + b"\n"
        (sub / f"artikel-{number:04}.txt").write_bytes(text)
    bad = folder / "vreemd"
    bad.mkdir(parents=True, exist_ok=True)
    for number in range(hostile):
        kind, data = list(HOSTILE.items())[number % len(HOSTILE)]
        round_ = number // len(HOSTILE)
        (bad / (f"{round_}-{kind}" if round_ else kind)).write_bytes(data)
    for name in ODD_NAMES[: hostile // 4]:
        (bad / os.fsdecode(name)).write_text("Een kind speelt.\n", encoding="utf-8")
    (bad / "link.txt").symlink_to(SAMPLES)
    os.mkfifo(bad / "pipe.txt")


def start(raw: Path, out: Path, *, command: str, jobs: int) -> subprocess.Popen[bytes]:
    """A run, in a process group of its own."""
    line = [sys.executable, str(ROOT / "cli.py"), command, str(raw), "-o", str(out), "-q"]
    line += ["--jobs", str(jobs), "--max-failures", "1"]
    return subprocess.Popen(line, stderr=subprocess.DEVNULL, start_new_session=True)


def kill(run: subprocess.Popen[bytes]) -> None:
    """End a run at once; what it started is left to find out by itself."""
    run.send_signal(signal.SIGKILL)
    run.wait()


def content(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder."""
    return {
        os.fsencode(path.relative_to(folder)).decode("utf-8", "backslashreplace"): (
            hashlib.sha256(path.read_bytes()).hexdigest()
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.name != WITH_A_CLOCK
    }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison found; all but `inputs` and `files` should be nothing."""

    inputs: int
    files: int
    raw_changed: int
    missing: int
    twice: int
    differing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether all is as it should be."""
        return not (self.raw_changed or self.missing or self.twice or self.differing)


def judge(raw_before: dict[str, str], raw: Path, undisturbed: Path, killed: Path) -> Verdict:
    """Compare two output folders, and the inputs with what they were."""
    raw_now, want, got = content(raw), content(undisturbed), content(killed)
    lines = (killed / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    times = Counter(json.loads(line)["path"] for line in lines)
    return Verdict(
        len(raw_before),
        len(want),
        len(set(raw_before.items()) ^ set(raw_now.items())),
        len(raw_before.keys() - times.keys()),
        sum(n > 1 for n in times.values()),
        tuple(sorted({name for name, _ in set(want.items()) ^ set(got.items())})),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--hostile", type=int, default=40)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--command", choices=["run", "clean"], default="run")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    how = {"command": options.command, "jobs": options.jobs}
    with tempfile.TemporaryDirectory() as work:
        raw = Path(work) / "raw"
        make(raw, articles=options.articles, hostile=options.hostile, seed=options.seed)
        before = content(raw)
        began = time.monotonic()
        code = start(raw, Path(work) / "undisturbed", **how).wait()
        length = time.monotonic() - began
        print(f"{len(before)} inputs; undisturbed: {length:.0f} s, exit code {code}", flush=True)
        kills = rounds = 0
        sound = True
        while kills < options.kills or not rounds:
            out = Path(work) / f"killed-{rounds}"
            here = 0
            while True:
                run = start(raw, out, **how)
                try:
                    # Twice the share of a kill on average, so that some runs get far and some nowhere.
                    run.wait(
                        chance.uniform(0, 4 * length / options.kills + 4) if kills < options.kills else None
                    )
                    break
                except subprocess.TimeoutExpired:
                    kill(run)
                    kills, here = kills + 1, here + 1
            verdict = judge(before, raw, Path(work) / "undisturbed", out)
            rounds, sound = rounds + 1, sound and verdict.sound and run.returncode == code
            print(
                f"round {rounds}: killed {here} times; exit code {run.returncode}; {verdict.files} files, "
                f"{len(verdict.differing)} differ, {verdict.missing} missing, {verdict.twice} twice, "
                f"{verdict.raw_changed} inputs changed",
                *verdict.differing[:5],
                flush=True,
            )
    print(f"killed {kills} times in {rounds} rounds: {'sound' if sound else 'NOT SOUND'}")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
