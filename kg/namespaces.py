"""The namespaces that the program's own files are written in."""

CKG = "https://w3id.org/conflict-kg/ontology#"
LEX = "https://w3id.org/conflict-kg/lexicon#"
SLOT = "https://w3id.org/conflict-kg/lexicon/slot#"
SEL = "https://w3id.org/conflict-kg/lexicon/select#"
SECTOR = "https://w3id.org/conflict-kg/sector/"
UNIT = "https://w3id.org/conflict-kg/unit/"
EQUIPMENT = "https://w3id.org/conflict-kg/equipment/"
BASE = "https://w3id.org/conflict-kg/id/"


def name_of(iri: str) -> str:
    """The local name of a term of our ontology; any other IRI as it is.

    >>> name_of(CKG + "Capture"), name_of("http://example.org/Hack")
    ('Capture', 'http://example.org/Hack')
    """
    return iri.removeprefix(CKG)
