"""What every test may use: the base spaCy pipeline, loaded once for all of them."""

import pytest
from spacy.language import Language

from kg.extract import Extractor
from kg.nlp.pipeline import load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default English pipeline, without any component of ours."""
    return load_pipeline()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extraction with the default model and the project's own ontology."""
    return Extractor()
