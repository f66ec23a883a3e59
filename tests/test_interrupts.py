"""Ctrl-C in a long run."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg.cli.interrupts import EXIT_CODE, Interrupts
from kg.cli.main import app
from kg.documents import Document, Reject
from kg.sources import read_documents
from kg.stores import open_store


def counted(signals: dict[int, int]) -> Iterator[int]:
    """Numbers, with that many signals sent at some of them."""
    for number in range(10):
        for _ in range(signals.get(number, 0)):
            os.kill(os.getpid(), signal.SIGINT)
        yield number


def test_one_ends_the_records_and_is_told() -> None:
    told: list[str] = []
    with Interrupts(told.append) as interrupts:
        assert list(interrupts.until(counted({4: 1}))) == [0, 1, 2, 3]
    assert interrupts.happened
    assert len(told) == 1


def test_two_end_everything() -> None:
    with pytest.raises(KeyboardInterrupt), Interrupts(lambda _: None) as interrupts:
        list(interrupts.until(counted({4: 2})))


def test_none_changes_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupts(lambda _: None) as interrupts:
        assert list(interrupts.until(counted({}))) == list(range(10))
    assert not interrupts.happened
    assert signal.getsignal(signal.SIGINT) is before


def build_interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch, *target: object) -> Result:
    def interrupted(paths: list[str], **settings: Any) -> Iterator[Document | Reject]:
        for number, record in enumerate(read_documents(paths, **settings)):
            if number == 2:
                os.kill(os.getpid(), signal.SIGINT)
            yield record

    monkeypatch.setattr("kg.sources.read_documents", interrupted)
    lines = (json.dumps({"id": f"n-{n}", "text": f"Rebels shelled Goma on {n} May."}) for n in range(1, 5))
    (folder / "in.jsonl").write_text("\n".join(lines))
    return CliRunner().invoke(app, ["build", str(folder / "in.jsonl"), *map(str, target)])


def test_a_store_keeps_what_was_read_and_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = build_interrupted(tmp_path, monkeypatch, "--store", tmp_path / "store")
    assert result.exit_code == EXIT_CODE
    assert "the same command brings the others" in result.stderr
    part = set(map(str, open_store(tmp_path / "store").match()))
    monkeypatch.undo()
    for folder in ("store", "whole"):
        done = CliRunner().invoke(app, ["build", str(tmp_path / "in.jsonl"), "--store", str(tmp_path / folder)])
        assert done.exit_code == 0
    whole = set(map(str, open_store(tmp_path / "whole").match()))
    assert set(map(str, open_store(tmp_path / "store").match())) == whole > part


def test_a_file_is_not_written_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = build_interrupted(tmp_path, monkeypatch, "-o", tmp_path / "g.nq")
    assert result.exit_code == EXIT_CODE
    assert "is not written" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
