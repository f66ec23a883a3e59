"""A folder or feed → a store that holds what it says now: what is new, changed or gone is taken as it comes."""

from kg.watch.following import Means, Plan, follow, open_watch, take_once
from kg.watch.rounds import Round, Watch
from kg.watch.scanning import Source, find_sources
from kg.watch.waiting import bells

__all__ = ["Means", "Plan", "Round", "Source", "Watch", "bells", "find_sources", "follow", "open_watch", "take_once"]
