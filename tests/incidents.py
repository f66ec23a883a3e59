"""The articles in tests/data/incidents with what a reader takes from them; its README says how they are marked."""

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.documents import Document
from kg.facts import Span

FOLDER = Path(__file__).parent / "data" / "incidents"
SETS = {"first": FOLDER, "more": FOLDER / "more", "unread": FOLDER / "unread"}
"""The articles that rules were made on at first, those that they were mended on, and those that none was made on."""
MARKED = re.compile(r"\[(?P<words>[^\]]*)\]\{(?P<labels>[^}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article, and for each incident and each claim (`=label`) the words that tell of it."""

    document: Document
    spans: Mapping[str, tuple[Span, ...]]

    def labels(self, span: Span, *, claims: bool) -> frozenset[str]:
        """What the words of a span tell of."""
        return frozenset(
            label.removeprefix("=")
            for label, marked in self.spans.items()
            if label.startswith("=") == claims and any(begin < span.end and span.begin < end for begin, end in marked)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Claims, as ARTICLE/LABEL, each of `one` against each of `other`, on any of the grounds."""

    grounds: frozenset[str]
    one: frozenset[str]
    other: frozenset[str]

    def holds(self, mine: str, theirs: str) -> bool:
        """Whether two claims of different articles are opposed here."""
        across = mine.partition("/")[0] != theirs.partition("/")[0]
        return across and ((mine in self.one and theirs in self.other) or (theirs in self.one and mine in self.other))


def read_articles(folder: Path = FOLDER) -> dict[str, Annotated]:
    """Id → article, in the order of their ids."""
    return {path.stem: read_article(path) for path in sorted(folder.glob("*.txt"))}


def read_article(path: Path) -> Annotated:
    """The article of a file, with its marks taken out."""
    head, _, marked = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    text = ""
    end = 0
    for mark in MARKED.finditer(marked):
        text += marked[end : mark.start()]
        for label in mark["labels"].split(","):
            spans[label].append(Span(len(text), len(text) + len(mark["words"])))
        text += mark["words"]
        end = mark.end()
    text += marked[end:]
    document = Document(
        id=path.stem,
        text=text,
        title=text.partition("\n")[0],
        published=dt.date.fromisoformat(fields["published"]),
        publisher=fields["publisher"],
    )
    return Annotated(document=document, spans={label: tuple(found) for label, found in spans.items()})


def read_opposed(folder: Path = FOLDER) -> Iterator[Opposed]:
    """Which claims cannot both hold."""
    for entry in _table(folder)["contradiction"]:
        yield Opposed(**{key: frozenset(values) for key, values in entry.items()})


def read_superseded(folder: Path = FOLDER) -> frozenset[tuple[str, str]]:
    """Later and earlier claim, where a speaker has corrected what he said."""
    return frozenset((str(entry["later"]), str(entry["earlier"])) for entry in _table(folder).get("supersession", ()))


def _table(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((folder / "contradictions.toml").read_text(encoding="utf-8"))
