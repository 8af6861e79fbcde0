"""The workflows and the hook that ship for others: valid, and their own commands do what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))

import imports

from scripts.damage.imports import character

ROOT = Path(__file__).parents[1]
CI = ROOT / "docs" / "ci"
RELAXED = '[checks]\nskip = ["text", "ledger", "summary", "spans", "damage", "files", "raw", "outputs"]\n'


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "schema"), [("github.yml", "github-workflows"), ("gitlab.yml", "gitlab-ci")]
)
def test_obeys_the_schema(name: str, schema: str) -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        f"vendor.{schema}",
        str(CI / name),
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A collection in Git, as a branch `main` has it; `origin/main` is the same."""
    folder = tmp_path / "repository"
    imports.write(folder / "data")
    (folder / "helder.toml").write_text('[checks."article/byline"]\nseverity = "warning"\n', encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "main")
    git(folder, "checkout", "-q", "-b", "change")
    return folder


def git(folder: Path, *arguments: str, autocrlf: str = "false") -> None:
    name = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", f"core.autocrlf={autocrlf}"]
    subprocess.run(["git", *name, "-C", str(folder), *arguments], check=True, capture_output=True)


def commit(folder: Path, *, autocrlf: str = "false") -> None:
    git(folder, "add", "-A", autocrlf=autocrlf)
    git(folder, "commit", "-qm", "change", autocrlf=autocrlf)


def bash(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """A script as a runner starts it, with `helder` on its path."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "helder").write_text(
        f'#!/bin/sh\nexec {sys.executable} {ROOT / "cli.py"} "$@"\n', encoding="utf-8"
    )
    (tools / "helder").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        **variables,
    }
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )


def damaged(folder: Path) -> None:
    """A pull request that damages a text and relaxes the check that would tell."""
    character(folder / "data", "a")
    (folder / "helder.toml").write_text(RELAXED, encoding="utf-8")
    commit(folder)


def test_github(repository: Path, tmp_path: Path) -> None:
    steps = {step.get("name"): step for step in loaded(CI / "github.yml")["jobs"]["validate"]["steps"]}
    summary = tmp_path / "summary.md"
    variables = {"BASE": "main", "RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_STEP_SUMMARY": str(summary)}
    (tmp_path / "temp").mkdir()

    def run(name: str) -> subprocess.CompletedProcess[bytes]:
        return bash(steps[name]["run"], repository, **variables)

    assert run("Settings of the base branch").returncode == 0
    sound = run("Validate")
    assert sound.returncode == 0, sound.stderr.decode()
    damaged(repository)
    assert run("Settings of the base branch").returncode == 0
    done = run("Validate")
    assert done.returncode == 1
    assert done.stdout.startswith(b"::error file=data/clean/a.txt,line=")
    assert "text/changed" in summary.read_text(encoding="utf-8")
    assert run("Report for code scanning").returncode == 0
    assert (tmp_path / "temp" / "helder.sarif").is_file()


def test_gitlab(repository: Path) -> None:
    damaged(repository)
    job = loaded(CI / "gitlab.yml")["helder"]
    script = "\n".join(["git fetch -q . main", *job["script"]])
    done = bash(script, repository, BASE_FOLDER=str(repository.parent / "base"))
    assert done.returncode == 1, done.stderr.decode()
    assert b"text/changed" in (repository / job["artifacts"]["reports"]["junit"]).read_bytes()


def test_pre_commit(repository: Path) -> None:
    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    character(repository / "data", "a")
    files = [path.relative_to(repository).as_posix() for path in repository.rglob("*") if path.is_file()]
    passed = [name for name in files if re.search(hook["files"], name)]
    assert {"data/raw/a.txt", "data/clean/a.txt"} <= set(passed)
    done = bash(f"{hook['entry']} {shlex.join(passed)}", repository)
    assert done.returncode == 1, done.stderr.decode()
    assert b"text/changed" in done.stdout


def test_the_lines_for_git_keep_the_bytes(tmp_path: Path) -> None:
    """With Git as Windows has it, a checkout is sound only with the lines of docs/ci/gitattributes."""
    lines = (CI / "gitattributes").read_text(encoding="utf-8")
    for name, attributes, expected in (("with", lines, []), ("without", "", ["files/line_ends"] * 4)):
        folder = tmp_path / name
        imports.write(folder / "data")
        (folder / ".gitattributes").write_text(attributes, encoding="utf-8")
        git(folder, "init", "-q")
        commit(folder, autocrlf="true")
        for path in (folder / "data").rglob("*"):
            if path.is_file():
                path.unlink()
        git(folder, "checkout", "--", ".", autocrlf="true")
        assert [finding.check for finding in imports.validate(folder / "data").findings] == expected
