"""The page images that lie beside the inputs: found by name, shown beside the text."""

from __future__ import annotations

import io
import re
from pathlib import Path

from pipeline.report.load import Article

TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
NUMBER = re.compile(r"(\d+)\D*$")
SCALE = 2  # pixels per point of a page drawn from a PDF


class Scans:
    """Page images below a folder: `NAME.jpg`, `NAME-3.png`, `NAME/003.jpg`, or the pages of `NAME.pdf`."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._known: dict[str, dict[int, Path]] = {}

    def pages(self, article: Article) -> list[int]:
        """The pages of an article that there is a picture of, in order."""
        found = self._of(article.path)
        mine = sorted({line["raw"]["page"] for line in article.lines} | set(_pages(article)))
        return [page for page in mine if page in found]

    def picture(self, article: Article, page: int) -> tuple[Path | io.BytesIO, str] | None:
        """A picture and its media type."""
        path = self._of(article.path).get(page)
        if path is None:
            return None
        return (
            (_drawn(path, page), "image/png")
            if path.suffix == ".pdf"
            else (path, TYPES[path.suffix.casefold()])
        )

    def _of(self, path: str) -> dict[int, Path]:
        if path not in self._known:
            self._known[path] = self._find(path) if self._folder else {}
        return self._known[path]

    def _find(self, path: str) -> dict[int, Path]:
        assert self._folder is not None
        source = self._folder / path
        if not source.resolve().is_relative_to(self._folder.resolve()):
            return {}
        if source.suffix == ".pdf" and source.is_file() and _can_draw():
            return dict.fromkeys(range(1, 10_000), source)
        stem = source.with_suffix("").name
        found: dict[int, Path] = {}
        beside = [
            p
            for p in _files(source.parent)
            if p.stem == stem or p.stem.startswith((f"{stem}-", f"{stem}_", f"{stem}."))
        ]
        for file in sorted([*beside, *_files(source.with_suffix(""))]):
            rest = file.stem.removeprefix(stem) if file.parent == source.parent else file.stem
            number = NUMBER.search(rest)
            found.setdefault(int(number[1]) if number else 1, file)
        return found


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        p for p in folder.iterdir() if p.suffix.casefold() in TYPES and p.is_file() and not p.is_symlink()
    ]


def _pages(article: Article) -> list[int]:
    spans = [*article.summary.get("citations", ()), *article.summary.get("claims", ())]
    first = [article.summary["title"]] if article.summary.get("title") else []
    return [span["raw"]["page"] for span in [*first, *spans]]


def _can_draw() -> bool:
    try:
        import pypdfium2  # noqa: F401
    except ImportError:
        return False
    return True


def _drawn(path: Path, page: int) -> io.BytesIO:
    """A page of a PDF as PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[page - 1].render(scale=SCALE).to_pil()
    finally:
        document.close()
    data = io.BytesIO()
    picture.save(data, "PNG")
    data.seek(0)
    return data
