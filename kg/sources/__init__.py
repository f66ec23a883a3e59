"""Readers: files of text, web pages, records, crawls and feeds → documents."""

from kg.sources.documents import read_documents
from kg.sources.fields import parse_names
from kg.sources.settings import MAX_CHARACTERS
from kg.sources.tally import Tally, size_of

__all__ = ["MAX_CHARACTERS", "Tally", "parse_names", "read_documents", "size_of"]
