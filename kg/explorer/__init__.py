"""Looking into a store: the words behind an event or claim, and the web page at `/`."""

from kg.explorer.evidence import Evidence, Mark, View, evidences, pieces
from kg.explorer.sayings import meanings, sayings, turtle

__all__ = ["Evidence", "Mark", "View", "evidences", "meanings", "pieces", "sayings", "turtle"]
