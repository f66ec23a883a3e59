"""Find what holds across the articles of a store: incidents, contradictions, corrections, entities that are the same.

`link_store` brings the graph of links up to date; docs/linking.md tells on what evidence.
"""

from kg.links.running import Linked, link_store

__all__ = ["Linked", "link_store"]
