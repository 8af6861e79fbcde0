"""Settings: what may stand in the file, which file counts, and what the digest is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import WrongSettings
from pipeline.settings import FILE, Settings, find, load


def written(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_file_and_overrides(tmp_path: Path) -> None:
    path = written(tmp_path / FILE, 'skip = ["words"]\nmax_failures = 0\nencoding = "cp1252"\n')
    expected = Settings(skip=("words",), max_failures=0.0, encoding="cp1252")
    assert load(path) == expected
    assert load(path, doubtful=None, encoding="utf-8").encoding == "utf-8"
    assert load(None) == Settings()
    project = written(
        tmp_path / "pyproject.toml", "[tool.helder]\nclaims = 5\n[tool.ruff]\nline-length = 3\n"
    )
    assert load(project) == Settings(claims=5)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("klaims = 5", "no setting 'klaims'.*claims"),
        ("claims = true", "claims = True, expected int"),
        ("claims = 2.0", "expected int"),
        ('doubtful = "ja"', "expected bool"),
        ("doubtful = 1", "expected bool"),
        ("max_failures = true", "expected float"),
        ('skip = "words"', "expected a list of strings"),
        ("skip = [1]", "expected a list of strings"),
        ("floors = 0.5", "expected a table of rules"),
        ("[floors]\nwords = 2", "expected a table of rules"),
        ('spelling = "oud"', "expected one of auto, 1947-before"),
        ("encoding = 8", "expected a string"),
        ("[lines]\nclaims = 3", "no setting 'lines'"),
        ("claims = ", "helder.toml.*Correct the file"),
    ],
)
def test_wrong_files(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(WrongSettings, match=message):
        load(written(tmp_path / FILE, content))


def test_wrong_beyond_toml(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match="gone"):
        load(tmp_path / "gone.toml")
    (tmp_path / FILE).write_bytes(b"language = '\xe9'")
    with pytest.raises(WrongSettings, match="utf-8"):
        load(tmp_path / FILE)
    with pytest.raises(WrongSettings, match="expected a table"):
        load(written(tmp_path / "pyproject.toml", "[tool]\nhelder = 3\n"))
    with pytest.raises(WrongSettings, match="options: there is no setting 'klaims'"):
        load(None, klaims=3)


def test_nearest_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "jaar" / "nummer"
    deep.mkdir(parents=True)
    outer = written(tmp_path / FILE, "")
    article = written(deep / "stuk.txt", "Een kind.")
    assert find(article) == find(deep) == outer
    written(tmp_path / "jaar" / "pyproject.toml", "[tool.ruff]\n")
    assert find(deep) == outer
    inner = written(tmp_path / "jaar" / "pyproject.toml", "[tool.helder]\n")
    assert find(deep) == inner
    assert find(tmp_path) == outer
    monkeypatch.chdir(deep)
    assert find(Path("stuk.txt")) == find(Path()) == inner


def test_digest_is_of_what_changes_outputs() -> None:
    plain = Settings()
    assert plain.digest() == Settings(max_bytes=1, max_failures=0.5).digest()
    others = [
        Settings(doubtful=True),
        Settings(skip=("words",)),
        Settings(only=("words",)),
        Settings(claims=3),
    ]
    assert len({s.digest() for s in (plain, *others)}) == 5
