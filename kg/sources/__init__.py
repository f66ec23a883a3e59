"""Readers: text files, folders, JSON Lines and standard input → documents."""

from kg.sources.documents import read_documents
from kg.sources.settings import MAX_CHARACTERS

__all__ = ["MAX_CHARACTERS", "read_documents"]
