"""Runs the fast part of the tests on other versions of Python and of the dependencies.

Each part has a virtual environment of its own with the package, the extra ``report`` and what the
tests import, but no torch: what needs a local model is tested by ``make test`` alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from tools.lowest_versions import ROOT, lowest, project

FOLDER = ROOT / ".venv" / "others"
TOOLS = {"hypothesis", "jsonschema", "packaging", "pandas", "pytest", "scikit-learn"}
TOOLS |= {"statsmodels", "tomli"}
# Local models, whole runs of the harness, and tests that wait for a clock, for processes or for
# thousands of made-up texts.
SLOW = (
    "tests/integration",
    "tests/extending",
    "tests/scoring/hf",
    "tests/scoring/perspective",
    "tests/service",
    "tests/reading/test_hostile.py",
    "tests/harness/test_install.py",
    "tests/cli/test_doctor.py",
    "tests/cli/test_doctor_services.py",
)


@dataclass(frozen=True)
class Part:
    """One environment to test in."""

    name: str
    python: str
    lowest: bool = False


PARTS = (
    Part("Python 3.10, lowest versions", "3.10", lowest=True),
    Part("Python 3.10", "3.10"),
    Part("Python 3.13", "3.13"),
)


def main() -> int:
    """Runs every part; 1 if one failed."""
    lines = [_run(part) for part in PARTS]
    print(*lines, sep="\n", flush=True)
    return int(any(": FAILED" in line for line in lines))


def _run(part: Part) -> str:
    python = next(_interpreters(part.python), None)
    if python is None:
        return f"{part.name}: LEFT OUT, no interpreter of this version was found"
    print(f"== {part.name} ({python})", flush=True)
    start = time.monotonic()
    folder = FOLDER / part.name.replace(",", "").replace(" ", "-").lower()
    shutil.rmtree(folder, ignore_errors=True)
    try:
        _install(part, python, folder)
        _test(folder)
    except subprocess.CalledProcessError as error:
        return f"{part.name}: FAILED, {' '.join(map(str, error.cmd[1:4]))} ended with an error"
    return f"{part.name}: passed in {time.monotonic() - start:.0f} s"


def _interpreters(version: str) -> Iterator[str]:
    # A shim of pyenv may be in the path for a version that is not switched on, and then fails.
    candidates = [shutil.which(f"python{version}")]
    if pyenv := shutil.which("pyenv"):
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=True).stdout
        found = Path(root.strip(), "versions").glob(f"{version}*/bin/python")
        candidates += [str(path) for path in sorted(found)]
    code = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    for candidate in filter(None, candidates):
        asked = subprocess.run([candidate, "-c", code], capture_output=True, text=True, check=False)
        if asked.returncode == 0 and asked.stdout.strip() == version:
            yield candidate


def _install(part: Part, python: str, folder: Path) -> None:
    table = project()
    extras = table["optional-dependencies"]
    subprocess.run([python, "-m", "venv", folder], check=True)
    constraints = ROOT / "constraints.txt"
    if part.lowest:
        constraints = folder / "lowest.txt"
        pins = lowest([*table["dependencies"], *extras["report"]])
        constraints.write_text("\n".join(pins) + "\n", encoding="utf-8")
    tools = [line for line in extras["dev"] if Requirement(line).name in TOOLS]
    subprocess.run(
        [
            *(folder / "bin" / "python", "-m", "pip", "install", "-qq"),
            *("--disable-pip-version-check", "--constraint", constraints),
            *("--editable", ".[report]", *tools),
        ],
        cwd=ROOT,
        check=True,
    )


def _test(folder: Path) -> None:
    left_out = [f"--ignore={path}" for path in SLOW if (ROOT / path).exists()]
    subprocess.run(
        [folder / "bin" / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *left_out],
        cwd=ROOT,
        check=True,
        env={**os.environ, "PYTHONPATH": ""},
    )


if __name__ == "__main__":
    sys.exit(main())
