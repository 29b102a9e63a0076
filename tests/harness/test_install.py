"""``install-tasks`` and ``uninstall-tasks`` on folders laid out like an installed lm-eval.

Every call runs in its own process with the made-up ``lm_eval`` first on the path: the lm-eval
of the environment that runs the tests is never the one found.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

GUARD = """
import os, sys
from pathlib import Path
from stereo_ja.harness._install import *
found = find_lm_eval()
assert found is None or str(found).startswith(os.environ["ROOT"]), found
"""
COMMAND = """
import argparse
from stereo_ja.cli import _install_tasks, _tasks_dir, _uninstall_tasks
from stereo_ja.errors import UserError
parser = argparse.ArgumentParser()
subparsers = parser.add_subparsers(required=True)
for module in (_install_tasks, _tasks_dir, _uninstall_tasks):
    module.add_parser(subparsers)
args = parser.parse_args(sys.argv[1:])
try:
    sys.exit(args.run(args))
except UserError as error:
    print(f"stereo-ja: {error}", file=sys.stderr)
    sys.exit(2)
"""
INSTALL = "print(install_tasks(Path(sys.argv[1]), sys.argv[2]).state)"
LOOK = "r = installed_tasks(); print(r.state, *r.files)"


class Site:
    """A folder for packages holding an ``lm_eval`` that only looks like one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "site"
        self.tasks = self.path / "lm_eval" / "tasks"
        (self.tasks / "arc").mkdir(parents=True)
        (self.tasks / "empty").mkdir()
        (self.path / "lm_eval" / "__init__.py").write_text("raise SystemExit('was imported')\n")
        (self.tasks / "__init__.py").write_text("")
        (self.tasks / "arc" / "arc.yaml").write_text("task: arc\n")

    @property
    def ours(self) -> Path:
        return self.tasks / "stereo_ja"

    def python(
        self, code: str, *args: object, flags: tuple[str, ...] = (), **kwargs: object
    ) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(self.path), str(REPOSITORY)])
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [sys.executable, *flags, "-c", GUARD + code, *map(str, args)],
            env={**os.environ, "PYTHONPATH": path, "ROOT": str(self.root)},
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            **kwargs,  # type: ignore[call-overload]
        )
        return done

    def command(self, name: str, **kwargs: object) -> subprocess.CompletedProcess[str]:
        return self.python(COMMAND, name, **kwargs)  # type: ignore[arg-type]

    def install(self, source: Path, version: str = "1") -> str:
        done = self.python(INSTALL, source, version)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def look(self) -> str:
        return self.python(LOOK).stdout.strip()

    def tree(self) -> dict[str, str]:
        return tree(self.root)


def tree(root: Path) -> dict[str, str]:
    """Every folder, link and file with its mode and content."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_symlink():
            what = f"link {path.readlink()}"
        elif path.is_dir():
            what = "folder"
        else:
            what = hashlib.sha256(path.read_bytes()).hexdigest()
        found[str(path.relative_to(root))] = f"{path.lstat().st_mode:o} {what}"
    return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of task files: one in the top folder, two below, and things not to copy."""
    root = tmp_path_factory.mktemp("source")
    (root / "ja" / "__pycache__").mkdir(parents=True)
    (root / "top.yaml").write_text("task: top\n")
    (root / "ja" / "a.yaml").write_text("include: base\ntask: a\n")
    (root / "ja" / "base").write_text("output_type: generate_until\n")
    (root / "ja" / "__pycache__" / "x.pyc").write_text("x")
    (root / ".DS_Store").write_text("x")
    return root


