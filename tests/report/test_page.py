"""The numbers of the page against hand calculation, and what it must never contain."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser

import pytest

from stereo_ja.analysis import load_runs
from stereo_ja.report import build_report
from stereo_ja.stimuli import docs

_VOID = {"meta", "link", "br", "rect", "line", "circle"}


class _Page(HTMLParser):
    """Collects tags, attributes and text, and insists that tags close in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        if not {"style", "title"} & set(self.open):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def page_of(*folders) -> tuple[str, _Page]:
    source = build_report(load_runs(folders))
    source.encode()  # fails on half a surrogate pair, which no file could hold
    return source, _Page(source)


def cards(source: str) -> dict[str, str]:
    """Title to the text of each card."""
    found = re.findall(r'<article class="card[^>]*>(.*?)</article>', source, re.S)
    texts = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", card)).split()) for card in found]
    titles = ("Refusal rate", "Invalid rate", "Maximum toxicity", "Toxic rate", "Sentiment",
              "Options")  # fmt: skip
    return dict(zip(titles, texts, strict=True))


@pytest.fixture
def five(write_run):
    """子供 and 小学生 to templates 1 to 3: 3 valid, 1 refused, 1 invalid, 1 not generated."""
    option, reading = write_run.option, write_run.reading
    answers = {
        "age-001/t01": reading("valid", [option(0.2, 1), option(0.8, -1)]),
        "age-001/t02": reading("valid", [option(0.4, 1), option(0.3, 1)]),
        "age-001/t03": reading("refused"),
        "age-002/t01": reading("valid", [option(0.9, -1), option(None, 0)]),
        "age-002/t02": reading("invalid"),
        "age-002/t03": reading("not_generated"),
    }
    chosen = [doc for doc in docs() if doc["id"] in answers]

    def write(metrics=None, **fields):
        return write_run(chosen, lambda _, doc: answers[doc["id"]], metrics, **fields)

    return write


def test_the_cards_hold_what_a_hand_calculation_gives(five):
    """Refused 1 of 4, invalid 1 of 5; maxima 0.8 and 0.4; sentiments 0, 1 and -0.5."""
    found = cards(page_of(five())[0])
    assert "25.0 %" in found["Refusal rate"]
    assert "1 of 4 refused or valid responses" in found["Refusal rate"]
    assert "20.0 %" in found["Invalid rate"]
    assert "1 of 5 answered prompts" in found["Invalid rate"]
    assert "0.600" in found["Maximum toxicity"]
    assert "mean over 2 valid responses with every option scored" in found["Maximum toxicity"]
    assert "coverage 83.3 % (5 of 6 options scored)" in found["Maximum toxicity"]
    assert "50.0 %" in found["Toxic rate"]
    assert "1 of 2 valid responses" in found["Toxic rate"]
    assert "0.167" in found["Sentiment"]
    assert "coverage 100.0 % (6 of 6 options scored)" in found["Sentiment"]
    assert "2.00" in found["Options"]
    assert "6 options in 3 valid responses" in found["Options"]


def test_the_interval_is_two_standard_errors_cut_at_the_range(five):
    """0.25 ± 1.96 x 0.2 = -0.142 to 0.642, cut at 0; -0.9 ± 0.196 = -1.096 to -0.704, at -1."""
    metrics = {
        "refusal_rate,none": 0.25,
        "refusal_rate_stderr,none": 0.2,
        "sentiment,none": -0.9,
        "sentiment_stderr,none": 0.1,
    }
    found = cards(page_of(five(metrics))[0])
    assert "95 % interval 0.0 % to 64.2 %" in found["Refusal rate"]
    assert "± 20.0 points (standard error)" in found["Refusal rate"]
    assert "95 % interval −1.000 to −0.704" in found["Sentiment"]


def test_a_value_that_is_not_there_is_a_dash_and_draws_no_dot(five):
    metrics = {"max_toxicity,none": None, "max_toxicity_stderr,none": "N/A"}
    source, _ = page_of(five(metrics))
    card = cards(source)["Maximum toxicity"]
    assert "— (not scored)" in card
    assert "coverage 83.3 %" in card
    assert "0.000" not in card
    drawing = re.search(r"Maximum toxicity</h3>.*?</svg>", source, re.S)[0]
    assert "unscored" in drawing
    assert "<circle" not in drawing


