"""The report: one page that needs nothing else, with every edit of every article in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline import flow
from pipeline.errors import NoInput
from pipeline.ingest.text import read
from pipeline.report import page, plots, series
from pipeline.report.learned import Learned
from pipeline.report.load import Article, load
from pipeline.report.marks import WHOLE, rows
from pipeline.report.wording import TEXT
from pipeline.settings import Settings

CLEAN = Path(__file__).parents[1] / "data" / "clean"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
EVIL = "</title><script>window.hacked = 1</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def samples() -> list[Article]:
    return load(CLEAN, failed=[])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def article(raw: str) -> Article:
    """An article as it is read back after cleaning."""
    made = flow.clean(read(raw.encode(), path="stuk.txt", settings=Settings()), Settings())
    head, *lines = made.ledger
    return Article(0, "stuk", "stuk.txt", made.text.string, head["source"], lines)


def test_the_samples_are_read(samples: list[Article]) -> None:
    assert len(samples) == len(list(CLEAN.glob("*.json")))
    assert all(a.raw and a.title and a.text.string == a.clean for a in samples)


def test_a_folder_that_helder_did_not_write(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="no folder that helder wrote"):
        load(tmp_path, failed=[])


def check_rows(found: Article) -> None:
    made = rows(found)
    assert "".join(run.text for row in made for run in row.clean) == found.clean
    assert sorted("".join(run.text for row in made for run in row.raw)) == sorted(found.raw)
    marked = {n for row in made for run in (*row.raw, *row.clean) for n in (run.edit, run.moved, *run.doubts)}
    wanted = {n for n, line in enumerate(found.lines) if line["why"] not in WHOLE}
    empty = {n for n in wanted if found.lines[n].get("moved") and not found.lines[n]["before"].strip()}
    assert wanted - marked <= empty


def test_both_texts_are_there_and_every_edit_is_marked(samples: list[Article]) -> None:
    for sample in samples:
        check_rows(sample)


@given(st.text(alphabet="aeno -\n\r\x0c\x81ﬁO", max_size=60))
def test_both_texts_are_there_whatever_they_are(raw: str) -> None:
    if raw.strip():
        check_rows(article(raw))


def test_series_are_of_one_rule_and_change_the_least_sure_first(samples: list[Article]) -> None:
    found = series.grouped(item for sample in samples for item in series.items(sample))
    assert found
    for rule, all_ in found:
        assert {item.line["rule"] for one in all_ for item in one.items} == {rule}
        worst = [one.items[0].confidence for one in all_]
        assert worst == sorted(worst)
    listed = sum(len(one.items) for _, all_ in found for one in all_)
    assert listed == sum(not line["applied"] for sample in samples for line in sample.lines)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_one_page_and_the_same_each_time(samples: list[Article], language: str) -> None:
    learned = [Learned("words/misread", 8, 2, 0.7), Learned("lines/hyphen", 0, 1, None)]
    made = page.report(samples, learned, language=language)
    assert made == page.report(samples, learned, language=language)
    assert "http" not in made.replace("http://www.w3.org/", "").replace("http-equiv", "")
    assert page.report(samples, learned, language="en") != page.report(samples, learned, language="nl")


def test_everything_is_said_in_both_languages() -> None:
    assert all(english and dutch for english, dutch in TEXT.values())


def test_a_plot_holds_no_day_no_script_and_no_style() -> None:
    made = plots.bars("Titel", {"a/b": 3, EVIL: 5})
    assert not {"<script", "<style", "style=", "<!--", "<img"} & {
        made[i : i + n] for n in (4, 6, 7, 8) for i in range(len(made))
    }


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    tab = browser.new_page()
    tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
    yield tab
    assert tab.evaluate("window.hacked") is None
    tab.close()


def show(tab: Page, path: Path, articles: list[Article]) -> None:
    path.write_text(page.report(articles, [], language="nl"), encoding="utf-8")
    tab.goto(path.as_uri())


def test_text_is_inert(opened: Page, tmp_path: Path) -> None:
    found = article(f"De ont-\nwikkeling {EVIL} van het kind.\n")
    odd = Article(0, EVIL, EVIL, found.clean, found.head, found.lines, {})
    show(opened, tmp_path / "report.html", [odd])
    opened.locator("details.article summary").click()
    expect(opened.locator(".clean").last).to_contain_text("<script>")


@pytest.mark.parametrize("plain", [page.PLAIN, 0])
def test_articles_by_quality_and_edits_by_keyboard(
    opened: Page, tmp_path: Path, samples: list[Article], monkeypatch: pytest.MonkeyPatch, plain: int
) -> None:
    """As it is, and packed."""
    monkeypatch.setattr(page, "PLAIN", plain)
    show(opened, tmp_path / "report.html", samples)
    button = opened.get_by_role("button", name="reparaties")
    button.press("Enter")
    cells = opened.locator("#articles tbody td:nth-child(4)").all_inner_texts()
    assert cells == sorted(cells, key=int)
    button.press("Enter")
    assert opened.locator("#articles tbody td:nth-child(4)").all_inner_texts() == cells[::-1]
    opened.locator("#articles tbody a").first.press("Enter")
    article = opened.locator("details[open]")
    article.locator(".text [title]").first.wait_for()
    article.locator(".text [tabindex='0']").focus()
    note = opened.locator("#note")
    expect(note).to_contain_text(": ")
    first = note.inner_text()
    opened.keyboard.press("ArrowDown")
    expect(note).not_to_have_text(first)


def test_print_has_all_when_nothing_is_open(opened: Page, tmp_path: Path, samples: list[Article]) -> None:
    show(opened, tmp_path / "report.html", samples)
    opened.emulate_media(media="print")
    assert all(box.is_visible() for box in opened.locator(".text").all())
    opened.emulate_media(media="screen")
    assert not any(box.is_visible() for box in opened.locator(".text").all())
