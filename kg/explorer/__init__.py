"""Looking into a store: the words behind an event, a claim or a link, and the web page at `/`."""

from kg.explorer.evidence import Evidence, Mark, View, evidences, pieces
from kg.explorer.sayings import meanings, sayings, turtle
from kg.explorer.showing import introduced

__all__ = ["Evidence", "Mark", "View", "evidences", "introduced", "meanings", "pieces", "sayings", "turtle"]
