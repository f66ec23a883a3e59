"""The prefixes that our files of RDF declare, and that queries may use without."""

from kg.namespaces import CKG, EQUIPMENT, SECTOR, UNIT

SECTION = SECTOR.replace("/sector/", "/section/")

PREFIXES = {
    "ckg": CKG,
    "sector": SECTOR,
    "section": SECTION,
    "unit": UNIT,
    "equipment": EQUIPMENT,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
