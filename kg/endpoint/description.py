"""What the endpoint says of itself: the SPARQL 1.1 Service Description, from `web/service.ttl`."""

import pyoxigraph as ox

from kg.endpoint.formats import TRIPLES
from kg.resources import data_folder

FILE = "service.ttl"


def described(address: str, type_: str) -> bytes:
    """The description of the endpoint at an address, in the format of a media type of `TRIPLES`."""
    text = (data_folder("web") / FILE).read_text(encoding="utf-8")
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=address)
    triples = [quad.triple for quad in parser]
    return ox.serialize(triples, format=TRIPLES[type_], prefixes=parser.prefixes) or b""
