"""What a reader of documents is made of: plain values, so that every process can make its own."""

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.namespaces import BASE
from kg.pipeline.articles import Context, Read, read_here
from kg.rdf import Terms
from kg.resources import PACKAGE, data_folder

if TYPE_CHECKING:
    from kg.extract import Extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The spaCy pipeline's name, the user's own Turtle files, what the names of instances begin with.

    `keep_text` puts the articles' texts into their graphs; `cache` is the folder of parses made before.
    """

    model: str
    ontology: Sequence[Path] = ()
    base: str = BASE
    keep_text: bool = False
    cache: Path | None = None

    def reader(self) -> Read:
        """What reads documents in this process: the model and all knowledge loaded."""
        read, _ = self.tools()
        return read

    def tools(self) -> tuple[Read, Context]:
        """The reader, and what writes the reference graph of what it reads."""
        extractor = self.extractor()
        context = self.context(extractor)
        return read_here(extractor, context), context

    def extractor(self) -> "Extractor":
        """The extraction alone."""
        from kg.extract import Extractor

        return Extractor(model=self.model, ontology_files=self.ontology, cache=self.cache)

    def context(self, extractor: "Extractor") -> Context:
        """What turns the extractor's facts into quads."""
        knowledge = extractor.knowledge
        return Context(
            terms=Terms(knowledge.ontology, base=self.base),
            referents=knowledge.gazetteer,
            versions=extractor.versions,
            keep_text=self.keep_text,
        )

    def digest(self) -> bytes:
        """A digest of all that an article's graph comes from besides the document; no model is loaded for it."""
        return hashlib.blake2b(json.dumps(self.makeup(), sort_keys=True).encode(), digest_size=16).digest()

    def makeup(self) -> dict[str, str]:
        """By name, a digest or version of each of these things; the same wherever the files lie."""
        from kg.ontology import load_ontology

        files = {*load_ontology(self.ontology).files, *data_folder("ontologies").rglob("*.ttl")}
        return {
            "options": json.dumps([self.model, self.base, self.keep_text]),
            "ontologies": _digest(files),
            "conflict-kg": _program(),
            "model": _digest(_model_files(self.model)),
            "spacy": version("spacy"),
        }

    def context_alone(self) -> Context:
        """What writes the reference graph, where other processes read the documents: no model is loaded."""
        from kg.gazetteer import load_gazetteer
        from kg.ontology import load_ontology

        return Context(
            terms=Terms(load_ontology(self.ontology), base=self.base), referents=load_gazetteer(self.ontology)
        )


@cache
def _program() -> str:
    """A digest of our own code, as it was when this process first asked: later changes are not in what it runs."""
    return _digest(PACKAGE.rglob("*.py"))


def _digest(files: Iterable[Path]) -> str:
    whole = hashlib.blake2b(digest_size=16)
    for digest in sorted(hashlib.blake2b(file.read_bytes()).digest() for file in files):
        whole.update(digest)
    return whole.hexdigest()


def _model_files(model: str) -> Iterator[Path]:
    """The files of a model in a folder, or of an installed one."""
    spec = None if Path(model).is_dir() else find_spec(model)
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path(model)
    return (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")


def spare_collector() -> None:
    """Lets Python's cycle collector be, for a process whose business is reading: what is loaded is never garbage.

    It would look through all knowledge each time some articles' facts have come together: a tenth of the time. Threshold:
    facts and quads of one long article are not many more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