@pytest.fixture
def newer(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next version: ``ja/a.yaml`` changed, ``top.yaml`` gone, ``en/b.yaml`` new."""
    root = tmp_path_factory.mktemp("newer")
    for folder in ("ja", "en"):
        (root / folder).mkdir()
    (root / "ja" / "a.yaml").write_text("include: base\ntask: a2\n")
    (root / "ja" / "base").write_bytes((source / "ja" / "base").read_bytes())
    (root / "en" / "b.yaml").write_text("task: b\n")
    return root


def test_install_is_undone_to_the_byte_and_both_may_run_twice(site: Site) -> None:
    """The command's whole life with the real task files."""
    before = site.tree()
    listing = sorted(site.tasks.iterdir())

    first = site.command("install-tasks")
    installed = site.tree()
    second = site.command("install-tasks")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert f"installed: {site.ours}" == first.stdout.strip()
    assert f"already installed: {site.ours}" == second.stdout.strip()
    assert installed == site.tree()
    folder = Path(site.command("tasks-dir").stdout.strip())
    for path in folder.rglob("*.yaml"):
        assert path.read_bytes() == (site.ours / path.relative_to(folder)).read_bytes()

    gone, again = site.command("uninstall-tasks"), site.command("uninstall-tasks")
    assert (gone.returncode, again.returncode) == (0, 0)
    assert f"removed: {site.ours}" == gone.stdout.strip()
    assert again.stdout.startswith("not installed")
    assert before == site.tree()
    assert listing == sorted(site.tasks.iterdir())


def test_only_task_files_are_copied_and_the_manifest_is_not_a_task(
    site: Site, source: Path
) -> None:
    assert site.install(source) == "installed"

    files = {str(p.relative_to(site.ours)) for p in site.ours.rglob("*") if p.is_file()}
    assert {"top.yaml", "ja/a.yaml", "ja/base", "stereo_ja_manifest.json"} == files
    manifest = json.loads((site.ours / "stereo_ja_manifest.json").read_text())
    assert manifest["version"] == "1"
    sha256 = hashlib.sha256(b"task: top\n").hexdigest()
    assert [sha256] == manifest["files"]["top.yaml"]


def test_an_update_replaces_adds_and_drops(site: Site, source: Path, newer: Path) -> None:
    before = site.tree()
    site.install(source)

    assert site.install(newer, "2") == "updated"
    assert "task: a2" in (site.ours / "ja" / "a.yaml").read_text()
    assert (site.ours / "en" / "b.yaml").exists()
    assert not (site.ours / "top.yaml").exists()
    assert site.install(newer, "2") == "unchanged"
    assert site.install(source, "1") == "updated"
    assert not (site.ours / "en").exists()

    site.command("uninstall-tasks")
    assert before == site.tree()


def test_a_lost_file_is_put_back(site: Site, source: Path) -> None:
    site.install(source)
    full = site.tree()
    (site.ours / "ja" / "base").unlink()
    assert site.look() == "outdated"

    assert site.install(source) == "completed"
    assert full == site.tree()


def test_an_update_refuses_edited_files_and_changes_nothing(
    site: Site, source: Path, newer: Path
) -> None:
    site.install(source)
    for name in ("top.yaml", "ja/a.yaml"):
        (site.ours / name).write_text("task: mine\n")
    before = site.tree()

    assert site.install(newer, "2") == "edited"
    assert before == site.tree()
    assert site.look() == "edited ja/a.yaml top.yaml"


def test_the_command_names_edited_files_and_answers_no(site: Site) -> None:
    site.command("install-tasks")
    task = next(p for p in sorted(site.ours.rglob("*.yaml")))
    task.write_text("task: mine\n")
    before = site.tree()

    refused = site.command("install-tasks")
    assert refused.returncode == 1
    assert task.name in refused.stderr
    assert before == site.tree()

    removed = site.command("uninstall-tasks")
    assert removed.returncode == 1
    assert task.name in removed.stderr


def test_uninstall_leaves_an_edited_file_and_finishes_once_it_is_gone(
    site: Site, source: Path
) -> None:
    before = site.tree()
    site.install(source)
    mine = site.ours / "ja" / "a.yaml"
    mine.write_text("task: mine\n")

    for _ in range(2):
        assert site.command("uninstall-tasks").returncode == 1
        files = {str(p.relative_to(site.ours)) for p in site.ours.rglob("*") if p.is_file()}
        assert {"ja/a.yaml", "stereo_ja_manifest.json"} == files
        assert mine.read_text() == "task: mine\n"

    mine.unlink()
    assert site.command("uninstall-tasks").returncode == 0
    assert before == site.tree()


@pytest.mark.parametrize("kind", ["folder", "full folder", "file", "link", "dead link"])
@pytest.mark.parametrize("command", ["install-tasks", "uninstall-tasks"])
def test_what_others_put_under_our_name_stays(site: Site, kind: str, command: str) -> None:
    elsewhere = site.root / "elsewhere"
    elsewhere.mkdir()
    match kind:
        case "folder":
            site.ours.mkdir()
        case "full folder":
            site.ours.mkdir()
            (site.ours / "their.yaml").write_text("task: theirs\n")
        case "file":
            site.ours.write_text("theirs")
        case "link":
            site.ours.symlink_to(elsewhere)
        case "dead link":
            site.ours.symlink_to(site.root / "nowhere")
    before = site.tree()

    refused = site.command(command)
    assert refused.returncode == 2, refused.stdout
    assert str(site.ours) in refused.stderr
    assert "Traceback" not in refused.stderr
    assert before == site.tree()


def test_a_link_to_a_folder_like_ours_is_not_ours(site: Site, source: Path) -> None:
    site.install(source)
    site.ours.rename(site.root / "elsewhere")
    site.ours.symlink_to(site.root / "elsewhere")
    before = site.tree()

    for command in ("install-tasks", "uninstall-tasks"):
        assert site.command(command).returncode == 2
        assert before == site.tree()


def test_a_file_of_others_in_our_folder_is_neither_replaced_nor_removed(
    site: Site, source: Path, newer: Path
) -> None:
    site.install(source)
    theirs = site.ours / "en" / "b.yaml"
    theirs.parent.mkdir()
    theirs.write_text("task: theirs\n")

    refused = site.python(INSTALL, newer, "2")
    assert "b.yaml was not written by stereo-ja" in refused.stderr

    removed = site.command("uninstall-tasks")
    assert removed.returncode == 0
    assert "en" in removed.stdout
    assert [theirs] == [p for p in site.ours.rglob("*") if p.is_file()]


def test_links_inside_our_folder_are_never_followed(site: Site, source: Path, newer: Path) -> None:
    """A folder and a file swapped for links to equal content elsewhere count as edited."""
    site.install(source)
    elsewhere = site.root / "elsewhere"
    (site.ours / "ja").rename(elsewhere)
    (site.ours / "ja").symlink_to(elsewhere)
    (site.ours / "top.yaml").rename(site.root / "top.yaml")
    (site.ours / "top.yaml").symlink_to(site.root / "top.yaml")
    (elsewhere / "base").unlink()
    (site.ours / "en").symlink_to(site.root)
    before = site.tree()

    assert "en/b.yaml was not written by stereo-ja" in site.python(INSTALL, newer, "2").stderr
    assert site.install(source) == "edited"
    assert before == site.tree()
    assert site.command("uninstall-tasks").returncode == 1
    after = site.tree()
    assert {k: v for k, v in before.items() if "manifest" not in k} == {
        k: v for k, v in after.items() if "manifest" not in k
    }


@pytest.mark.parametrize(
    "name",
    ["../arc/arc.yaml", "ja/../../arc/arc.yaml", "/etc/hostname", "..\\arc\\arc.yaml", "./x", ""],
)
def test_a_manifest_cannot_reach_outside(site: Site, source: Path, name: str) -> None:
    """Even with the right hash."""
    site.install(source)
    path = site.ours / "stereo_ja_manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"][name] = [hashlib.sha256(b"task: arc\n").hexdigest()]
    path.write_text(json.dumps(manifest))
    before = site.tree()

    for command in ("install-tasks", "uninstall-tasks"):
        refused = site.command(command)
        assert refused.returncode == 2
        assert "damaged" in refused.stderr
        assert before == site.tree()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": {"a": "b"}}', '{"files": {"a": [1]}}'])
