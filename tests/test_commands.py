"""The real command, end to end: as a user types it, in processes of its own."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
CLEAN = ROOT / "data" / "clean"


# The command in a process that cannot connect to anything.
OFFLINE = f"""
import runpy, socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("helder tried to use the network")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = refuse
sys.argv[0] = "helder"
runpy.run_path({str(ROOT / "cli.py")!r}, run_name="__main__")
"""


def helder(
    *arguments: str | Path, stdin: bytes | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", OFFLINE, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(
        command, input=stdin, capture_output=True, cwd=cwd, env=environment, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `helder run` makes of the sample articles."""
    folder = tmp_path_factory.mktemp("run") / "clean"
    done = helder("run", RAW, "-o", folder)
    assert done.returncode == 0, done.stderr.decode()
    assert b"4 done" in done.stderr
    assert done.stdout == b""
    return folder


def test_the_samples_come_out_as_they_are_kept(written: Path) -> None:
    """The same bytes, but for the one file with a clock. To renew them after a change: helder run."""
    kept = {p.name: p.read_bytes() for p in CLEAN.iterdir() if p.name != "runs.jsonl"}
    made = {p.name: p.read_bytes() for p in written.iterdir() if p.name != "runs.jsonl"}
    assert sorted(made) == sorted(kept)
    assert [name for name in sorted(kept) if made[name] != kept[name]] == []


def test_restore_gives_the_input_byte_for_byte(written: Path) -> None:
    for raw in RAW.glob("*.txt"):
        done = helder("restore", written / raw.name)
        assert (done.returncode, done.stdout) == (0, raw.read_bytes())


def test_restore_refuses_a_text_that_was_edited(written: Path, tmp_path: Path) -> None:
    name = next(RAW.glob("*.txt")).stem
    for ending in (".txt", ".repairs.jsonl"):
        (tmp_path / f"{name}{ending}").write_bytes((written / f"{name}{ending}").read_bytes())
    text = tmp_path / f"{name}.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("een", "eén", 1), encoding="utf-8")
    done = helder("restore", text)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"not the one the ledger was made for" in done.stderr


