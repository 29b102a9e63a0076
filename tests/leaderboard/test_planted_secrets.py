"""Tokens planted in every place of a run where lm-eval or a model may leave one."""

from __future__ import annotations

import json

import pytest

from stereo_ja.cli import main
from tests.leaderboard.conftest import PLAIN, STAMP, TASK

TOKEN = "hf_" + "qW3eR5tY7uI9oP1aS3dF5gH7jK9lZ1xC3v"
FORMATS = ("md", "csv", "json", "hf", "eee")


def export(run, form, tmp_path, *more):
    """Exit code, and everything that was written."""
    target = tmp_path / "out" / form
    target.parent.mkdir(exist_ok=True)
    code = main(["leaderboard", str(run), "--format", form, "-o", str(target), "--draws=20", *more])
    files = [target] if target.is_file() else sorted(target.rglob("*"))
    return code, b"".join(file.read_bytes() for file in files if file.is_file())


def edit(run, change):
    (path,) = run.rglob("results_*.json")
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def model_args_text(content):
    content["config"]["model_args"] = f"pretrained=org/model,auth_token={TOKEN},api_key=s3same99"


def model_args_mapping(content):
    content["config"]["model_args"] |= {"auth_token": TOKEN, "headers": {"Authorization": TOKEN}}


def metadata(content):
    content["configs"][TASK]["metadata"] |= {"auth_token": TOKEN, "note": TOKEN}


def system_instruction(content):
    content |= {"system_instruction": TOKEN, "system_instruction_sha": "ab" * 32}


def generation_key(content):
    content["configs"][TASK]["generation_kwargs"]["api_key"] = TOKEN


def environment(content):
    content["pretty_env_info"] = f"HF_TOKEN={TOKEN}"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "change",
    [
        model_args_text, model_args_mapping, metadata, system_instruction, generation_key,
        environment,
    ],
)  # fmt: skip
def test_what_no_export_needs_is_left_behind(make, tmp_path, form, change):
    run = make.write(PLAIN)
    edit(run, change)
    code, content = export(run, form, tmp_path)
    assert code == 0
    assert b"org/model" in content or form == "hf"
    assert TOKEN.encode() not in content
    assert b"s3same99" not in content


def model_name(content):
    content["model_name"] = f"org/{TOKEN}"


def revision(content):
    content["config"]["model_sha"] = TOKEN


def stop_words(content):
    content["configs"][TASK]["generation_kwargs"]["until"] = [TOKEN]


def reader(content):
    content["configs"][TASK]["metadata"]["stereo_ja"]["reader"] = f"judge:{TOKEN}"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("change", [model_name, revision, stop_words, reader])
def test_what_an_export_shows_is_refused(make, tmp_path, capsys, form, change):
    run = make.write(PLAIN)
    edit(run, change)
    code, content = export(run, form, tmp_path)
    out, err = capsys.readouterr()
    assert TOKEN not in out + err
    assert TOKEN.encode() not in content
    if form == "hf" and change in (revision, stop_words):
        assert code == 0  # its entries hold neither
        return
    assert code == 2
    assert content == b""
    assert "Hugging Face token" in err
    assert err.count("\n") == (1 + (form == "hf"))


def test_response_texts_are_refused_with_the_way_out_and_are_no_trouble_without(
    make, tmp_path, capsys
):
    run = make.write(PLAIN, text=lambda _: f"答え {TOKEN}")
    code, content = export(run, "eee", tmp_path, "--include-text")
    assert (code, content) == (2, b"")
    assert "leave out --include-text" in capsys.readouterr().err
    code, content = export(run, "eee", tmp_path)
    assert code == 0
    assert TOKEN.encode() not in content


def test_the_key_of_this_process_is_refused_whatever_its_shape(make, tmp_path, monkeypatch):
    monkeypatch.setenv("PERSPECTIVE_API_KEY", "plainword")
    run = make.write(PLAIN, model="org/plainword")
    assert export(run, "md", tmp_path) == (2, b"")


def test_samples_alone_hold_nothing_secret(make, tmp_path):
    run = make.write(PLAIN)
    (run / "model" / f"results_{STAMP}.json").unlink()
    for form in FORMATS:
        code, content = export(run, form, tmp_path)
        assert code == 0
        assert content
