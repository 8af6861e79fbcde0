"""`helder validate` as a whole: causes before consequences, exit codes, reports, baselines, what changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))

import imports

from helder.commands import cli
from pipeline.checks.check import Finding, Severity
from pipeline.errors import HelderError
from pipeline.validation import Report
from pipeline.writers.reports import github, junit, sarif, text
from scripts.damage.imports import KINDS

ROOT = Path(__file__).parents[1]
ANOTHER = """Lezen aan tafel
door Joost van Rhijn

Wie thuis veel boeken ziet, pakt er vaker een van de plank. Dat klinkt eenvoudig, en toch heeft niet ieder
gezin een plank met boeken. De bibliotheek leent ze daarom uit aan de opvang, waar ouders ze 's middags mee
naar huis nemen. Na een half jaar vroegen de meeste gezinnen om nieuwe titels, vertelt een medewerker.
"""
ACCENT = imports.SOUND.replace("een kind al kan", "één kind al kan")  # Windows-1252 has another byte for it
SCHEMAS = Path(__file__).parent / "schemas"


def run(*arguments: str | Path, cwd: Path | None = None) -> Result:
    """The command, in this process; `exit_code` is that of the contract."""
    before = Path.cwd()
    os.chdir(cwd or before)
    try:
        result = CliRunner().invoke(cli, ["validate", *map(str, arguments)], standalone_mode=False)
    finally:
        os.chdir(before)
    if isinstance(result.exception, HelderError):
        result.exit_code = result.exception.exit_code
    elif result.exception is not None and not isinstance(result.exception, SystemExit):
        if type(result.exception).__name__ in ("UsageError", "BadParameter"):
            result.exit_code = 2
        else:
            raise result.exception
    else:
        result.exit_code = result.return_value or 0
    return result


def told(*arguments: str | Path, cwd: Path | None = None) -> list[dict[str, Any]]:
    """The findings of the JSON report."""
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--format", "json", cwd=cwd).stdout)["findings"]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound import."""
    imports.write(tmp_path / "import", raw=ACCENT)
    return tmp_path / "import"


def test_a_sound_import(folder: Path) -> None:
    done = run(folder / "raw", folder / "clean", "--strict", "--fail-on", "note")
    assert (done.exit_code, done.stdout) == (0, "nothing wrong in 1 article\n")


@pytest.mark.parametrize("kind", KINDS)
def test_the_cause_comes_first(kind: str, folder: Path) -> None:
    cause = KINDS[kind](folder, "a")
    done = run(
        folder / "raw", folder / "clean", "--format", "json", *(["--strict"] if "stale" in kind else [])
    )
    first, *others = json.loads(done.stdout)["findings"]
    assert done.exit_code == 1
    assert (first["check"], first["path"].removeprefix(f"{folder}/")) == (cause.check, cause.path)
    assert not cause.line or first["line"] == cause.line
    assert others == [], "a consequence stands by itself"
    if kind not in ("summary missing", "stale model", "duplicate article"):
        assert first["consequences"]


def test_several_causes_in_one_article(folder: Path) -> None:
    """No check may fail for what another file is not any more; each change is told, and at its place."""
    raw, clean = folder / "raw" / "a.txt", folder / "clean" / "a.txt"
    raw.write_bytes(raw.read_bytes().replace(b"regent", b"rogent").replace(b"\n", b"\r\n"))
    first, *others = told(folder / "raw", folder / "clean")
    assert (first["check"], first["text"], others) == ("raw/changed", "o", [])
    assert first["line"] == raw.read_bytes().split(b"rogent")[0].count(b"\n") + 1
    clean.write_bytes(clean.read_bytes().replace(b"voeten", b"voten").replace(b"\n", b"\r\n"))
    first, *others = told(folder / "raw", folder / "clean")
    under = [f["check"] for f in first["consequences"]]
    assert {"raw/changed", "text/encoding"} <= {f["check"] for f in (first, *others)}
    assert "text/changed" in under + [f["check"] for cause in others for f in cause["consequences"]]
    assert "check failed" not in json.dumps([first, *others])


def test_a_manifest_names_nothing_outside_its_folder(folder: Path) -> None:
    manifest = folder / "clean" / "manifest.jsonl"
    manifest.write_text(manifest.read_text("utf-8").replace('"a.txt": ', '"../../secret.txt": '), "utf-8")
    assert told(folder / "raw", folder / "clean")[0]["check"] == "files/manifest"


def test_damage_left_in(tmp_path: Path) -> None:
    raw = tmp_path / "raw" / "a.txt"
    raw.parent.mkdir()
    raw.write_text(
        imports.SOUND.replace("Wat de school doet", "WaWatt de schschoololdodoett"), encoding="utf-8"
    )
    command = [
        "clean",
        str(raw.parent),
        "-o",
        str(tmp_path / "clean"),
        "-q",
        "--skip",
        "lines/fake_bold",
        "--jobs",
        "1",
    ]
    assert CliRunner().invoke(cli, command, standalone_mode=False).exception is None
    done = run(tmp_path / "raw", tmp_path / "clean", "--format", "json")
    first = json.loads(done.stdout)["findings"][0]
    assert (done.exit_code, first["check"], first["line"]) == (1, "damage/fake_bold", 7)
    assert first["text"].startswith("WaWatt")


