"""What every test may use: the base spaCy pipeline and the triplestores on loopback, started once for all of them."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from kg.extract import Extractor
from kg.nlp.pipeline import load_pipeline
from tests.servers import Servers


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default English pipeline, without any component of ours."""
    return load_pipeline()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extraction with the default model and the project's own ontology."""
    return Extractor()


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Triplestores on loopback, by name."""
    started = Servers(tmp_path_factory.mktemp("servers"))
    yield started
    started.end()
