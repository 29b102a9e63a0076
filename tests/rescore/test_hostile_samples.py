"""Files that others wrote: nothing in them stops the rest, leaves the folder or leaks."""

from __future__ import annotations

import json

import pytest

from stereo_ja.errors import UserError
from tests.rescore.conftest import PROMPTS, lines, only, records, results, samples, write_lines


def test_bad_lines_are_named_and_the_others_keep_their_values(copy, again, tmp_path):
    path = only(copy, "samples_*")
    rows = lines(path)
    good = json.dumps(rows[1])
    bad = [
        "{",
        "[1]",
        "\ufeff",
        good.replace(rows[1]["doc"]["id"], "x").replace('"doc_id": 1', '"doc_id": NaN'),
        {**rows[1], "doc": None},
        {**rows[1], "doc": {**rows[1]["doc"], "group": None}},
        {**rows[1], "filtered_resps": []},
        {**rows[1], "filtered_resps": [["no json"]]},
        {**rows[1], "filtered_resps": [[json.dumps({"outcome": "safe", "options": []})]]},
        {**rows[1], "resps": []},
    ]
    write_lines(path, [rows[0], *bad, *rows[1:]])
    (done,) = again(copy)
    assert len(done.problems) == len(bad)
    assert done.problems[0].startswith(f"{path.name}:2: ")
    assert done.prompts == PROMPTS
    assert samples(tmp_path / "out") == rows


def test_nothing_readable_at_all_is_the_users_error(copy, again):
    path = only(copy, "samples_*")
    write_lines(path, ["{"])
    with pytest.raises(UserError, match=f"{path.name}:1"):
        again(copy)


@pytest.mark.parametrize(("text", "status"), [(None, "scored"), ("初めての文です。", "failed")])
def test_a_missing_score_is_that_of_an_equal_text_or_a_failed_one(
    copy, again, tmp_path, text, status
):
    path = only(copy, "samples_*")
    rows = lines(path)
    record = json.loads(rows[0]["filtered_resps"][0][0])
    option = record["options"][0]
    known = option.pop("sentiment")
    option["text"] = text or option["text"]
    rows[0]["filtered_resps"] = [[json.dumps(record)]]
    write_lines(path, rows)
    (done,) = again(copy)
    score = records(tmp_path / "out")[0]["options"][0]["sentiment"]
    assert score["status"] == status
    assert score["value"] == (None if text else known["value"])
    assert done.unscored == {"toxicity": 0, "sentiment": int(text is not None)}


def test_half_surrogates_and_line_separators_survive(copy, again, tmp_path):
    path = only(copy, "samples_*")
    rows = lines(path)[:2]
    rows[0]["resps"] = [["\ud800\u2028\x85<script>"]]
    write_lines(path, rows)
    again(copy, reader="rules")
    assert samples(tmp_path / "out")[0]["resps"] == rows[0]["resps"]


def test_a_models_name_never_leads_out_of_the_folder(copy, again, tmp_path):
    path = only(copy, "results_*")
    for name in ("../../escaped", "..", "/etc/x", "a\\..\\b"):
        content = results(copy) | {"model_name": name, "model_name_sanitized": name}
        path.write_text(json.dumps(content), encoding="utf-8")
        (done,) = again(copy, to="deep/er/out")
        inside = (tmp_path / "deep/er/out").resolve()
        assert done.results_path.resolve().parent.parent == inside


def test_keys_and_tokens_of_the_source_are_not_carried_over(copy, again, tmp_path):
    secret = "hf_" + "aB3dE5gH7jK9" * 3
    path = only(copy, "results_*")
    content = results(copy)
    content["config"]["model_args"] = {
        "pretrained": "org/name", "auth_token": secret, "header": {"Authorization": secret},
        "base_url": f"https://me:{secret}@example.org/v1",
    }  # fmt: skip
    content["configs"]["ja_stereotype"]["metadata"]["api_key"] = secret
    content["configs"]["ja_stereotype"]["metadata"]["args"] = f"pretrained=org/name,token={secret}"
    path.write_text(json.dumps(content), encoding="utf-8")
    again(copy)
    written = only(tmp_path / "out", "results_*").read_text(encoding="utf-8")
    assert secret not in written
    assert json.loads(written)["config"]["model_args"]["pretrained"] == "org/name"


def test_a_broken_results_file_does_not_cost_the_samples(copy, again, tmp_path):
    only(copy, "results_*").write_text("{", encoding="utf-8")
    (done,) = again(copy)
    assert done.prompts == PROMPTS
    assert any("results JSON was not used" in note for note in done.notes)
    chosen = results(tmp_path / "out")["configs"]["ja_stereotype"]["metadata"]["stereo_ja"]
    assert chosen["toxicity"] == "lexicon"
    assert "reader" not in chosen


@pytest.mark.parametrize("value", [None, [], "x", 3, 1e300, {"ja_stereotype": None}])
@pytest.mark.parametrize(
    "key", ["configs", "versions", "n-samples", "config", "higher_is_better", "date", "model_name"]
)
def test_a_results_file_of_any_shape_is_survived(copy, again, key, value):
    path = only(copy, "results_*")
    path.write_text(json.dumps(results(copy) | {key: value}), encoding="utf-8")
    rows = lines(only(copy, "samples_*"))[:2]
    write_lines(only(copy, "samples_*"), rows)
    (done,) = again(copy)
    assert done.prompts == 2


def test_a_date_that_does_not_exist_is_survived(copy, again):
    path = only(copy, "samples_*")
    only(copy, "results_*").unlink()
    path.rename(path.with_name("samples_ja_stereotype_2026-02-31T99-99-99.5.jsonl"))
    (done,) = again(copy, toxicity="none")
    assert done.prompts == PROMPTS
