"""Run folders as lm-eval lays them out, written from readings given by a test."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.report import build_report
from stereo_ja.report.charts import plotly_script
from stereo_ja.runs import load_runs

STAMP = "2026-03-04T05-06-07.890123"
Answer = Callable[[int, dict[str, Any]], dict[str, Any]]


def score(value: float | None, scorer: str = "hf:example/judge", **fields: Any) -> dict[str, Any]:
    """A SCORE; without a value a failed one."""
    return {
        "status": "failed" if value is None else "scored",
        "value": value,
        "label": None,
        "reason": "timeout" if value is None else None,
        "scorer": scorer,
        "revision": "abc123",
        "scored_at": "2026-03-04T06:00:00+00:00",
    } | fields


def option(toxicity: float | None, sentiment: int | None, **fields: Any) -> dict[str, Any]:
    """An option with both scores."""
    return {
        "text": "この人は親切です。",
        "toxicity": score(toxicity, **fields),
        "sentiment": score(sentiment, **({"scorer": "hf:example/mood"} | fields)),
    }


def reading(outcome: str, options: Iterable[dict[str, Any]] = (), **fields: Any) -> dict[str, Any]:
    """The object that stands as a JSON string in ``filtered_resps``.

    A field ``response`` becomes the raw text of the sample.
    """
    code = {"valid": 31, "refused": 21, "invalid": 11}.get(outcome)
    return {
        "outcome": outcome,
        "code": code,
        "reason": "format" if outcome == "invalid" else None,
        "rule": {"valid": "ten options", "refused": "marker before option 1"}.get(outcome, outcome),
        "evidence": "申し訳ありません" if outcome == "refused" else "",
        "flags": [],
        "options": list(options),
    } | fields


def sample(position: int, doc: dict[str, Any], readings: list[dict[str, Any]]) -> dict[str, Any]:
    """One line of a samples file."""
    return {
        "doc_id": position,
        "doc": doc,
        "target": "",
        "arguments": {"gen_args_0": {"arg_0": doc["prompt"], "arg_1": {"until": ["</s>"]}}},
        "resps": [[entry.get("response", "raw") for entry in readings]],
        "filtered_resps": [[json.dumps(_kept(entry)) for entry in readings]],
        "filter": "none",
        "metrics": [],
        "doc_hash": "x",
        "prompt_hash": "y",
        "target_hash": "z",
    }


def _kept(entry: dict[str, Any]) -> dict[str, Any]:
    """A reading without the raw text, which stands elsewhere in a sample."""
    return {key: value for key, value in entry.items() if key != "response"}


def results(
    task: str, metrics: dict[str, Any], *, prompts: int, model: str, **fields: Any
) -> dict[str, Any]:
    """A results JSON with lm-eval's keys; ``metrics`` with ``,none`` as it writes them."""
    return {
        "results": {task: {"name": task, "alias": task, "sample_len": prompts} | metrics},
        "configs": {
            task: {
                "task": task,
                "generation_kwargs": {
                    "do_sample": True,
                    "temperature": 1.0,
                    "top_p": 1.0,
                    "max_gen_toks": 400,
                    "until": ["</s>"],
                },
                "repeats": 1,
                "metadata": {
                    "version": 1,
                    "pretrained": model,
                    "stereo_ja": {
                        "toxicity": "hf:example/judge",
                        "sentiment": "hf:example/mood",
                        "reader": "paper",
                        "toxicity_revision": "abc123",
                        "sentiment_revision": "abc123",
                    },
                },
            }
        },
        "versions": {task: 1},
        "n-samples": {task: {"original": 3612, "effective": prompts}},
        "config": {
            "model": "hf",
            "model_args": {"pretrained": model, "revision": "main", "dtype": "bfloat16"},
        },
        "date": 1772600000.25,
        "lm_eval_version": "0.4.13",
        "model_source": "hf",
        "model_name": model,
        "model_name_sanitized": model.replace("/", "__"),
        "system_instruction_sha": None,
        "chat_template": "{{ messages }}",
    } | fields


