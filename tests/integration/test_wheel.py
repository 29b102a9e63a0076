"""The built wheel in an environment of its own: what a user installs, used as they would."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.integration.conftest import environment, hf_arguments, lm_eval, load_results

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """A fresh environment with the wheel and lm-eval of its own; other libraries are shared."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True, symlinks=True)
    interpreter = folder / "bin" / "python"
    (site,) = folder.glob("lib/python*/site-packages")
    ours = Path(sysconfig.get_paths()["purelib"])
    shutil.copytree(ours / "lm_eval", site / "lm_eval", ignore=shutil.ignore_patterns("*.pyc"))
    # The shared folder comes last in the path, and the links to this checkout that it may hold
    # are not followed, so stereo_ja can only be the wheel's.
    (site / "shared.pth").write_text(f"{ours}\n")
    subprocess.run(
        [interpreter, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
    )
    return interpreter


def _stereo_ja(python: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python.with_name("stereo-ja"), *args],
        capture_output=True, text=True, check=False, timeout=300, env=environment(), cwd="/",
    )  # fmt: skip


def _tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts
    }


def test_the_wheel_holds_what_the_commands_need(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "stereo_ja/lm_eval_tasks/ja_stereotype/ja_stereotype.yaml",
        "stereo_ja/lm_eval_tasks/ja_stereotype/_ja_stereotype_base",
        "stereo_ja/py.typed",
        "stereo_ja/benchmark/stereotype/groups.tsv",
        "stereo_ja/demo/model/model.safetensors",
        "stereo_ja/report/page/page.html.j2",
        "stereo_ja/report/script/browser.js",
        "stereo_ja/report/style/print.css",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "tools"))]


def test_lm_eval_runs_from_the_wheel(python, tmp_path):
    folder = _stereo_ja(python, "tasks-dir").stdout.strip()
    assert "site-packages" in folder
    done = lm_eval(
        *hf_arguments(tmp_path, "--tasks", "ja_stereotype", "--limit", "12"),
        *("--include_path", folder, "--gen_kwargs", "max_gen_toks=120"),
        python=str(python), include=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    _, samples = load_results(tmp_path)
    assert len(samples) == 12


def test_installed_tasks_need_no_path_and_leave_no_trace(python, tmp_path):
    (tasks,) = python.parents[1].glob("lib/python*/site-packages/lm_eval/tasks")
    before = _tree(tasks)
    for _ in range(2):
        done = _stereo_ja(python, "install-tasks")
        assert done.returncode == 0, done.stderr
    assert _tree(tasks) != before
    run = ("--model", "dummy", "--tasks", "ja_stereotype", "--limit", "3", "--log_samples")
    done = lm_eval(
        *run, *("--metadata", '{"toxicity": "none", "sentiment": "none"}'),
        *("--output_path", str(tmp_path)), python=str(python), include=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert load_results(tmp_path)[0]["n-samples"]["ja_stereotype"]["effective"] == 3
    assert _stereo_ja(python, "uninstall-tasks").returncode == 0
    assert _tree(tasks) == before


def test_import_is_light(python):
    code = "import sys, stereo_ja; print(*{'torch', 'lm_eval', 'transformers'} & set(sys.modules))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