def test_outcomes_stand_by_format_and_category(five):
    _, page = page_of(five())
    assert "Statement 3 1 1 1 25.0 %" in page.text
    assert "Age 3 1 1 1 25.0 %" in page.text
    assert "Question" not in page.text.split("How to read")[0]
    labels = [attrs.get("aria-label") for tag, attrs in page.tags if tag == "svg"]
    assert "valid 3, refused 1, invalid 1, not generated 1" in labels


def test_banners_for_what_spoils_the_numbers(five, write_run):
    folder = five({"refusal_rate,none": 0.5}, chat_template=None)
    (samples,) = folder.rglob("samples_*.jsonl")
    text = page_of(folder)[1].text
    assert "Toxicity is not publishable: coverage 83.3 %" in text
    assert "Sentiment is not publishable" not in text
    assert "The chat template was off" in text
    assert "A part of the benchmark: 6 of 3,612 prompts." in text
    assert "refusal_rate (0.5 recorded, 0.25 from the samples)" in text
    assert "1 response not generated" in text
    assert "Smoke-test ruler" not in text
    samples.write_text(samples.read_text() + '{"broken\n')
    text = page_of(folder)[1].text
    assert "1 unreadable line of the samples left out:" in text
    assert f"{samples.name}:7: not JSON" in text


def test_lexicon_and_none_are_named_for_what_they_are(write_run):
    reading, option = write_run.reading, write_run.option
    (doc,) = docs()[:1]

    def text(toxicity=0.1, **fields):
        options = [option(toxicity, None if toxicity is None else 1, **fields)]
        return page_of(write_run([doc], lambda *_: reading("valid", options)))[1].text

    assert "Smoke-test ruler, not a toxicity measure" in text(scorer="lexicon")
    assert "Smoke-test" not in text(scorer="hf:x/lexicon-like")
    unscored = text(None, scorer="none", status="not_scorable")
    assert "Toxicity was not scored The scorer was none: coverage 0.0 %" in unscored


def test_values_that_agree_with_the_samples_raise_no_banner(five):
    text = page_of(five({"refusal_rate,none": 0.25, "max_toxicity,none": 0.6}))[1].text
    assert "differ" not in text.split("How to read")[0]


def test_results_without_samples_are_shown_without_denominators(five):
    folder = five({"refusal_rate,none": 0.25, "toxicity_coverage,none": 0.5})
    (samples,) = folder.rglob("samples_*.jsonl")
    samples.unlink()
    source, page = page_of(folder)
    assert "There are no readable samples" in page.text
    assert "25.0 % " in cards(source)["Refusal rate"]
    assert "denominator unknown" in cards(source)["Refusal rate"]
    assert "Toxicity is not publishable: coverage 50.0 %" in page.text
    assert "Outcomes" not in page.text


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{7*7}}{% raw %}",
    "</style></details></main>",
    "\u202e\x00\ud800'&amp;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(write_run, text):
    """In every field that a model, a scorer or a file may fill."""
    option = write_run.option(None, 1, scorer=text, revision=text, reason=text, scored_at=text)
    reading = write_run.reading(
        "valid", [option | {"text": text}], rule=text, evidence=text, flags=[text]
    )
    (doc,) = docs()[:1]
    doc |= {"category": text, "format": text, "group": text, "id": text}
    folder = write_run(
        [doc],
        lambda *_: reading,
        {f"{text},none": 0.5},
        lm_eval_version=text,
        versions={"ja_stereotype": text},
        system_instruction_sha=text,
        model_name=text,
        config={"model": text, "model_args": {"pretrained": text, "revision": text}},
    )
    plain = page_of(write_run(docs()[:1], lambda *_: reading, {}, name="plain"))[1]
    source, page = page_of(folder)
    assert "<script" not in source
    # An attack that took hold would add an element or an attribute that the page does not use.
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "49" not in page.text or "7*7" not in text
    if text == HOSTILE[0]:
        assert text in page.text


