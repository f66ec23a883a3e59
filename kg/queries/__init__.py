"""Named queries: a folder of SPARQL files whose opening comments say what they answer and which parameters they take.

`docs/queries.md` describes the files. Python holds no SPARQL.
"""

from kg.queries.named import NamedQuery, Parameter, find_query, load_queries, read_query
from kg.queries.parameters import TYPES, bind, check_terms
from kg.queries.results import FORMATS, Answer, serialized
from kg.queries.running import run

__all__ = [
    "FORMATS",
    "TYPES",
    "Answer",
    "NamedQuery",
    "Parameter",
    "bind",
    "check_terms",
    "find_query",
    "load_queries",
    "read_query",
    "run",
    "serialized",
]