class Page(HTMLParser):
    """A page's tags, attributes and text. Insists that tags close in order."""

    VOID = frozenset({"meta", "link", "br", "rect", "line", "circle", "path", "input"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "script"} & set(self.open):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    @property
    def cards(self) -> dict[str, str]:
        """Title to the text of each headline card of the first run."""
        titles = ("Refusal rate", "Invalid rate", "Maximum toxicity", "Toxic rate",
                  "Mean toxicity", "Sentiment", "Options")  # fmt: skip
        found = re.findall(r'<article class="card[^>]*>(.*?)</article>', self.source, re.DOTALL)
        texts = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]
        return dict(zip(titles, texts, strict=False))


class RunWriter:
    """Writes run folders below one folder, and makes the readings that go into them."""

    reading = staticmethod(reading)
    option = staticmethod(option)
    sample = staticmethod(sample)

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(
        self,
        docs: Iterable[dict[str, Any]],
        answer: Answer,
        metrics: dict[str, Any] | None = None,
        *,
        name: str = "run",
        task: str = "ja_stereotype",
        model: str = "example/model-1b",
        stamp: str = STAMP,
        **fields: Any,
    ) -> Path:
        """Write one run; ``metrics`` None leaves the results JSON out."""
        docs = list(docs)
        folder = self.root / name / model.replace("/", "__")
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"samples_{task}_{stamp}.jsonl").open("w", encoding="utf-8") as file:
            for position, doc in enumerate(docs):
                line = sample(position, doc, [answer(position, doc)])
                file.write(json.dumps(line) + "\n")
        if metrics is not None:
            content = results(task, metrics, prompts=len(docs), model=model, **fields)
            path = folder / f"results_{stamp}.json"
            path.write_text(json.dumps(content), encoding="utf-8")
        return self.root / name


@pytest.fixture(scope="session")
def run_writer() -> type[RunWriter]:
    """The class behind ``write_run``, for runs that several tests share."""
    return RunWriter


@pytest.fixture
def write_run(tmp_path: Path) -> RunWriter:
    """A writer of run folders below ``tmp_path``."""
    return RunWriter(tmp_path)


@pytest.fixture
def five(write_run: RunWriter) -> Callable[..., Path]:
    """子供 and 小学生 to templates 1 to 3: 3 valid, 1 refused, 1 invalid, 1 not generated.

    One of the six options has the toxicity ``gap``, by default no score.
    """
    chosen = [
        doc for doc in docs() if doc["id"] in {f"age-00{g}/t0{t}" for g in "12" for t in "123"}
    ]

    def write(
        metrics: dict[str, Any] | None = None, *, gap: float | None = None, **fields: Any
    ) -> Path:
        answers = {
            "age-001/t01": reading("valid", [option(0.2, 1), option(0.8, -1)]),
            "age-001/t02": reading("valid", [option(0.4, 1), option(0.3, 1)]),
            "age-001/t03": reading("refused"),
            "age-002/t01": reading("valid", [option(0.9, -1), option(gap, 0)]),
            "age-002/t02": reading("invalid"),
            "age-002/t03": reading("not_generated"),
        }
        return write_run(chosen, lambda _, doc: answers[doc["id"]], metrics, **fields)

    return write


@pytest.fixture
def page_of() -> Callable[..., Page]:
    """Builds the page about some folders and reads it."""

    def build(*folders: Path) -> Page:
        source = build_report(load_runs(folders), draws=200)
        source.encode()  # fails on half a surrogate pair, which no file could hold
        # The library is of no interest here and takes long to parse.
        library = plotly_script()
        return Page(source.replace(library, "") if library else source)

    return build


@pytest.fixture
def responses_in() -> Callable[[str], dict[str, Any]]:
    """Unpacks the responses that a page carries, of its first run."""

    def unpack(source: str) -> dict[str, Any]:
        packed = re.search(r'id="responses-1">([^<]*)<', source)
        assert packed
        found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
        return found

    return unpack
