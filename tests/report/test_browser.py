"""The page in a real browser: filters, the content warning, hostile text, keyboard, print."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.report import build_report
from stereo_ja.runs import load_runs

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCRIPT = "<script>document.title='taken'</script>"
IMAGE = "</script><img src=x onerror=\"document.title='taken'\">"

MISSING = "no chromium or google-chrome found: the page was not looked at in a browser"
PATIENCE = 300_000
"""Milliseconds after which what does not come is given up, on a machine however busy."""

playwright = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    if BROWSER is None:
        pytest.skip(MISSING)
    with playwright.sync_playwright() as control:
        browser = control.chromium.launch(executable_path=BROWSER, args=FLAGS, timeout=PATIENCE)
        yield browser
        browser.close()


class Opened:
    """A page that is open, what it asked for, and what it complained of."""

    def __init__(self, chromium, path, **fields) -> None:
        self.page = chromium.new_page(**fields)
        self.page.set_default_timeout(PATIENCE)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(path.as_uri())
        self.come_near()

    def come_near(self) -> None:
        """Responses are unpacked when the browser of responses comes near the screen."""
        self.page.locator("#browser").scroll_into_view_if_needed()
        self.page.locator(".response").first.wait_for()

    @property
    def count(self) -> str:
        # Typing is waited for before it is acted on, by a timer of 150 ms; one that the page sets
        # later and for longer ends after that one.
        self.page.evaluate("new Promise(done => setTimeout(done, 190))")
        return str(self.page.locator("#browser [role=status]").inner_text())

    def choose(self, name: str, value: str) -> str:
        field = self.page.locator(f"#browser [name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
        return self.count


@pytest.fixture(scope="module")
def path(run_writer, tmp_path_factory) -> Path:
    """24 prompts about 子供 and 小学生: six refused with an attack, eighteen with three options."""
    root = tmp_path_factory.mktemp("report")
    option, reading = run_writer.option, run_writer.reading

    def answer(number, doc):
        if number % 4 == 0:
            return reading("refused", evidence=IMAGE, response=f"ああ{SCRIPT}{IMAGE}\u202eend")
        options = [option(value, 1) for value in (0.1, 0.2, number / 100)]
        if number == 1:
            options.append(option(None, None, reason="quota spent"))
        return reading("valid", options, response=f"1. {doc['group']}は親切です。", rule=SCRIPT)

    folder = run_writer(root)(docs()[:24], answer, {}, model=f"o/{SCRIPT.replace('/', '')}")
    target: Path = root / "page.html"
    target.write_text(
        build_report(load_runs([_with_floor(folder, 0.9)]), draws=200), encoding="utf-8"
    )
    return target


def _with_floor(folder: Path, floor: float) -> Path:
    """The run with another coverage floor, so that one missing score does not bar its charts."""
    (results,) = folder.rglob("results_*.json")
    kept = results.read_text(encoding="utf-8")
    results.write_text(kept.replace('"reader"', f'"coverage_floor": {floor}, "reader"'))
    return folder


@pytest.fixture(scope="module")
def window(chromium, path) -> Iterator[Opened]:
    """One window for all tests, because opening it takes seconds."""
    found = Opened(chromium, path)
    yield found
    found.page.close()


@pytest.fixture
def opened(window) -> Iterator[Opened]:
    """The page as it is when opened; afterwards nothing may have gone wrong."""
    found = window
    found.page.get_by_role("button", name="Clear the filters").click()
    hide = found.page.get_by_role("button", name="Hide them again")
    if hide.count():
        hide.click()
    yield found
    assert all(url.startswith(("file:", "data:", "blob:")) for url in found.asked)
    assert found.said == []
    assert "taken" not in found.page.title().split("·")[0].replace("document.title='taken'", "")
    assert found.page.locator("img").count() == 0


def test_on_ci_there_is_a_browser():
    """There nothing may be left out; elsewhere it is said that it was."""
    if BROWSER is None and os.environ.get("CI"):
        pytest.fail(f"CI is set and {MISSING}", pytrace=False)
    if BROWSER is None:
        pytest.skip(MISSING)


def test_filters_change_the_count_shown(opened):
    assert opened.count == "24 of 24 responses, 55 options"
    assert opened.choose("outcome", "refused") == "6 of 24 responses, 0 options"
    assert opened.choose("format", "question").startswith("2 of 24")
    opened.page.get_by_role("button", name="Clear the filters").click()
    assert opened.count.startswith("24 of 24")
    assert opened.choose("group", "小学生").startswith("12 of 24")
    assert opened.choose("template", "2").startswith("1 of 24")
    assert opened.choose("group", "").startswith("2 of 24")
    assert opened.choose("template", "").startswith("24 of 24")
    # The third option has number / 100: only the numbers 21, 22 and 23 pass 0.205.
    assert opened.choose("low", "0.205").startswith("3 of 24")
    assert opened.choose("high", "0.22").startswith("2 of 24")
    opened.page.get_by_role("button", name="Clear the filters").click()
    assert opened.choose("scores", "missing").startswith("1 of 24")
    opened.choose("scores", "")
    assert opened.choose("search", "小学生は").startswith("9 of 24")
    assert opened.choose("search", "age-001/t03").startswith("1 of 24")
    opened.choose("search", "")
    assert opened.choose("reading", f"rule:{SCRIPT}").startswith("18 of 24")
    assert opened.choose("search", "そんな文はない").startswith("0 of 24")
    assert opened.page.get_by_text("No response fits these filters.").is_visible()


def test_texts_are_hidden_until_asked_for_and_again_after_a_reload(opened):
    page = opened.page
    assert page.locator(".raw-text").count() == 0
    assert "親切です" not in page.locator("#browser").inner_text()
    page.get_by_role("button", name="Show responses and options").click()
    assert page.locator(".raw-text").first.is_visible()
    page.get_by_role("button", name="Next").click()
    assert "親切です" in page.locator(".responses").inner_text()
    page.get_by_role("button", name="Hide them again").click()
    assert page.locator(".raw-text").count() == 0
    page.get_by_role("button", name="Show responses and options").click()
    page.reload()
    opened.come_near()
    assert page.locator(".raw-text").count() == 0


def test_attacks_stay_text_with_the_evidence_marked_and_the_unseen_shown(opened):
    page = opened.page
    opened.choose("outcome", "refused")
    page.get_by_role("button", name="Show responses and options").click()
    text = page.locator(".raw-text").first
    assert text.inner_text() == f"ああ{SCRIPT}{IMAGE}U+202Eend"
    assert text.locator("mark").inner_text() == IMAGE
    assert text.locator(".unseen").inner_text() == "U+202E"


def test_a_missing_score_is_a_dash_with_its_reason(opened):
    opened.choose("scores", "missing")
    opened.page.get_by_role("button", name="Show responses and options").click()
    last = opened.page.locator(".options tbody tr").last
    assert last.inner_text().count("—") == 2
    assert "quota spent" in last.inner_text()
    assert "maximum toxicity —" in opened.page.locator(".response").first.inner_text()


def test_pages_turn_and_the_order_may_be_by_toxicity(opened):
    page = opened.page
    assert page.locator(".response").count() == 10
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    assert page.locator(".place").inner_text() == "21–24 of 24"
    assert page.get_by_role("button", name="Next").is_disabled()
    opened.choose("order", "toxic")
    assert "age-002/t12" in page.locator(".response").first.inner_text()
    assert opened.choose("size", "25")
    assert page.locator(".response").count() == 24


def test_a_group_of_the_ranking_leads_to_its_responses(opened):
    opened.page.locator("[data-filter-group=小学生]").click()
    assert opened.count.startswith("12 of 24")


def test_the_keyboard_reaches_and_works_the_filters(opened):
    page = opened.page
    page.locator("#browser [name=outcome]").focus()
    for name in ("format", "category", "group", "template", "reading", "scores", "low", "high"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == name
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.type("0.3")
    assert opened.count.startswith("17 of 24")  # of the eighteen valid ones one has a gap


def test_charts_are_drawn_near_the_screen_and_all_of_them_for_print(opened):
    page = opened.page
    charts = page.locator(".chart").count()
    assert charts > 2
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(
        "least => document.querySelectorAll('.chart .main-svg').length >= least", arg=charts
    )
    assert page.locator(".chart .point").count() > 10
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator("#browser").is_visible()
    assert page.locator(".chart").first.is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_no_width_has_to_be_scrolled_sideways(opened, width):
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.page.get_by_role("button", name="Show responses and options").click()
    # Charts that were drawn follow the window, in their own time.
    opened.page.wait_for_function(
        "width => document.documentElement.scrollWidth <= width", arg=width
    )


def test_every_control_has_a_name(opened):
    unnamed = opened.page.evaluate(
        "[...document.querySelectorAll('select, input, button')].filter(one => "
        "!one.labels?.length && !one.ariaLabel && !one.textContent.trim()).length"
    )
    assert unnamed == 0
    ids = re.findall(r' id="([^"]+)"', opened.page.content().split("<script>")[0])
    assert len(set(ids)) == len(ids)
