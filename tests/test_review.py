"""Review in a browser: by keyboard, in two tabs, after a crash; and what becomes of the decisions."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import regex
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from pipeline import decisions, flow
from pipeline.cleaned import Cleaned
from pipeline.decisions import Decisions
from pipeline.ingest.text import read
from pipeline.records import Edit, Safety
from pipeline.repair import engine, ledger, restore, rules
from pipeline.repair.rule import Repair, View
from pipeline.report import learned, page
from pipeline.report.load import Article, Shelf
from pipeline.review.app import application
from pipeline.review.journal import Journal
from pipeline.settings import Settings
from pipeline.settings import load as load_settings

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ROOT = Path(__file__).parents[1]
TOKEN = "geheim"
DOUBTS = {"otter": ("bever", 0.3), "egle": ("egel", 0.5), "vso": ("vos", 0.7)}
ONE = (
    "De otter en de otter zwemmen, maar de egle slaapt on-\nder een struik.\n\n"
    "Een vso <script>window.hacked = 1</script> sluipt langs de otter.\n"
)
TWO = "Ook hier zwemt een otter, en een egle kijkt toe.\n"


@pytest.fixture(autouse=True)
def _rule_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more rule after the real ones, so that the tests know what is doubtful."""

    def find(view: View) -> Iterator[Edit]:
        for match in regex.finditer("|".join(DOUBTS), view.string):
            after, confidence = DOUBTS[match.group()]
            yield Edit(*match.span(), after, why="misread", safety=Safety.DOUBTFUL, confidence=confidence)

    made_up = {"made/up": Repair(find=find, title="made up", repairs=(), leaves=())}
    monkeypatch.setattr(engine, "steps", lambda **options: (*rules.steps(**options), made_up))


@dataclass
class Collection:
    """Raw texts and what helder makes of them."""

    folder: Path
    raw: dict[str, str]

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def journal(self) -> Path:
        return self.folder / decisions.FILE

    def run(self) -> dict[str, Cleaned]:
        """Clean all of it as `helder clean` does, with the decisions there are."""
        decided = decisions.load(self.journal)
        self.out.mkdir(exist_ok=True)
        manifest, made = [], {}
        for name, text in self.raw.items():
            source = read(text.encode(), path=name, settings=Settings())
            made[name] = flow.clean(source, Settings(), decided.get(source.sha256, Decisions()))
            stem = name.removesuffix(".txt")
            (self.out / f"{stem}.txt").write_bytes(made[name].text.string.encode())
            (self.out / f"{stem}.repairs.jsonl").write_text(ledger.dump(made[name].ledger), encoding="utf-8")
            names = {f"{stem}.txt": "", f"{stem}.repairs.jsonl": ""}
            manifest.append({"path": name, "outcome": "record", "outputs": names})
        lines = "".join(json.dumps(line) + "\n" for line in manifest)
        (self.out / "manifest.jsonl").write_text(lines, encoding="utf-8")
        return made

    def shelf(self) -> Shelf:
        return Shelf(self.out, failed=[])

    def articles(self) -> list[Article]:
        return self.shelf().articles

    def written(self) -> list[dict[str, Any]]:
        text = self.journal.read_text(encoding="utf-8") if self.journal.is_file() else ""
        return [json.loads(line) for line in text.splitlines()]

    def app(self, who: str = "anna") -> Flask:
        return application(self.shelf(), Journal(self.journal), token=TOKEN, language="en", who=who)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    (tmp_path / "helder.toml").touch()
    made = Collection(tmp_path, {"een.txt": ONE, "twee.txt": TWO})
    made.run()
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def address(collection: Collection) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, collection.app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{TOKEN}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    faults: list[str] = []
    opened = browser.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    opened.goto(address)
    yield opened
    assert not faults
    assert opened.evaluate("window.hacked") is None
    opened.close()


def into_the_list(tab: Page) -> None:
    """By keyboard alone: Tab until the list of doubtful edits has the focus."""
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.getAttribute('role')") == "treeitem":
            return
    raise AssertionError("the list cannot be reached by Tab")


def saved(tab: Page, collection: Collection, lines: int) -> list[dict[str, Any]]:
    expect(tab.locator("#note")).to_have_text("saved")
    expect(tab.locator("body")).to_be_visible()
    for _ in range(100):
        if len(collection.written()) == lines:
            break
        tab.wait_for_timeout(20)
    assert len(collection.written()) == lines
    return collection.written()


# --- the browser -----------------------------------------------------------------------------------


