"""conflict-kg: news of armed conflict as a knowledge graph that can be trusted and queried."""

from importlib.metadata import version

__version__ = version("conflict-kg")
