"""``make bench``: every measurement, one after the other, several minutes."""

from __future__ import annotations

import subprocess
import sys

MODULES = ("full_run", "reader_speed", "reader_rules", "hf_scorer", "coverage", "report")


def main() -> int:
    failed = []
    for name in MODULES:
        print(f"== {name}", flush=True)
        # Each in a process of its own: memory and imports of one are no part of another.
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