def test_exit_codes(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    wrong = tmp_path / "wrong.toml"
    both = [folder / "raw", folder / "clean"]
    for content in (
        "claims = [",
        '[checks."damage/nothing"]\nshare = 1\n',
        '[checks."article/body"]\nfewest = "x"\n',
    ):
        wrong.write_text(content, encoding="utf-8")
        assert run(*both, "--config", wrong).exit_code == 7
    assert run(*both, "--baseline", tmp_path / "no.json").exit_code == 7
    assert run(tmp_path / "none").exit_code == 5
    assert run(tmp_path / "none", "--allow-empty").exit_code == 0
    assert run(tmp_path / "nowhere").exit_code == 3
    assert run(*both, "-o", folder / "clean" / "report.json").exit_code == 2
    assert run(*both, "--min-quality", "0.9").exit_code == 0
    imports.path_of(folder, ".txt").with_name("kopie.txt").write_text("Kinderen spelen.\n", encoding="utf-8")
    assert [run(*both, "--fail-on", on).exit_code for on in ("error", "warning", "note")] == [0, 1, 1]


def test_settings_of_a_collection(folder: Path) -> None:
    settings = folder / "helder.toml"
    (folder / "clean" / "a.repairs.jsonl").unlink()
    assert run(folder / "raw", folder / "clean").exit_code == 1
    settings.write_text('[checks]\nskip = ["files/missing"]\n', encoding="utf-8")
    assert [f["check"] for f in told(folder / "raw", folder / "clean")] == ["ledger/undo"]
    settings.write_text(
        '[checks."files/missing"]\nseverity = "note"\n[checks."ledger/undo"]\nseverity = "note"\n',
        encoding="utf-8",
    )
    assert run(folder / "raw", folder / "clean").exit_code == 0


def test_min_quality(tmp_path: Path) -> None:
    from pipeline.checks.damage.unknown_words import DAMAGED

    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(imports.SOUND, encoding="utf-8")
    done = run(tmp_path, "--min-quality", "0.9", "--format", "json")
    found = [f for f in json.loads(done.stdout)["findings"] if f["check"] == "quality/score"]
    assert (done.exit_code, [Path(f["path"]).name for f in found]) == (1, ["a.txt"])


def test_raw_files_alone_and_a_new_one(folder: Path) -> None:
    (folder / "raw" / "b.txt").write_bytes(b"%PDF-1.7\n")
    assert [f["check"] for f in told(folder / "raw")] == ["raw/readable"]
    (folder / "raw" / "b.txt").write_text(ANOTHER, encoding="utf-8")
    assert run(folder / "raw").exit_code == 0
    found = told(folder / "raw", folder / "clean")
    assert "files/not_cleaned" in [f["check"] for f in found]


def test_single_files_as_pre_commit_passes_them(folder: Path) -> None:
    (folder / "helder.toml").write_text('raw = "raw"\nclean = "clean"\n', encoding="utf-8")
    assert run("raw/a.txt", cwd=folder).exit_code == 0
    imports.path_of(folder, ".json").unlink()
    for named in ("raw/a.txt", "clean/a.txt", "clean/a.repairs.jsonl"):
        assert [(f["check"], f["path"]) for f in told(named, cwd=folder)] == [
            ("files/missing", "clean/a.json")
        ]
    (folder / "raw" / "b.txt").write_text("Kinderen spelen graag buiten.\n", encoding="utf-8")
    found = told("raw/b.txt", cwd=folder)
    assert [(f["check"], f["path"]) for f in found if f["severity"] == "error"] == [
        ("files/not_cleaned", "raw/b.txt")
    ]


def test_a_baseline_accepts_what_is_known(folder: Path, tmp_path: Path) -> None:
    KINDS["text changed by one character"](folder, "a")
    both = [folder / "raw", folder / "clean"]
    baseline = tmp_path / "baseline.json"
    assert run(*both, "--format", "json", "-o", baseline, "-q").exit_code == 1
    done = run(*both, "--baseline", baseline)
    assert done.exit_code == 0
    assert "known ones left out" in done.stdout
    imports.path_of(folder, ".json").unlink()
    found = told(*both, "--baseline", baseline)
    assert [f["check"] for f in found] == ["files/missing"]


def _git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *name, "-C", str(folder), *arguments], check=True, capture_output=True)


