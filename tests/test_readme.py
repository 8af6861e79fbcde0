"""What the README shows is what the tool prints."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import regex

ROOT = Path(__file__).parents[1]
BLOCK = regex.compile(r"```console\n(.*?)```", regex.DOTALL)
CLOCK = regex.compile(
    r"^\d+ of \d+ done; at .*\n|slowest \S+ \(.*?\)", regex.MULTILINE
)  # differs from run to run


def test_the_consoles_of_the_readme(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    tool = tmp_path / "bin" / "helder"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tool.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "LANG": "C.UTF-8",
    }
    blocks = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        for shown in block.split("$ ")[1:]:
            command, _, expected = shown.partition("\n")
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                capture_output=True,
                cwd=tmp_path,
                env=environment,
                text=True,
                check=False,
            )
            printed = done.stdout + done.stderr
            assert _lines(printed) == _lines(expected), command


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in CLOCK.sub("", text).rstrip("\n").splitlines()]


def test_ci_runs_the_commands_of_the_readme() -> None:
    """`.ci/run` takes them out of the README by their marks, so both must be there, with a command each."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    marked = dict(regex.findall(r"<!-- ci: (\w+) -->\n```\n(.+)\n```", readme))
    assert "helder run" in marked["run"]
    assert "pytest" in marked["test"]
    asked = set(
        regex.findall(r"\(readme_command (\w+)\)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    )
    assert asked == set(marked)
