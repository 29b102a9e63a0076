from __future__ import annotations

from pathlib import Path

import pytest

from stereo_ja.harness._command_line import command_line
from tests.present import present


@pytest.mark.parametrize(
    "program", ["/usr/bin/lm_eval", "lm-eval", "/x/lm_eval/__main__.py", "stereo-ja"]
)
def test_the_harness_is_known_by_its_program_name(program):
    assert command_line([program, "run"]) is not None


@pytest.mark.parametrize("program", ["python", "pytest", "/x/other/__main__.py", ""])
def test_other_programs_tell_nothing(program):
    assert command_line([program, "--output_path", "x"]) is None


def test_output_and_chat_template_are_read_among_other_arguments():
    line = ["lm_eval", "--tasks", "a", "--output_path", "runs/x", "--limit", "3"]
    found = present(command_line([*line, "--apply_chat_template", "--model", "hf"]))
    assert (Path("runs/x"), True) == (found.output_path, found.chat_template)
    assert not present(command_line(line)).chat_template


def test_a_config_file_stands_behind_the_arguments(tmp_path):
    config = tmp_path / "run.yaml"
    config.write_text("output_path: from-file\napply_chat_template: true\n")
    line = ["lm_eval", "run", "--config", str(config)]
    found = present(command_line(line))
    assert (Path("from-file"), True) == (found.output_path, found.chat_template)
    found = present(command_line([*line, "--output_path", "typed"]))
    assert Path("typed") == found.output_path


@pytest.mark.parametrize("line", [["--output_path"], ["--config", "/nowhere.yaml"]])
def test_a_malformed_line_does_not_raise(line):
    command_line(["lm_eval", *line])


def test_examples_asked_for_are_seen(tmp_path):
    assert present(command_line(["lm_eval", "run", "--tasks", "a"])).shots == 0
    assert present(command_line(["lm_eval", "run", "--num_fewshot", "3"])).shots == 3
    assert present(command_line(["lm_eval", "run", "-f", "2"])).shots == 2
    config = tmp_path / "run.yaml"
    config.write_text("num_fewshot: 4\n")
    assert present(command_line(["lm_eval", "--config", str(config)])).shots == 4
    assert present(command_line(["lm_eval", "--config", str(config), "-f", "0"])).shots == 0
