from __future__ import annotations

import json

import pytest

from stereo_ja.cli import main
from tests.leaderboard.conftest import PLAIN, Maker, other, wide


@pytest.fixture
def run(tmp_path):
    return Maker(tmp_path).write(PLAIN)


def test_markdown_on_stdout_is_the_default(run, capsys):
    assert main(["leaderboard", str(run), "--draws", "50"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("## Leaderboard: ja_stereotype")
    assert "Intervals are 95 %" in out
    assert err == ""


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_a_second_call_writes_the_same_bytes(run, tmp_path, form):
    target = tmp_path / "board"
    command = ["leaderboard", str(run), "--format", form, "-o", str(target), "--draws", "50"]
    assert main(command) == 0
    first = target.read_bytes()
    assert main(command) == 0
    assert target.read_bytes() == first


def test_another_seed_gives_other_chances_of_ranks_and_the_same_intervals(tmp_path, capsys):
    make = Maker(tmp_path)
    runs = [str(make.write(wide(shift, step=step), name=name))
            for name, shift, step in (("a", 0.0, 7), ("b", 0.002, 8))]  # fmt: skip
    found = []
    for seed in ("0", "1"):
        command = ["leaderboard", *runs, "--format", "json", "--draws", "50", "--seed", seed]
        assert main(command) == 0
        found.append(json.loads(capsys.readouterr().out)["tables"][0]["rows"])
    assert [row["metrics"] for row in found[0]] == [row["metrics"] for row in found[1]]
    assert [row["rank_chances"] for row in found[0]] != [row["rank_chances"] for row in found[1]]
    assert {row["rank"] for row in found[0]} == {1}


@pytest.mark.parametrize("form", ["hf", "eee"])
def test_files_go_below_the_folder_and_are_named_on_stdout(run, tmp_path, capsys, form):
    target = tmp_path / "new" / "folder"
    command = ["leaderboard", str(run), "--format", form, "-o", str(target), "--draws", "50"]
    assert main(command) == 0
    named = sorted(capsys.readouterr().out.split())
    assert named == sorted(str(path) for path in target.rglob("*") if path.is_file())
    assert len(named) == {"hf": 1, "eee": 2}[form]


def test_options_reach_the_files(run, tmp_path):
    hub, eee = str(tmp_path / "hf"), str(tmp_path / "eee")
    common = ["leaderboard", str(run), "--draws=50", "--format"]
    assert main([*common, "hf", "-o", hub, "--dataset-id=a/b", "--source-url=https://c.org"]) == 0
    assert main([*common, "eee", "-o", eee, "--organization=me", "--relationship=first_party"]) == 0
    (hub_file,) = (tmp_path / "hf").rglob("*.yaml")
    assert "id: a/b" in hub_file.read_text()
    assert "url: https://c.org" in hub_file.read_text()
    (record,) = (tmp_path / "eee").rglob("*.json")
    metadata = json.loads(record.read_text())["source_metadata"]
    assert metadata["source_organization_name"] == "me"
    assert metadata["evaluator_relationship"] == "first_party"


def test_nothing_publishable_is_exit_code_1(tmp_path, capsys):
    run = Maker(tmp_path).write([[other("not_generated")]])
    for form in ("hf", "eee"):
        target = tmp_path / form
        assert main(["leaderboard", str(run), "--format", form, "-o", str(target)]) == 1
        assert "nothing publishable" in capsys.readouterr().err
        assert not target.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "eee"], "give a folder with -o"),
        (["--format", "hf", "-o", "file"], "needs a folder"),
        (["--format", "hf", "-o", "file/x"], "file/x"),
        (["-o", "results_x.json"], "may be a part of a run"),
        (["-o", "none/x.md"], "cannot write none/x.md"),
        (["--seed", "-1"], "--seed -1 is negative"),
        (["--draws", "0"], "--draws 0"),
        (["--dataset-id", "x"], "ORG/NAME"),
        (["--source-url", "x"], "https://"),
    ],
)
def test_what_cannot_work_is_one_line_and_exit_code_2(
    run, tmp_path, monkeypatch, capsys, options, said
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    assert main(["leaderboard", str(run), "--draws=50", *options]) == 2
    lines = capsys.readouterr().err.strip().split("\n")
    assert said in lines[-1]
    assert not any("Traceback" in line for line in lines)


def test_a_leaderboard_never_replaces_the_run(run, tmp_path, capsys):
    (samples,) = run.rglob("samples_*.jsonl")
    plain = samples.rename(tmp_path / "plain.txt")
    before = plain.read_bytes()
    (tmp_path / "link").symlink_to(plain)
    for name in ("plain.txt", "link"):
        assert main(["leaderboard", str(plain), "-o", str(tmp_path / name)]) == 2
        assert "the run itself" in capsys.readouterr().err
    assert plain.read_bytes() == before