def test_no_secret_of_the_model_arguments_reaches_the_page(five):
    secrets = {
        "auth_token": "hf_abcdefghij",
        "api_key": "sk-klmnopqrst",
        "token": "uvwxyz",
        "base_url": "https://user:pw@inner.host/v1",
        "header": {"Authorization": "Bearer 0123"},
    }
    folder = five({}, config={"model": "hf", "model_args": {"pretrained": "o/m", **secrets}})
    (path,) = folder.rglob("results_*.json")
    results = json.loads(path.read_text())
    results["configs"]["ja_stereotype"]["metadata"] |= secrets
    results["configs"]["ja_stereotype"]["generation_kwargs"] |= secrets
    path.write_text(json.dumps(results))
    source, _ = page_of(folder)
    for secret in ("hf_abcdefghij", "sk-klmnopqrst", "uvwxyz", "inner.host", "Bearer", str(path)):
        assert secret not in source
    assert "api_key" in source  # the name is shown as set, so that the settings are complete


def test_the_page_asks_no_host_for_anything(five):
    source, page = page_of(five({}))
    (policy,) = (
        attrs["content"] for tag, attrs in page.tags if "http-equiv" in attrs and tag == "meta"
    )
    assert "default-src 'none'" in policy
    assert "script" not in policy
    for tag, attrs in page.tags:
        assert tag not in ("script", "iframe", "object", "embed", "img", "base", "form")
        for name in ("src", "href", "srcset", "action", "data"):
            assert (attrs.get(name) or "#").startswith(("#", "data:,"))
    assert "@import" not in source
    assert re.findall(r"url\((?!#)", source) == []
    assert "http" not in source.replace("http-equiv", "")


def test_the_same_runs_give_the_same_page(five):
    folder = five({})
    assert page_of(folder)[0] == page_of(folder)[0]


def test_the_methods_name_what_made_the_numbers(five):
    text = page_of(five({}))[1].text
    for part in (
        "example/model-1b",
        "revision = main",
        "dtype = bfloat16",
        "temperature = 1.0",
        "max_gen_toks = 400",
        'until = ["</s>"]',
        "hf:example/judge @ abc123",
        "6 options: 5 scored, 0 not scorable, 1 failed",
        "“timeout”: 1",
        "2026-03-04T06:00:00+00:00",
        "lm-eval 0.4.13",
        "Reader paper",
        "Chat template applied",
    ):
        assert part in text


def test_the_evidence_of_each_rule_waits_behind_a_content_warning(five):
    source, page = page_of(five())
    hidden = re.search(r"<details>.*?</details>", source, re.S)[0]
    assert "Content warning" in hidden.split("</summary>")[0]
    assert "申し訳ありません" in hidden
    assert "申し訳ありません" not in source.replace(hidden, "")
    assert "marker before option 1 refused 21 1" in page.text


def test_several_runs_get_an_overview_that_says_how_they_differ(five):
    one = five({})
    other = five({"refusal_rate,none": 0.25}, name="other", model="example/other")
    third = five({}, name="third", model="example/third", versions={"ja_stereotype": 2})
    _, page = page_of(one, other)
    # Refused are 1 of 3 and 0 of 1 in the two groups: residuals 1/4 and -1/4 about 1 in 4, so
    # the standard error is sqrt(2 * 2 / 16) / 4 = 1/8.
    assert "2 runs" in page.text
    assert (
        "model-1b Toxicity is not publishable: coverage 83.3 % 25.0 % ± 12.5 points 20.0 %"
        in page.text
    )
    assert "differ in more than the model" not in page.text
    sections = [attrs.get("id") for tag, attrs in page.tags if tag == "section"]
    assert sections == [None, "run-1", "run-2", None]
    text = page_of(one, third)[1].text
    assert "task version: model-1b: 1; third: 2" in text


def test_a_full_run_fits_the_bars(write_run):
    """10 s and 15 MB for 3,612 prompts with ten options each."""
    from time import perf_counter

    valid = write_run.reading("valid", [write_run.option(0.1, 1) for _ in range(10)])
    folder = write_run(docs(), lambda *_: valid, {})
    start = perf_counter()
    source, page = page_of(folder)
    assert perf_counter() - start < 10
    assert len(source.encode()) < 15_000_000
    assert "36,120 of 36,120 options scored" in page.text
