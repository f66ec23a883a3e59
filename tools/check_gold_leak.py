"""Where the repository repeats words of gold: every run of six words that a gold text has too, with file and line.

    python tools/check_gold_leak.py FOLDER [FILE...]

FOLDER holds gold as JSON Lines with `id` and `text`. The FILEs are those of the repository that git knows, where none are
given. Case, punctuation and line ends count for nothing. What is found is printed, a run a line, with the id of a text
that has it; exit code 1 if there is any. Names and set phrases of that length are found too: a reader must judge.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LENGTH = 6
WORD = re.compile(r"[^\W_]+")
# Licences, versions, figures: nobody wrote them with a text in mind.
SKIPPED = ("LICENSE", "requirements.lock", "benchmarks/results/")

Gram = tuple[str, ...]


class Word(NamedTuple):
    """A word in lower case, and the line it stands on."""

    text: str
    line: int


class Run(NamedTuple):
    """Words in a row that gold has too: on which line they begin, and the id of a text that has the first of them."""

    line: int
    words: str
    source: str


def words_of(text: str) -> list[Word]:
    """The words of a text.

    >>> words_of("Don't stop_now")[1:3]
    [Word(text='t', line=1), Word(text='stop', line=1)]
    """
    return [
        Word(word.casefold(), number) for number, line in enumerate(text.splitlines(), 1) for word in WORD.findall(line)
    ]


def grams(words: Iterable[Word]) -> Iterator[Gram]:
    """Each run of six words."""
    texts = [word.text for word in words]
    return zip(*(texts[begin:] for begin in range(LENGTH)), strict=False)


def read_grams(folder: Path) -> dict[Gram, str]:
    """Six words of gold → the id of the first text that has them."""
    found: dict[Gram, str] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for gram in grams(words_of(record["text"])):
                found.setdefault(gram, record["id"])
    return found


def find_runs(text: str, gold: Mapping[Gram, str]) -> Iterator[Run]:
    """What a text has of the gold, each run as long as it goes."""
    words = words_of(text)
    known = [gram in gold for gram in grams(words)]
    begins = [at for at, is_known in enumerate(known) if is_known and not (at and known[at - 1])]
    for begin in begins:
        end = begin
        while end < len(known) and known[end]:
            end += 1
        run = [word.text for word in words[begin : end + LENGTH - 1]]
        yield Run(line=words[begin].line, words=" ".join(run), source=gold[tuple(run[:LENGTH])])


def repository_files() -> list[Path]:
    """What git knows, and would, but for what is skipped."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if not name.startswith(SKIPPED)]


def main(arguments: list[str]) -> int:
    """Prints what is found; 1 if there is any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", type=Path, nargs="*")
    given = parser.parse_args(arguments)
    gold = read_grams(given.folder)
    if not gold:
        parser.error(f"{given.folder} holds no gold")
    files = given.files or repository_files()
    runs = [(path, run) for path in files if not _is_of(path, given.folder) for run in find_runs(_text(path), gold)]
    for path, run in runs:
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        print(f"{name}:{run.line}: {run.words} [{run.source}]")
    print(f"{len(runs)} runs of {LENGTH} words or more that gold has too", file=sys.stderr)
    return int(bool(runs))


def _is_of(path: Path, folder: Path) -> bool:
    return path.resolve().parent == folder.resolve()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