def test_changed_since(tmp_path: Path) -> None:
    imports.write(tmp_path, names=("a", "b"))
    settings = tmp_path / "helder.toml"  # the two are alike on purpose
    settings.write_text('[checks]\nskip = ["article/duplicate"]\n', encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        _git(tmp_path, *arguments)
    earlier = tmp_path / "earlier.jsonl"
    shutil.copy(tmp_path / "clean" / "manifest.jsonl", earlier)
    both = [tmp_path / "raw", tmp_path / "clean"]
    for since in ("HEAD", earlier):
        assert run(*both, "--changed-since", since).exit_code == 0
    imports.path_of(tmp_path, "clean/b.json").unlink()
    (tmp_path / "clean" / "a.json").touch()
    for since in ("HEAD", earlier):
        assert [Path(f["path"]).name for f in told(*both, "--changed-since", since)] == ["b.json"]
    _git(tmp_path, "commit", "-qam", "two")
    imports.path_of(tmp_path, "clean/a.json").unlink()
    assert [Path(f["path"]).name for f in told(*both, "--changed-since", "HEAD")] == ["a.json"]
    assert run(*both, "--changed-since", "no-such-commit").exit_code == 7
    assert run(*both, "--changed-since", settings).exit_code == 7


def test_spacy_is_not_loaded(folder: Path) -> None:
    probe = (
        "import sys; from helder.commands import cli; "
        "code = cli(sys.argv[1:], standalone_mode=False); sys.exit(code or ('spacy' in sys.modules) * 9)"
    )
    command = [sys.executable, "-c", probe, "validate", str(folder / "raw"), str(folder / "clean")]
    assert subprocess.run(command, capture_output=True, cwd=ROOT, check=False).returncode == 0


# --- reports ---------------------------------------------------------------------------------------


def _many(count: int) -> Report:
    """Findings with all that can go wrong in a report: odd characters, long lists, consequences."""
    under = Finding("Een gevolg: 50 %, <b>.", "clean/a.json", check="spans/slices", severity=Severity.ERROR)
    finding = Finding(
        "Het staat er\nniet, 100 %: <kop> & \x07.", "clean/é, b.txt", page=2, line=3, column=4, start=4,
        end=9, before="voor 𝒜 ", text="kind|\x00", after=" na", check="text/changed", severity=Severity.ERROR,
        consequences=(under,),
    )  # fmt: skip
    note = Finding("Geen auteur.", "clean/a.txt", check="article/byline", severity=Severity.NOTE)
    return Report((*[finding] * count, note), checked=3)


@pytest.mark.parametrize("report", [Report((), 2), _many(1), _many(40)], ids=["none", "two", "many"])
def test_junit_obeys_the_schema(report: Report) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    tree = etree.fromstring(junit.write(report).encode())
    schema.assertValid(tree)
    failed = sum(any(f.severity is Severity.ERROR for f in finding.flat()) for finding in report.findings)
    assert len(tree.findall(".//failure")) == failed == int(tree[0].get("failures"))
    assert len(tree.findall(".//testcase")) == int(tree[0].get("tests")) > 0


@pytest.mark.parametrize("report", [Report((), 2), _many(1), _many(40)], ids=["none", "two", "many"])
def test_sarif(report: Report) -> None:
    log = json.loads(sarif.write(report))
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    assert (log["version"], log["$schema"].rsplit("/", 1)[-1]) == ("2.1.0", "sarif-schema-2.1.0.json")
    (made,) = log["runs"]
    assert made["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in made["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for result, finding in zip(made["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.check
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].isascii()
        if finding.line:
            region = place["region"]
            assert (region["startLine"], region["startColumn"]) == (finding.line, finding.column)
            assert region["endColumn"] == finding.column + len(finding.text)
        assert len(result.get("relatedLocations", ())) == len(finding.consequences)


def test_github_shows_ten_of_a_kind_and_counts_the_rest() -> None:
    for count, shown in ((1, 1), (10, 10), (11, 10), (40, 10)):
        lines = github.write(_many(count)).splitlines()
        errors = [line for line in lines if line.startswith("::error ")]
        assert len(errors) == shown
        assert (f"and {count - 9} more" in errors[-1]) == (count > 10)
        assert sum(line.startswith("::notice ") for line in lines) == 1
    first = github.write(_many(1)).splitlines()[0]
    assert first.startswith(
        "::error file=clean/é%2C b.txt,line=3,col=4,title=text/changed::Het staat er%0Aniet, 100 %25"
    )


def test_the_job_summary_has_everything(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    KINDS["summary missing"](folder, "a")
    assert run(folder / "raw", folder / "clean", "--format", "github").exit_code == 1
    assert summary.read_text(encoding="utf-8").startswith("before\n### helder validate")
    table = github.summary(_many(40)).splitlines()
    assert sum(line.startswith("| error") for line in table) == 40
    assert all(line.count(" | ") == 3 for line in table if line.startswith("| error"))


def test_text_is_for_people() -> None:
    shown = text.write(_many(1))
    assert not {"\x07", "\x00"} & set(shown)
    assert "line 3:4, page 2" in shown
    assert shown.endswith("2 errors, 1 note in 3 articles\n")