def test_by_keyboard_alone(tab: Page, collection: Collection) -> None:
    into_the_list(tab)  # at the worst: a series of four
    assert tab.locator(":focus").inner_text().startswith("4 ×")
    tab.keyboard.press("Shift+A")
    assert {line["action"] for line in saved(tab, collection, 4)} == {"apply"}
    tab.keyboard.press("x")  # the focus is on the next series now: both of "egle"
    assert [line["after"] for line in saved(tab, collection, 6)[4:]] == ["egel", "egel"]
    tab.keyboard.press("Shift+U")  # at the third series, of one: nothing to undo
    tab.keyboard.press("e")
    expect(tab.locator("#edit input")).to_be_focused()
    tab.keyboard.press("Control+A")
    tab.keyboard.type("wolf")
    tab.keyboard.press("Enter")
    assert [(x["action"], x["after"]) for x in saved(tab, collection, 7)[6:]] == [("add", "wolf")]
    tab.keyboard.press("Home")
    tab.keyboard.press("u")  # the whole first series is open again
    assert [x["action"] for x in saved(tab, collection, 11)[7:]] == ["undo"] * 4
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("a")  # one of it
    saved(tab, collection, 12)
    tab.reload()
    expect(tab.locator("[role=treeitem] .st", has_text="✓ 1 / 4")).to_be_visible()
    expect(tab.locator("[role=treeitem] .st", has_text="✗ 2 / 2")).to_be_visible()
    expect(tab.locator("[role=treeitem] .st", has_text="wolf")).to_be_visible()
    into_the_list(tab)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/article/0*")
    tab.locator(".text mark:focus").wait_for()
    tab.keyboard.press("]")
    tab.wait_for_url("**/article/1")
    made = collection.run()
    assert made["een.txt"].text.string.count("bever") == 1
    assert "wolf" in made["een.txt"].text.string
    assert "egle" in made["een.txt"].text.string


def test_backspace_takes_back_the_last_decision(tab: Page, collection: Collection) -> None:
    into_the_list(tab)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("a")
    saved(tab, collection, 2)
    tab.keyboard.press("Backspace")
    assert [line["action"] for line in saved(tab, collection, 4)] == ["apply", "apply", "undo", "undo"]
    assert "egle" in collection.run()["een.txt"].text.string


def test_safe_edits_are_decided_on_in_the_text(tab: Page, address: str, collection: Collection) -> None:
    tab.goto(address + "article/0")
    tab.locator("del.e[title^='lines/hyphen']").first.focus()
    expect(tab.locator("#note")).to_contain_text("lines/hyphen: the hyphen was the printer's")
    tab.keyboard.press("x")
    saved(tab, collection, 1)
    assert "on- der" in collection.run()["een.txt"].text.string


