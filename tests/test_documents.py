"""Numbers, commands and links of the documents are those of the code."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.cli import _main
from stereo_ja.scoring.lexicon._loose import HEAD, RAW
from stereo_ja.scoring.lexicon._tables import SENTIMENT, TOXICITY, rows
from stereo_ja.version import TASK_VERSION, __version__
from tests.present import present

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [TOXICITY, SENTIMENT], ids=lambda path: path.stem)
def test_the_rows_of_the_lexicon(table):
    assert re.findall(rf"`{table.name}` \(([\d,]+) rows", text("docs/lexicon.md")) == [
        f"{len(list(rows(table))):,}"
    ]


def test_the_entries_of_the_lexicon_that_are_no_whole_morphemes():
    loose = [e for path in (TOXICITY, SENTIMENT) for e in rows(path) if e.when in (RAW, HEAD)]
    assert f"{len(loose):,} entries are slang and set phrases" in text("docs/lexicon.md")


@pytest.mark.parametrize("name", ["dev", "held", "extra", "fresh"])
def test_the_rows_of_the_labelled_sets(name):
    size = len(text(f"tests/data/reading_{name}.jsonl").splitlines())
    found = re.findall(rf"^\|[ *]*{name}\b[^|]*\|[ *]*(\d+)", text("docs/reading.md"), re.MULTILINE)
    assert set(found) == {str(size)}


def test_the_sizes_of_the_tasks():
    sizes = Counter(doc["format"] for doc in docs())
    readme = text("README.md")
    assert f"| `ja_stereotype` | all {sizes.total():,} |" in readme
    assert sizes["statement"] == sizes["question"]
    assert f"`ja_stereotype_question` | {sizes['question']:,} each |" in readme
    opinions = f"{sizes['positive_opinion']:,} and {sizes['negative_opinion']:,}"
    assert f"`ja_stereotype_negative_opinion` | {opinions} |" in readme


def test_every_command_is_in_the_readme():
    table = [line for line in text("README.md").splitlines() if line.startswith("| `stereo-ja ")]
    named = set(re.findall(r"`(?:stereo-ja )?([a-z]+(?:-[a-z]+)*)[ `]", "\n".join(table)))
    commands = {name.replace("_", "-") for name in _main._COMMANDS}
    assert commands - named == set()
    first = {present(re.match(r"\| `stereo-ja ([a-z-]+)", line))[1] for line in table}
    assert first - commands == set()


def test_the_changelog_has_one_heading_a_version():
    headings = re.findall(r"^## (\S+)", text("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == __version__
    assert len(set(headings)) == len(headings)
    tasks = re.findall(r"^### Task version (\d+) \(\d{4}-\d\d", text("CHANGELOG.md"), re.MULTILINE)
    assert tasks == [str(version) for version in range(TASK_VERSION, 0, -1)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_modules_that_documents_run_exist():
    for path in DOCUMENTS:
        for module in re.findall(
            r"python -m ((?:benchmarks|tools)[\w.]*)", path.read_text("utf-8")
        ):
            file = ROOT / module.replace(".", "/")
            assert file.with_suffix(".py").exists() or (file / "__main__.py").exists(), module
