"""What is done to a query's text before it runs."""

import re
import sys
from collections.abc import Iterable

from kg.errors import QueryError
from kg.rdf import PREFIXES
from kg.stores.forms import selected
from kg.stores.protocol import Bindings, Term

LITERAL = (
    r'"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}|\'{3}(?:\'{0,2}(?:[^\'\\]|\\.))*\'{3}'
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\''
)
# A comparison such as ?a<?b&&?c>?d is no IRI: most of what operators need cannot stand in one.
ADDRESS = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"
# Strings, IRIs, comments, and the escaped signs of a name such as ex:a\#b, which begin neither.
QUIET = re.compile(rf"\\.|{LITERAL}|{ADDRESS}|#[^\n\r]*", re.DOTALL)
# The same with what may hold any word: variables, the local parts of names, languages.
NAMES = re.compile(
    rf"{LITERAL}|{ADDRESS}|#[^\n\r]*|[?$]\w+|:(?:[\w.:-]|%[0-9A-Fa-f]{{2}}|\\.)*|@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    re.DOTALL,
)
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Parsers read keywords without a blank on either side (true}SERVICEex:a{, ?o.SERVICE).
LEAVING = re.compile("SERVICE|LOAD", re.IGNORECASE)
FROM = re.compile(r"(?<![\w-])FROM(?![\w.-]*:)", re.IGNORECASE)
GRAPH_NAMED = re.compile(r"(?<![\w?$:@.-])GRAPH(?![\w:-])\s*(?![\s?$])", re.IGNORECASE)
SLOT = re.compile(r"VALUES\s*[?$](?P<name>\w+)\s*\{\s*UNDEF\s*\}", re.IGNORECASE)
DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
USED = re.compile(r"(?<![\w:.-])((?:[A-Za-z][\w.-]*)?):")


def keywords(query: str) -> frozenset[str]:
    """Which of FROM, SERVICE and LOAD a query uses, outside of strings, IRIs, comments and names.

    A prefix that holds SERVICE or LOAD counts as well: a parser may see the keyword in it.
    """
    bare = NAMES.sub(lambda name: ":" if name[0].startswith(":") else " ", query)
    return frozenset(word.upper() for words in (LEAVING, FROM) for word in words.findall(bare))


def names_graph(query: str) -> bool:
    """Whether a query names a graph by GRAPH.

    >>> names_graph("ASK { GRAPH <http://x.test/g> { ?s ?p ?o } }"), names_graph("ASK { GRAPH ?g { ?s ?p ?o } }")
    (True, False)
    """
    return GRAPH_NAMED.search(QUIET.sub(" ", query)) is not None


def refuse_leaving(text: str, *forbidden: str) -> None:
    """Raises QueryError for a query or an update that would have the server ask another one."""
    # Some servers read escapes of letters before anything else.
    read = CODE_POINT.sub(_character, text)
    for word in sorted((keywords(text) | keywords(read)).intersection(forbidden)):
        raise QueryError(f"{word} would ask another server; queries stay on this machine")


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= sys.maxunicode else escape[0]


def fill_slots(query: str, bindings: Bindings) -> tuple[str, dict[str, Term]]:
    """The query with its slots `VALUES ?name { UNDEF }` filled, and the bindings for which it has none.

    >>> import pyoxigraph as ox
    >>> fill_slots("ASK { VALUES ?n { UNDEF } ?s ?p ?n }", {"n": ox.Literal("a")})
    ('ASK { VALUES ?n { "a" } ?s ?p ?n }', {})
    """
    return _filled(query, bindings, leave_open=True)


def _filled(query: str, bindings: Bindings, *, leave_open: bool) -> tuple[str, dict[str, Term]]:
    rest = dict(bindings)

    def filled(slot: re.Match[str]) -> str:
        rest.pop(slot["name"], None)
        term = bindings.get(slot["name"])
        if term is None:
            return slot[0] if leave_open else ""
        return f"VALUES ?{slot['name']} {{ {term} }}"

    return SLOT.sub(filled, query), rest


def fill_slot(query: str, name: str, terms: Iterable[Term]) -> str:
    """The query with a slot filled with several terms.

    >>> import pyoxigraph as ox
    >>> fill_slot("ASK { VALUES ?n { UNDEF } ?s ?p ?n }", "n", [ox.Literal("a"), ox.Literal("b")])
    'ASK { VALUES ?n { "a" "b" } ?s ?p ?n }'
    """
    values = f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}"
    return SLOT.sub(lambda slot: values if slot["name"] == name else slot[0], query)


def bound_text(query: str, bindings: Bindings) -> str:
    """The query with all bindings in its text, for a server: open slots left out, selected variables given a slot.

    >>> import pyoxigraph as ox
    >>> bound_text("SELECT ?n { VALUES ?m { UNDEF } ?n ?p ?m }", {"n": ox.NamedNode("http://x.test/a")})
    'SELECT ?n { VALUES ?n { <http://x.test/a> }  ?n ?p ?m }'
    """
    text, rest = _filled(query, bindings, leave_open=False)
    slots = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in rest.items())
    if rest:
        unknown = [name for name in rest if name not in selected(query)]
        if unknown:
            raise QueryError(f"the query has neither a slot for {unknown[0]!r} nor a variable of that name selected")
        brace = _first_brace(text)
        text = text[: brace + 1] + slots + text[brace + 1 :]
    return text


def with_prefixes(text: str) -> str:
    """The text with those of our prefixes that it uses and does not declare, on its first line.

    >>> with_prefixes("ASK { ?s rdf:type ?o }")
    'PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ASK { ?s rdf:type ?o }'
    """
    bare = QUIET.sub(" ", text)
    declared = set(DECLARED.findall(bare))
    used = set(re.findall(r"(?<![\w:-])([a-z]+):", bare)) - declared
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in PREFIXES if prefix in used) + text


def undeclared(text: str) -> list[str]:
    """The prefixes that a query uses and that neither it nor we declare, each once.

    >>> undeclared("PREFIX a: <http://x.test/> SELECT * { a:b ckg:place _:c ; ex:d 'e:f' }")
    ['ex']
    """
    bare = QUIET.sub(" ", text)
    known = {*DECLARED.findall(bare), *PREFIXES}
    return [prefix for prefix in dict.fromkeys(USED.findall(bare)) if prefix not in known]


def _first_brace(text: str) -> int:
    """Where the pattern of a query begins: what comes before it in quotes, comments and brackets is no pattern."""
    depth = 0
    blanked = QUIET.sub(lambda quiet: " " * len(quiet[0]), text)
    for place, character in enumerate(blanked):
        if character == "{" and depth == 0:
            return place
        depth += {"(": 1, ")": -1}.get(character, 0)
    raise QueryError("the query has no pattern")
