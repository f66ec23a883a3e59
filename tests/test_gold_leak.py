"""Words of gold are found wherever they stand, whatever stands between them."""

import json
from pathlib import Path

import pytest

from tools.check_gold_leak import main

GOLD = "Insurgents overran the northern garrison before dawn, the governor's office said."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps({"id": "g-1", "text": GOLD}) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Insurgents overran the northern\n# garrison (before)", ["1: insurgents overran the northern garrison before"]),
        ("x\nthe NORTHERN garrison: before dawn, the governor, s", ["2: the northern garrison before dawn the governor s"]),
        ("insurgents overran the northern garrison at dawn", []),
    ],
    ids=["over two lines", "in capitals", "five words"],
)  # fmt: skip
def test_six_words_in_a_row_are_told(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, found: list[str]
) -> None:
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert main([str(gold), str(tmp_path / "a.py")]) == int(bool(found))
    printed = capsys.readouterr().out.splitlines()
    assert printed == [f"{tmp_path / 'a.py'}:{line} [g-1]" for line in found]


def test_gold_does_not_tell_on_itself(gold: Path) -> None:
    assert main([str(gold), str(gold / "a.jsonl")]) == 0