def test_edits_of_ones_own(tab: Page, address: str, collection: Collection) -> None:
    tab.goto(address + "article/0")
    tab.get_by_role("button", name="Correct something yourself").press("Enter")
    tab.keyboard.type("langs de otter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("langs het water")
    with tab.expect_navigation():
        tab.locator("#add-edit-form button[value=save]").press("Enter")
    assert collection.written()[0]["before"] == "langs de otter"
    assert "sluipt langs het water." in collection.run()["een.txt"].text.string


def test_single_keys_work_in_the_list_only(tab: Page, collection: Collection) -> None:
    """WCAG 2.1.4."""
    tab.locator("nav a").first.focus()
    for key in ("a", "x", "u", "Backspace"):
        tab.keyboard.press(key)
    tab.wait_for_timeout(100)
    assert collection.written() == []


def test_the_second_of_two_tabs_is_told_and_nothing_is_overwritten(
    tab: Page, browser: Browser, address: str, collection: Collection
) -> None:
    other = browser.new_page()
    other.goto(address)
    for one, key in ((tab, "a"), (other, "x")):
        one.locator("[role=treeitem]").first.focus()
        one.keyboard.press(key)
        expect(one.locator("[role=treeitem] .st").first).to_have_text("✓ 4 / 4")
    expect(other.get_by_role("alert")).to_contain_text("nothing was overwritten")
    assert [line["action"] for line in collection.written()] == ["apply"] * 4
    other.keyboard.press("Home")
    other.keyboard.press("x")  # it has seen now what counts
    expect(other.locator("[role=treeitem] .st").first).to_have_text("✗ 4 / 4")
    other.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility(
    browser: Browser, address: str, collection: Collection, tmp_path: Path, scheme: Any
) -> None:
    report = tmp_path / "report.html"
    report.write_text(page.report(collection.articles(), [], language="nl"), encoding="utf-8")
    opened = browser.new_page(color_scheme=scheme)
    for url in (address, address + "article/0?lang=nl", f"file://{report}#a0"):
        opened.goto(url)
        opened.locator(".text.keys, .tree.keys").first.wait_for()
        only = {"runOnly": ["color-contrast"]} if scheme == "dark" else None
        found = Axe().run(opened, options=only).response["violations"]
        assert [
            (v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")
        ] == []
    opened.close()


# --- the server ------------------------------------------------------------------------------------


def test_only_this_machine_with_the_token(collection: Collection) -> None:
    client = collection.app().test_client()
    here = {"Host": "127.0.0.1:5000"}
    found = client.get(f"/{TOKEN}/", headers=here)
    assert found.status_code == 200
    assert "default-src 'none'; script-src 'self'" in found.headers["Content-Security-Policy"]
    assert "<script>window.hacked" not in client.get(f"/{TOKEN}/article/0", headers=here).text
    assert client.get(f"/{TOKEN}/", headers={"Host": "kwaad.example:5000"}).status_code == 403
    assert client.get(f"/{TOKEN}/", headers={**here, "Origin": "http://kwaad.example"}).status_code == 403
    for path in ("/", "/helder.js", "/geheimer/", "/geheim", "/gehei\u00efm/"):
        assert client.get(path, headers=here).status_code in (404, 308), path
    for path in ("article/7", "item/0.99", "item/x", "scan/0/1", "scan/0/../x"):
        assert client.get(f"/{TOKEN}/{path}", headers=here).status_code == 404, path


@pytest.mark.parametrize("body", ["[]", "{}", "geen json", '{"build": "elders", "items": []}'])
def test_what_is_no_decision_is_refused(collection: Collection, body: str) -> None:
    client = collection.app().test_client()
    headers = {"Host": "127.0.0.1:1", "Content-Type": "application/json"}
    assert client.post(f"/{TOKEN}/decide", data=body, headers=headers).status_code in (400, 409)
    assert collection.written() == []


# --- the file --------------------------------------------------------------------------------------


def test_run_again_applies_exactly_what_was_accepted(collection: Collection) -> None:
    client, board = collection.app().test_client(), collection.articles()
    doubtful = [n for n, line in enumerate(board[0].lines) if line["rule"] == "made/up"]
    build = collection.shelf().build
    for number, action in zip(doubtful, ("apply", "refuse", "apply", "refuse", "refuse"), strict=True):
        asked = {"build": build, "items": [[f"0.{number}", 0]], "action": action}
        told = client.post(f"/{TOKEN}/decide", json=asked, headers={"Host": "localhost:1"})
        assert told.status_code == 200, told.text
    found = collection.run()["een.txt"]
    raw = ONE.replace("on-\nder", "onder").replace("\n\n", "\0").replace("\0", "\n\n")
    assert found.text.string == raw.replace("De otter", "De bever").replace("egle", "egel")
    assert [(e["applied"], e["why"]) for e in found.edits if e["rule"] == "made/up"] == [
        (True, "accepted_by_person"),
        (False, "refused_by_person"),
        (True, "accepted_by_person"),
        (False, "refused_by_person"),
        (False, "refused_by_person"),
    ]
    clean = (collection.out / "een.txt").read_bytes().decode()
    assert restore.input_bytes(clean, restore.load(collection.out / "een.repairs.jsonl")) == ONE.encode()
    assert len(board) == 2
    again = collection.app().test_client().get(f"/{TOKEN}/", headers={"Host": "localhost:1"})
    assert again.text.count('"action": "apply"') + again.text.count('"action":"apply"') == 2


@pytest.mark.parametrize("line", range(12))
def test_every_edit_can_be_refused(collection: Collection, line: int) -> None:
    article = collection.articles()[0]
    if line >= len(article.lines):
        return
    wanted = article.lines[line]
    asked = {"build": collection.shelf().build, "items": [[f"0.{line}", 0]], "action": "refuse"}
    client = collection.app().test_client()
    assert client.post(f"/{TOKEN}/decide", json=asked, headers={"Host": "localhost:1"}).status_code == 200
    found = collection.run()["een.txt"]
    assert not [
        e for e in found.edits if e["applied"] and e["rule"] == wanted["rule"] and e["raw"] == wanted["raw"]
    ]


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Each decision that was acknowledged is in the file."""
    path = tmp_path / decisions.FILE
    code = (
        "import sys; from pathlib import Path; from pipeline.review.journal import Journal\n"
        f"journal = Journal(Path({str(path)!r}))\n"
        "for n in range(10**6):\n"
        "    with journal.alone():\n"
        "        journal.append([{'source': 'aa', 'action': 'refuse', 'before': str(n) * 50}])\n"
        "    print(n, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}
    ) as writer:
        assert writer.stdout is not None
        for _ in range(30):
            last = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        last = max([last, *map(int, writer.stdout.read().split())])
    kept = decisions.load(path)["aa"].entries
    assert [e.before for e in kept[: last + 1]] == [str(n) * 50 for n in range(last + 1)]
    assert len(kept) <= last + 2
    with path.open("ab") as file:
        file.write('{"source": "aa", "before": "é'.encode()[:-1])
    assert len(decisions.load(path)["aa"].entries) == len(kept)
    journal = Journal(path)
    with journal.alone():
        journal.append([{"source": "aa", "action": "refuse", "before": "daarna"}])
    assert decisions.load(path)["aa"].entries[-1].before == "daarna"


def test_two_programs_write_to_one_file(collection: Collection) -> None:
    first, second = Journal(collection.journal), Journal(collection.journal)
    for journal in (first, second, first):
        with journal.alone():
            journal.refresh()
            journal.append([{"source": "aa", "action": "refuse", "before": "x"}])
    assert [decision.number for _, _, decision in first.rows] == [1, 2, 3]
    second.refresh()
    assert second.rows == first.rows


def test_decisions_make_settings_where_there_are_none(tmp_path: Path) -> None:
    journal = Journal(tmp_path / decisions.FILE)
    with journal.alone():
        journal.append([{"source": "aa", "action": "refuse", "before": "x"}])
    assert (tmp_path / "helder.toml").is_file()


# --- learning --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("judged", "floor"),
    [
        ([(0.9, True), (0.8, True), (0.5, False)], 0.8),
        ([(0.9, False), (0.8, True)], None),
        ([(0.5, True)] * 3 + [(0.5, False)], None),
        ([(0.9, False)] + [(0.8, True)] * 6, 0.8),
        ([(0.9, True)] * 6 + [(0.7, False)] + [(0.6, True)] * 5, 0.6),
    ],
)
def test_floor(judged: list[tuple[float, bool]], floor: float | None) -> None:
    assert learned.floor(judged) == floor


def test_floors_are_written_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "helder.toml").write_text(
        'claims = 3 # few\n[floors]\n"lines/hyphen" = 0.1\n\n[checks]\na = 1\n', encoding="utf-8"
    )
    known = [
        learned.Learned("gone/by_now", 20, 0, 0.1),
        learned.Learned("words/misread", 20, 1, 0.75),
        learned.Learned("lines/hyphen", 0, 20, None),
    ]
    learned.write_floors(tmp_path, known, least=10)
    assert (tmp_path / "helder.toml").read_text(encoding="utf-8") == (
        'claims = 3 # few\n[checks]\na = 1\n\n[floors]\n"words/misread" = 0.75\n'
        '# "lines/hyphen" = none, after 20 decisions\n'
    )
    assert load_settings(tmp_path / "helder.toml").floors == {"words/misread": 0.75}


def test_words_accepted_often_become_a_word_list(tmp_path: Path) -> None:
    path = tmp_path / decisions.FILE
    one = {
        "source": "aa",
        "action": "apply",
        "before": "-\n",
        "after": "",
        "suffix": "motor is er",
        "who": "a",
    }
    lines = [{**one, "prefix": f"{n} de kwispel"} for n in range(2)]
    lines += [
        {**one, "action": "refuse", "before": "rn", "after": "m", "prefix": f"{n} de Ba", "suffix": "e en"}
        for n in range(2)
    ]
    lines += [{**one, "prefix": "de eenmalig"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = learned.words(learned.rows(path), times=2)
    assert found == ["Barne", "kwispelmotor"]
    words = tmp_path / "words.txt"
    words.write_text("# eigen\nBarne", encoding="utf-8")
    assert learned.add_words(words, [*found, "kinderen"], Settings()) == ["kwispelmotor"]
    assert words.read_text(encoding="utf-8") == "# eigen\nBarne\nkwispelmotor\n"


def test_digest_of_the_input_names_the_source(collection: Collection) -> None:
    assert collection.articles()[0].sha256 == hashlib.sha256(ONE.encode()).hexdigest()
