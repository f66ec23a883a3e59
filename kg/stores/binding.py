"""What is done to a query's text before it runs."""

import re

from kg.stores.protocol import Bindings, Term

LITERAL = r"""\"{3}.*?(?<!\\)\"{3}|'{3}.*?(?<!\\)'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
QUIET = re.compile(rf"{LITERAL}|<[^<>\s]*>|#[^\n]*", re.DOTALL)
KEYWORD = re.compile(r"(?<![\w?$:@.-])(FROM|SERVICE)(?![\w:-])", re.IGNORECASE)


def keywords(query: str) -> frozenset[str]:
    """Which of FROM and SERVICE a query uses, outside of strings, IRIs and comments."""
    return frozenset(word.upper() for word in KEYWORD.findall(QUIET.sub(" ", query)))


def fill_slots(query: str, bindings: Bindings) -> tuple[str, dict[str, Term]]:
    """The query with its slots `VALUES ?name { UNDEF }` filled, and the bindings for which it has none.

    >>> import pyoxigraph as ox
    >>> fill_slots("ASK { VALUES ?n { UNDEF } ?s ?p ?n }", {"n": ox.Literal("a")})
    ('ASK { VALUES ?n { "a" } ?s ?p ?n }', {})
    """
    rest = dict(bindings)

    def filled(slot: re.Match[str]) -> str:
        rest.pop(slot["name"], None)
        term = bindings.get(slot["name"])
        return slot[0] if term is None else f"VALUES ?{slot['name']} {{ {term} }}"

    return re.sub(r"VALUES\s*[?$](?P<name>\w+)\s*\{\s*UNDEF\s*\}", filled, query, flags=re.IGNORECASE), rest