def test_a_damaged_manifest_stops_with_one_line(site: Site, source: Path, text: str) -> None:
    site.install(source)
    (site.ours / "stereo_ja_manifest.json").write_text(text)
    before = site.tree()

    refused = site.command("uninstall-tasks")
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1
    assert before == site.tree()


def test_a_tasks_folder_that_is_a_link(site: Site, source: Path) -> None:
    clone = site.root / "clone"
    site.tasks.rename(clone)
    site.tasks.symlink_to(clone)
    before = site.tree()

    site.install(source)
    assert (clone / "stereo_ja" / "top.yaml").exists()
    site.command("uninstall-tasks")
    assert before == site.tree()


def test_an_editable_clone_found_by_an_import_hook(site: Site, source: Path) -> None:
    """Setuptools' way when a clone's layout needs one: no path entry, a finder on meta_path."""
    clone = site.root / "clone"
    (site.path / "lm_eval").rename(clone)
    hook = """
import importlib.util
class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name == "lm_eval":
            return importlib.util.spec_from_file_location(
                name, os.environ["ROOT"] + "/clone/__init__.py")
sys.meta_path.insert(0, Finder)
"""
    done = subprocess.run(
        [sys.executable, "-c", "import os, sys\n" + hook + GUARD + INSTALL, str(source), "1"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "ROOT": str(site.root)},
        cwd=site.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "installed", done.stderr
    assert (clone / "tasks" / "stereo_ja" / "ja" / "a.yaml").exists()


def test_without_lm_eval(site: Site) -> None:
    (site.path / "lm_eval").rename(site.root / "away")

    refused = site.command("install-tasks", flags=("-S",))
    assert refused.returncode == 2
    assert "pip install lm-eval" in refused.stderr
    assert site.command("uninstall-tasks", flags=("-S",)).returncode == 0


def test_uninstall_after_lm_eval_itself_was_removed(site: Site, source: Path) -> None:
    """A package manager leaves our folder standing, since it did not write it."""
    site.install(source)
    (site.path / "lm_eval" / "__init__.py").unlink()

    assert site.command("install-tasks", flags=("-S",)).returncode == 2
    removed = site.command("uninstall-tasks", flags=("-S",))
    assert removed.returncode == 0, removed.stderr
    assert not site.ours.exists()


def _obey_modes() -> None:
    # Root ignores modes through this capability; without it, it is refused like anyone.
    import ctypes

    drop, dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop, dac_override, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux capabilities")
def test_read_only_packages_get_the_alternative(site: Site) -> None:
    site.tasks.chmod(0o555)
    try:
        refused = site.command("install-tasks", preexec_fn=_obey_modes)
    finally:
        site.tasks.chmod(0o755)

    assert refused.returncode == 2, refused.stdout
    assert str(site.tasks) in refused.stderr
    assert '--include_path "$(stereo-ja tasks-dir)"' in refused.stderr
    assert not site.ours.exists()


# Dies just before the n-th call that changes a folder, for n = 1, 2, ... until none is left.
KILLED = """
import shutil
old, new, root = (Path(p) for p in sys.argv[2:5])
sys.path.insert(0, sys.argv[5])
from test_install import tree

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}

def dies_at(n, act):
    child = os.fork()
    if child == 0:
        left = [n]
        def hook(event, args):
            if event in CHANGES or (event == "open" and args[1] and "x" in str(args[1])):
                left[0] -= 1
                if left[0] == 0:
                    os._exit(137)
        sys.addaudithook(hook)
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137

plain = tree(root)
install_tasks(old, "1")
full = tree(root)
install_tasks(new, "2")
full_new = tree(root)
uninstall_tasks()
assert tree(root) == plain

def clean_start(): uninstall_tasks()
def old_start(): uninstall_tasks(); install_tasks(old, "1")

start, act, finish, expected = {
    "install, undone": (clean_start, lambda: install_tasks(old, "1"), uninstall_tasks, plain),
    "install, finished": (
        clean_start, lambda: install_tasks(old, "1"), lambda: install_tasks(old, "1"), full),
    "uninstall, finished": (old_start, uninstall_tasks, uninstall_tasks, plain),
    "uninstall, put back": (old_start, uninstall_tasks, lambda: install_tasks(old, "1"), full),
    "update, finished": (
        old_start, lambda: install_tasks(new, "2"), lambda: install_tasks(new, "2"), full_new),
    "update, taken back": (
        old_start, lambda: install_tasks(new, "2"), lambda: install_tasks(old, "1"), full),
    "update, undone": (old_start, lambda: install_tasks(new, "2"), uninstall_tasks, plain),
}[sys.argv[1]]
n = 0
while True:
    start()
    n += 1
    if not dies_at(n, act):
        break
    assert finish().state != "edited", n
    assert tree(root) == expected, (n, set(tree(root).items()) ^ set(expected.items()))
print(n - 1)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    "what",
    [
        "install, undone",
        "install, finished",
        "uninstall, finished",
        "uninstall, put back",
        "update, finished",
        "update, taken back",
        "update, undone",
    ],
)
def test_killed_at_every_step(site: Site, source: Path, newer: Path, what: str) -> None:
    """Whatever was cut short, the next command finishes or undoes it exactly."""
    done = site.python(KILLED, what, source, newer, site.root, Path(__file__).parent)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 8
