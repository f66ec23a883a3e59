"""Readers that other processes can make, with facts made by hand, and one that some documents are the death of."""

import errno
import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.documents import Document, Reject
from kg.errors import OntologyError
from kg.facts import Facts
from kg.ontology import load_ontology
from kg.pipeline import Context, Read, read_here
from kg.rdf import Terms
from tests.builders import VERSIONS, SmallGazetteer, extract_by_hand


def context_by_hand() -> Context:
    """Our ontology, a gazetteer of four."""
    return Context(terms=Terms(load_ontology()), referents=SmallGazetteer(), versions=VERSIONS)


@dataclass(frozen=True, slots=True)
class RecipeByHand:
    """Makes readers of facts by hand. A document named "kill" kills the process, "leave" ends it, "slow" takes time."""

    def reader(self) -> Read:
        return read_here(extract_or_die, context_by_hand())


@dataclass(frozen=True, slots=True)
class NoRecipe:
    """Makes none: with an error that the user can mend, or by the death of the process."""

    dies: bool = False

    def reader(self) -> Read:
        if self.dies:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OntologyError("no such model")


def extract_or_die(documents: Iterable[Document]) -> Iterator[Facts | Reject]:
    """The facts by hand, of those documents that let themselves be read."""
    # Together, as paragraphs are parsed together: one that kills takes its neighbours along.
    together = list(documents)
    for document in together:
        if document.id.startswith("kill"):
            os.kill(os.getpid(), signal.SIGKILL)
        if document.id.startswith("leave"):
            os._exit(3)
        if document.id.startswith("slow"):
            time.sleep(0.05)
    yield from extract_by_hand(together)


@dataclass(frozen=True, slots=True)
class ToolsByHand:
    """What workers of a cluster are sent, with facts by hand; files in the folder say what has happened before.

    A document named "once" kills one process only; where one is named "full", the disk is full the first time.

    `words` is what it says that it is made of; None stands for whatever the environment says.
    """

    folder: str
    words: str | None = "ours"

    def tools(self) -> tuple[Read, Context]:
        context = context_by_hand()
        return read_here(self._extract, context), context

    def makeup(self) -> dict[str, str]:
        return {"words": self.words or os.environ.get("KG_TEST_WORDS", "none")}

    def _extract(self, documents: Iterable[Document]) -> Iterator[Facts | Reject]:
        for document in documents:
            if document.id == "once" and self._is_first("killed"):
                os.kill(os.getpid(), signal.SIGKILL)
            if document.id == "full" and self._is_first("filled"):
                raise OSError(errno.ENOSPC, "no space left")
            yield from extract_or_die([document])

    def _is_first(self, sign: str) -> bool:
        file = Path(self.folder) / sign
        is_first = not file.exists()
        file.touch()
        return is_first
