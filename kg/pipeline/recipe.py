"""What a reader of documents is made of: plain values, so that every process can make its own."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.namespaces import BASE
from kg.pipeline.articles import Context, Read, read_here
from kg.rdf import Terms

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
        extractor = self.extractor()
        return read_here(extractor, self.context(extractor))

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

    def context_alone(self) -> Context:
        """What writes the reference graph, where other processes read the documents: no model is loaded."""
        from kg.gazetteer import load_gazetteer
        from kg.ontology import load_ontology

        return Context(
            terms=Terms(load_ontology(self.ontology), base=self.base), referents=load_gazetteer(self.ontology)
        )


def spare_collector() -> None:
    """Lets Python's cycle collector be, for a process whose business is reading: what is loaded is never garbage.

    It would look through all knowledge each time some articles' facts have come together: a tenth of the time. Threshold:
    facts and quads of one long article are not many more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
