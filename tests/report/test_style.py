"""The palettes against the contrast formula of WCAG 2.2 (relative luminance, level AA)."""

from __future__ import annotations

import itertools
import re
from importlib.resources import files

import pytest

from tests.present import present

CSS = (files("stereo_ja.report") / "style" / "palette.css").read_text(encoding="utf-8")
LIGHT, DARK, PRINT = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
PALETTES = {"light": LIGHT, "dark": LIGHT | DARK, "print": LIGHT | PRINT}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_published_extremes():
    assert pytest.approx(21) == contrast("#000000", "#fff")
    assert pytest.approx(4.54, abs=0.01) == contrast("#767676", "#ffffff")


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "page"),
        ("ink", "surface"),
        ("soft", "page"),
        ("soft", "surface"),
        ("accent", "page"),
        ("accent", "surface"),
        ("stop", "surface"),
        ("stop", "stop-back"),
        ("warn", "warn-back"),
        ("ink", "stop-back"),
        ("ink", "warn-back"),
        ("ink", "note-back"),
        ("mark-ink", "mark"),
    ],
)
def test_text_is_readable(palette, ink, ground):
    colours = PALETTES[palette]
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_numbers_are_readable_on_every_step_of_the_scale_and_steps_darken_evenly():
    found = [re.search(rf"\.h{step} {{ background: (#\w+)", CSS) for step in range(10)]
    steps = [present(one)[1] for one in found]
    inks = ["#1c1b19"] * 6 + ["#ffffff"] * 4
    assert min(map(contrast, steps, inks)) >= 4
    lightness = [luminance(step) ** (1 / 3) for step in steps]
    gaps = [one - other for one, other in itertools.pairwise(lightness)]
    assert all(0.02 < gap < 0.16 for gap in gaps)


@pytest.mark.parametrize("palette", PALETTES)
def test_dots_and_intervals_stand_out_from_the_ground(palette):
    assert contrast(PALETTES[palette]["valid"], PALETTES[palette]["surface"]) >= 3
