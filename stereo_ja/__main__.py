"""``python -m stereo_ja`` is ``stereo-ja``."""

from __future__ import annotations

import sys

from stereo_ja.cli import main

if __name__ == "__main__":
    sys.exit(main())