def test_extract_of_what_was_written_gives_the_same_summary(written: Path, tmp_path: Path) -> None:
    done = helder("extract", written, "-o", tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    for summary in tmp_path.glob("*.json"):
        assert summary.read_bytes() == (written / summary.name).read_bytes()


def test_a_second_run_over_its_own_output_is_the_same(written: Path) -> None:
    before = {p.name: p.read_bytes() for p in written.iterdir() if p.name != "runs.jsonl"}
    assert helder("run", RAW, "-o", written, "-q").returncode == 0
    assert before == {p.name: p.read_bytes() for p in written.iterdir() if p.name != "runs.jsonl"}


@pytest.mark.parametrize("kind", ["articles", "citations", "terms", "claims"])
def test_rows(kind: str, written: Path) -> None:
    rows = json.loads(helder(kind, written).stdout)
    assert rows
    assert list(rows[0])[:6] == ["article", "magazine", "year", "page", "label", "id"]
    table = helder(kind, written, "--to", "csv").stdout.decode()
    assert table.splitlines()[0].startswith("article,magazine,year,page,label,id,")
    assert len({row["article"] for row in rows}) == 4


def test_terms_as_a_list(written: Path) -> None:
    forms = helder("terms", written, "--to", "txt").stdout.decode().splitlines()
    lemmas = helder("terms", written, "--to", "txt", "--lemma").stdout.decode().splitlines()
    assert len(forms) == len(set(forms)) > len(set(lemmas)) == len(lemmas) > 20


def test_standard_input_to_standard_output() -> None:
    done = helder("clean", "-", stdin=b"De ont-\nwikkeling van kinderen.\n")
    assert (done.returncode, done.stdout) == (0, b"De ontwikkeling van kinderen.\n")
    summary = json.loads(helder("extract", "-", stdin=b"Een kind (Kok, 2008) speelt.\n").stdout)
    assert [c["authors"] for c in summary["citations"]] == [["Kok"]]


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    raw = tmp_path / "a.txt"
    raw.write_text("De ont-\nwikkeling van kinderen.\n", encoding="utf-8")
    done = helder("clean", "--diff", raw, cwd=tmp_path)
    assert done.returncode == 0
    assert b"lines/hyphen" in done.stdout
    assert list(tmp_path.iterdir()) == [raw]


def test_only_and_skip() -> None:
    text = b"De ont-\nwikkeling  van kinderen.\n"
    assert (
        helder("clean", "-", "--only", "characters/space", stdin=text).stdout
        == b"De ont-\nwikkeling van kinderen.\n"
    )
    assert helder("clean", "-", "--skip", "lines", stdin=text).stdout == b"De ont-\nwikkeling van kinderen.\n"
    assert helder("clean", "-", "--skip", "nonsense", stdin=text).returncode == 7


BAD = {
    "empty": (b"", 3, "is empty"),
    "blank": (b" \n\n", 3, "is empty"),
    "binary": (bytes(range(256)) * 20, 3, "not text"),
    "pdf": (b"%PDF-1.7\n...", 3, "the PDF is broken"),
    "underscores": (b"_" * 60_000 + b"\n", 0, "1 done"),
    "brackets": (b"(" * 60_000 + b"\n", 0, "1 done"),
    "long-line": (b"een woord " * 100_000 + b"\n", 0, "1 done"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name: str, tmp_path: Path) -> None:
    data, code, message = BAD[name]
    raw = tmp_path / f"{name}.txt"
    raw.write_bytes(data)
    done = helder("run", raw, "-o", tmp_path / "out")
    assert (done.returncode, message in done.stderr.decode()) == (code, True), done.stderr.decode()
    assert raw.read_bytes() == data
    assert (tmp_path / "out" / raw.name).exists() == (code == 0)


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_bytes(b"")
    (tmp_path / "raw" / "b.txt").write_bytes(b"Een kind speelt buiten.\n")
    (tmp_path / "raw" / "c.jpg").write_bytes(b"")
    done = helder("run", tmp_path / "raw", "-o", tmp_path / "out")
    assert done.returncode == 3
    assert "1 of another type left out" in done.stderr.decode()
    lines = [json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_text().splitlines()]
    assert [(line["path"], line["outcome"]) for line in lines] == [("a.txt", "error"), ("b.txt", "record")]


def test_exit_codes(tmp_path: Path, written: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    sound = tmp_path / "sound.txt"
    sound.write_text("Een kind speelt.\n", encoding="utf-8")
    settings = tmp_path / "wrong.toml"
    settings.write_text("claimz = 3\n", encoding="utf-8")
    unwritable = tmp_path / "file"
    unwritable.write_bytes(b"")
    cases = [
        (("run", empty), 5, "There is no article"),
        (("run", empty, "--allow-empty", "-o", tmp_path / "none"), 0, "0 done"),
        (("run", written), 5, "was written by helder"),
        (("run", tmp_path / "nowhere"), 3, "no such file"),
        (("run", sound, "-o", unwritable / "x"), 2, "cannot be written"),
        (("run", sound, "-o", tmp_path), 2, "is an input"),
        (("run", sound, "--config", settings), 7, "no setting 'claimz'"),
        (("run", sound, "--model", "nl_nowhere"), 6, "cannot be loaded"),
        (("explain", "nonsense"), 2, "helder rules lists them"),
        (("nonsense",), 2, "No such command"),
    ]
    for arguments, code, message in cases:
        done = helder(*arguments, cwd=tmp_path)
        assert (done.returncode, message in done.stderr.decode()) == (code, True), (
            arguments,
            done.stderr.decode(),
        )
    assert sound.read_text(encoding="utf-8") == "Een kind speelt.\n"


def test_an_output_of_another_input_is_never_overwritten(tmp_path: Path) -> None:
    raw, out = tmp_path / "a.txt", tmp_path / "out"
    raw.write_text("Een kind speelt.\n", encoding="utf-8")
    out.mkdir()
    (out / "a.json").write_text("mine", encoding="utf-8")
    done = helder("run", raw, "-o", out)
    assert (done.returncode, (out / "a.json").read_text(encoding="utf-8")) == (2, "mine")


def test_help_answers_without_spacy() -> None:
    probe = """
import sys
from helder.commands import main
sys.argv = ["helder", "--help"]
try:
    main()
finally:
    assert not {"spacy", "wordfreq", "pydantic", "ftfy"} & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_schema_is_the_one_kept() -> None:
    assert helder("schema").stdout == (ROOT / "docs" / "summary.schema.json").read_bytes()


def test_rules_and_explain_and_model() -> None:
    names = [line.split()[0] for line in helder("rules").stdout.decode().splitlines()]
    assert {"lines/hyphen", "text/changed"} <= set(names)
    for name in ("lines/hyphen", "characters/ligature", "text/changed", "article/body"):
        page = helder("explain", name).stdout.decode()
        assert page.startswith(f"{name}: ")
        assert "Leaves alone:" in page
    card = helder("model").stdout.decode()
    assert "nl_helder_core" in card
    path = helder("model", "--path").stdout.decode().strip()
    assert (Path(path) / "config.cfg").is_file()


def test_a_decision_counts_and_one_that_fits_nothing_is_told(tmp_path: Path) -> None:
    raw = tmp_path / "a.txt"
    raw.write_text("De ont-\nwikkeling van kinderen.\n", encoding="utf-8")
    (tmp_path / "helder.toml").write_text("claims = 3\n", encoding="utf-8")
    source = hashlib.sha256(raw.read_bytes()).hexdigest()
    decided = [
        {
            "source": source,
            "action": "refuse",
            "before": "-\n",
            "prefix": "De ont",
            "suffix": "wikk",
            "who": "a",
        },
        {"source": source, "action": "refuse", "before": "-\n", "prefix": "elders", "suffix": "", "who": "a"},
    ]
    (tmp_path / "decisions.jsonl").write_text("\n".join(map(json.dumps, decided)), encoding="utf-8")
    done = helder("run", raw, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert b"Warning: a.txt: decisions/unfit" in done.stderr
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == "De ont- wikkeling van kinderen.\n"


def test_what_a_folder_holds_stays_its_own(tmp_path: Path) -> None:
    """After another command, a failure or an interruption, helder still knows its outputs."""
    raw, out = tmp_path / "raw" / "a.txt", tmp_path / "out"
    raw.parent.mkdir()
    sound = "Een kind (Kok, 2008) speelt buiten.\n"
    raw.write_text(sound, encoding="utf-8")
    assert helder("run", raw, "-o", out).returncode == 0
    kept = {p.name: p.read_bytes() for p in out.iterdir() if p.name != "runs.jsonl"}
    for between in (["clean", raw, "-o", out], ["extract", out]):
        assert helder(*between).returncode == 0
    raw.write_bytes(b"")
    assert helder("run", raw, "-o", out).returncode == 3
    raw.write_text(sound, encoding="utf-8")
    sums = {name: hashlib.sha256(kept[name]).hexdigest() for name in ("a.json", "a.txt", "a.repairs.jsonl")}
    begun = {"path": "a.txt", "outcome": "started", "outputs": sums}
    (out / "manifest.jsonl").unlink()
    (out / ".journal.jsonl").write_text(json.dumps(begun) + '\n{"path": "a.t', encoding="utf-8")
    done = helder("run", raw, "-o", out)
    assert done.returncode == 0, done.stderr.decode()
    assert {p.name: p.read_bytes() for p in out.iterdir() if p.name != "runs.jsonl"} == kept


def test_a_summary_of_another_text_is_not_read(tmp_path: Path) -> None:
    raw, out = tmp_path / "a.txt", tmp_path / "out"
    raw.write_text("Een kind (Kok, 2008) speelt buiten.\n", encoding="utf-8")
    assert helder("run", raw, "-o", out).returncode == 0
    raw.write_text("Een kind (Kok, 2009) speelt binnen.\n", encoding="utf-8")
    assert helder("clean", raw, "-o", out).returncode == 0
    done = helder("citations", out)
    assert (done.returncode, b"is of another text" in done.stderr) == (3, True)


def test_extract_writes_over_nobodys_file(tmp_path: Path) -> None:
    clean = tmp_path / "a.txt"
    clean.write_text("Een kind speelt.\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").write_text("mine", encoding="utf-8")
    done = helder("extract", clean, "-o", tmp_path / "out")
    assert (done.returncode, (tmp_path / "out" / "a.json").read_text(encoding="utf-8")) == (2, "mine")
