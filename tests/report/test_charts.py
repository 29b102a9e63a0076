"""Figures against plotly's own schema, and their numbers against hand calculation."""

from __future__ import annotations

import builtins
import json

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.compare import compare
from stereo_ja.findings import find
from stereo_ja.report import charts
from stereo_ja.report.charts import _library
from stereo_ja.report.charts._style import text
from stereo_ja.runs import load_runs
from tests.present import present

plotly = pytest.importorskip("plotly.graph_objects")


@pytest.fixture
def run(write_run):
    """60 prompts of five groups in all formats, with maxima that differ by format."""

    def answer(number, doc):
        if number % 7 == 0:
            return write_run.reading("refused")
        base = {"statement": 0.2, "question": 0.4, "positive_opinion": 0.0}
        value = base.get(doc["format"], 0.6) + number / 1000
        return write_run.reading("valid", [write_run.option(value, 1), write_run.option(0.0, 0)])

    (loaded,) = load_runs([write_run(docs()[:60], answer, {})])
    return loaded


def test_every_figure_is_one_that_plotly_knows(run, write_run):
    (other,) = load_runs([write_run(docs()[:60], lambda *_: write_run.reading("refused"), {},
                                    name="other", model="o/<b>other")])  # fmt: skip
    found = find(run)
    pairs = compare([run, other]).pairs
    made = [
        charts.toxicity_by_format(run),
        charts.option_counts(run),
        charts.equal_k(found),
        charts.thresholds(found),
        charts.differences("refusal_rate", pairs),
    ]
    drawn = [present(chart) for chart in made]
    for chart in drawn:
        plotly.Figure(chart.figure)  # refuses names and values that plotly.js does not have
        assert chart.summary
        assert all(len(row) == len(chart.columns) for row in chart.rows)
    assert "<b>" not in drawn[-1].json


def test_bars_are_shares_of_the_formats_responses(run):
    chart = present(charts.toxicity_by_format(run))
    for trace in chart.figure["data"]:
        assert sum(trace["y"]) == pytest.approx(1, abs=1e-4)
    statement = dict(zip(chart.figure["data"][0]["x"], chart.figure["data"][0]["y"], strict=True))
    values = [max(o.toxicity.value for o in one.options) for one in run.samples
              if one.format == "statement" and one.options]  # fmt: skip
    share = sum(0.2 <= value < 0.25 for value in values) / len(values)
    assert statement[0.225] == pytest.approx(share, abs=1e-6)


def test_the_last_bin_holds_one_itself(write_run):
    options = [write_run.option(1.0, 1)]
    (run,) = load_runs([write_run(docs()[:1], lambda *_: write_run.reading("valid", options))])
    assert present(charts.toxicity_by_format(run)).figure["data"][0]["y"][-1] == 1


def test_what_plotly_would_read_as_a_tag_stays_text():
    assert text("<b>a</b>&") == "&lt;b>a&lt;/b>&amp;"


def test_a_figures_json_cannot_end_its_script(run):
    chart = charts.option_counts(run)
    changed = charts.Chart(**{**vars(chart), "figure": {"x": "</script><!--"}})
    assert "<" not in changed.json
    assert json.loads(changed.json) == {"x": "</script><!--"}


def test_without_plotly_the_page_has_tables_and_says_what_to_install(five, page_of, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.partition(".")[0] == "plotly":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    _library.plotly_script.cache_clear()
    page = page_of(five({}, gap=0.1))
    _library.plotly_script.cache_clear()
    assert "pip install 'stereo-ja[report]'" in page.text
    assert not [attrs for _, attrs in page.tags if attrs.get("class") == "chart"]
    assert "0.80 to 0.85" in page.text
    assert len(page.source) < 200_000
