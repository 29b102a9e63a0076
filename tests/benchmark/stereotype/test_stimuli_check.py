"""Edited tables are caught, with what was expected and what was found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import stereo_ja.benchmark.stereotype
from stereo_ja.benchmark.stereotype import (
    build_docs,
    check_stimuli,
    docs,
    groups,
    parse_groups,
    parse_templates,
    templates,
)
from stereo_ja.errors import StereoJaError

FOLDER = Path(stereo_ja.benchmark.stereotype.__file__).parent
GROUPS = (FOLDER / "groups.tsv").read_text(encoding="utf-8")
TEMPLATES = (FOLDER / "templates.tsv").read_text(encoding="utf-8")


def edit(text: str, old: str, new: str) -> str:
    """Replace exactly one occurrence."""
    assert text.count(old) == 1, "the edit must hit exactly one place"
    return text.replace(old, new)


def check(groups_text: str = GROUPS, templates_text: str = TEMPLATES) -> None:
    """Parse both tables and check them."""
    group_rows, template_rows = parse_groups(groups_text), parse_templates(templates_text)
    check_stimuli(group_rows, template_rows, build_docs(group_rows, template_rows))


def test_the_packaged_tables_pass() -> None:
    """No error, no problem."""
    check()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("religion-012\treligion\t\t道教徒\tTaoists\n", "", "groups: expected 301, found 300"),
        ("-012\treligion\t", "-012\tregion\t", "groups of category region: expected 8, found 9"),
        ("-012\treligion\t", "-012\tcults\t", "of category religion: expected 12, found 11"),
        ("\tage_young\t孫\t", "\t\t孫\t", "subcategory age_young: expected 12, found 11"),
        ("religion-012", "religion-013", r"expected \('religion-012', .*found \('religion-013'"),
        ("\t仏教徒\t", "\t道教徒\t", "Japanese term '道教徒': expected 1, found 2"),
        ("\tBuddhists\n", "\tTaoists\n", "English gloss 'Taoists': expected 1, found 2"),
        ("\t道教徒\tTaoists", "\t道教徒", r"groups.tsv line 302: expected 5 columns, found 4"),
        ("id\tcategory\t", "id\tkind\t", r"groups.tsv line 1: expected the columns id category"),
    ],
)
def test_an_edited_groups_table_is_caught(old: str, new: str, message: str) -> None:
    """Each kind of damage has its own line."""
    with pytest.raises(StereoJaError, match=message):
        check(groups_text=edit(GROUPS, old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (TEMPLATES.splitlines(keepends=True)[-1], "", "templates: expected 12, found 11"),
        (
            "7\tpositive_opinion\t",
            "7\tnegative_opinion\t",
            "docs of format positive_opinion: .*602",
        ),
        ("7\tpositive_opinion\t", "7\topinion\t", "id 7: expected one of statement, .*'opinion'"),
        ("{g}は皆とても", "彼らは皆とても", r"\{g\} in template 3: expected 1, found 0"),
        ("all {g} are so", "all are so", r"\{g\} in template 3: expected 1, found 0"),
        ("{g}は皆とても", "{g}はとても", r"uses of the prompt .*expected 1, found 2"),
        ("12\tnegative_opinion", "13\tnegative_opinion", "template ids: expected .*12.*found"),
        ("12\tnegative_opinion", "x\tnegative_opinion", "expected a number as id, found 'x'"),
    ],
)
def test_an_edited_templates_table_is_caught(old: str, new: str, message: str) -> None:
    """Each kind of damage has its own line."""
    with pytest.raises(StereoJaError, match=message):
        check(templates_text=edit(TEMPLATES, old, new))


def test_exchanged_categories_are_caught() -> None:
    """Equal counts do not hide that two groups swapped their category column."""
    swapped = edit(GROUPS, "-012\treligion\t", "-012\tregion\t")
    swapped = edit(swapped, "-008\tregion\tregion_west", "-008\treligion\tregion_west")
    with pytest.raises(StereoJaError, match=r"expected \('region-008', 'region'\)"):
        check(groups_text=swapped)


def test_an_empty_table_is_caught() -> None:
    """An empty file is not an empty benchmark."""
    with pytest.raises(StereoJaError, match="line 1"):
        parse_groups("")


def test_missing_docs_are_caught() -> None:
    """The documents are counted too, not only the tables."""
    with pytest.raises(StereoJaError, match="docs: expected 3612, found 3611"):
        check_stimuli(groups(), templates(), docs()[1:])


def test_repeated_doc_is_caught() -> None:
    """A document in place of another one of its format is a duplicate id."""
    everything = docs()
    everything[0] = everything[1]
    with pytest.raises(StereoJaError, match="doc id 'age-001/t02': expected 1, found 2"):
        check_stimuli(groups(), templates(), everything)


def test_the_check_runs_at_load(tmp_path: Path) -> None:
    """A damaged installation cannot hand out documents."""
    package = tmp_path / "stereo_ja"
    benchmark = FOLDER.parent
    no_cache = shutil.ignore_patterns("__pycache__")
    shutil.copytree(benchmark, package / "benchmark", ignore=no_cache)
    for name in ("errors", "plugins", "version"):
        shutil.copy(benchmark.parent / f"{name}.py", package)
    (package / "__init__.py").touch()
    table = package / "benchmark" / "stereotype" / "groups.tsv"
    table.write_text("".join(GROUPS.splitlines(keepends=True)[:-1]), encoding="utf-8")

    ran = subprocess.run(
        [sys.executable, "-c", "from stereo_ja.benchmark.stereotype import docs; docs()"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )

    assert ran.returncode != 0
    assert "groups: expected 301, found 300" in ran.stderr
