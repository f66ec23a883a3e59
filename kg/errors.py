"""The errors raised on purpose.

    KgError
    ├── InputError      a document, or a file of them, cannot be read
    ├── RunError        a run cannot be started, or gone on with
    ├── OntologyError   the ontology, lexicon, gazetteer or shapes contradict themselves, or a model lacks a component
    ├── GraphError      a file of RDF cannot be read or written
    ├── QueryError      a query, its name or a parameter is wrong
    └── StoreError      a store cannot be opened, read or written
        └── StoreBusyError  another process is writing to it: it can be tried again

Programmer errors stay `TypeError` and `ValueError`.
"""


class KgError(Exception):
    """What the user can mend; the message says where it is and what is allowed."""


class InputError(KgError):
    """A document, or a file of documents, cannot be read."""


class RunError(KgError):
    """A run of many documents cannot be started, or gone on with."""


class OntologyError(KgError):
    """The knowledge files or the language model do not hold what the program needs."""


class GraphError(KgError):
    """A file of RDF cannot be read or written."""


class QueryError(KgError):
    """A query cannot be run as it was asked."""


class StoreError(KgError):
    """A store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """A store cannot be written to while another process does."""
