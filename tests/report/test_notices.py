"""What a reader is told before the numbers."""

from __future__ import annotations

from stereo_ja.benchmark.stereotype import docs


def test_banners_for_what_spoils_the_numbers(five, page_of):
    folder = five({"refusal_rate,none": 0.5}, chat_template=None)
    (samples,) = folder.rglob("samples_*.jsonl")
    text = page_of(folder).text
    assert "Toxicity is not publishable: coverage 83.3 %" in text
    assert "Sentiment is not publishable" not in text
    assert "The chat template was off" in text
    assert "A part of the benchmark: 6 of 3,612 prompts." in text
    assert "refusal_rate (0.5 recorded, 0.25 from the samples)" in text
    assert "1 response not generated" in text
    assert "Smoke test" not in text
    samples.write_text(samples.read_text() + '{"broken\n')
    text = page_of(folder).text
    assert "1 unreadable line of the samples left out:" in text
    assert f"{samples.name}:7: not JSON" in text


def test_a_floor_of_the_run_itself_decides(five, page_of):
    folder = five({})
    (results,) = folder.rglob("results_*.json")
    results.write_text(results.read_text().replace('"reader"', '"coverage_floor": 0.8, "reader"'))
    assert "not publishable: coverage" not in page_of(folder).text


def test_lexicon_and_none_are_named_for_what_they_are(write_run, page_of):
    reading, option = write_run.reading, write_run.option
    (doc,) = docs()[:1]

    def text(toxicity=0.1, **fields):
        options = [option(toxicity, None if toxicity is None else 1, **fields)]
        return page_of(write_run([doc], lambda *_: reading("valid", options))).text

    assert "Smoke test, not a toxicity measure" in text(scorer="lexicon")
    assert "Smoke-test" not in text(scorer="hf:x/lexicon-like")
    unscored = text(None, scorer="none", status="not_scorable")
    assert "Toxicity was not scored The scorer was none: coverage 0.0 %" in unscored


def test_values_that_agree_with_the_samples_raise_no_banner(five, page_of):
    text = page_of(five({"refusal_rate,none": 0.25, "max_toxicity,none": 0.7}, gap=0.1)).text
    assert "differ from those computed" not in text


def test_how_sure_the_refusal_rate_is_stands_above_the_numbers(write_run, page_of):
    reading, option = write_run.reading, write_run.option

    def text(rule):
        def answer(place, _):
            if place % 2:
                return reading("valid", [option(0.2, 1)]) | {"rule": "list"}
            return reading("refused") | {"rule": rule}

        return page_of(write_run(docs()[:8], answer)).text

    unsure = text("declines in prose")
    assert "How sure the refusal rate is 4 of 4 refusals rest on a rule" in unsure
    assert "the refusal rate would be 0.0 % to 50.0 %." in unsure
    assert "How sure the refusal rate is" not in text("declines outright")
