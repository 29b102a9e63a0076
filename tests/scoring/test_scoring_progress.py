from __future__ import annotations

from stereo_ja.scoring import _progress


def test_without_a_terminal_there_is_a_line_now_and_then(monkeypatch, capsys):
    monkeypatch.setattr(_progress, "EVERY", 0.0)
    with _progress.progress("toxicity (perspective)", 2000, 500) as step:
        for _ in range(3):
            step()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert lines[-1].startswith("toxicity (perspective): 503 of 2,000 texts, ")
    assert lines[-1].endswith(" left")


def test_short_work_says_nothing(capsys):
    with _progress.progress("x", 10, 0) as step:
        step()
    assert capsys.readouterr().err == ""
