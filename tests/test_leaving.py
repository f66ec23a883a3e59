"""No query makes this machine ask another one, however it is written."""

from collections.abc import Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.stores import memory_store
from kg.stores.binding import keywords
from tests.servers import Told, reply, scripted


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Told]:
    with scripted(lambda handler: reply(handler, 404)) as told:
        yield told


def prefixed(query: str, url: str) -> str:
    """The query with {u} for an address, and with prefixes for it."""
    head = f"PREFIX ex: <http://x.test/> PREFIX u: <{url}/> PREFIX : <{url}/> PREFIX service: <{url}/> "
    return head + query.replace("{u}", f"<{url}/>")


WAYS = {
    "plainly": "ASK { SERVICE {u} { ?a ?b ?c } }",
    "in small letters": "ASK { service silent {u} { ?a ?b ?c } }",
    "behind a full stop": "ASK { VALUES ?s { 1 } OPTIONAL { ?s ?p ?o.SERVICE {u} { ?a ?b ?c } } . SERVICE {u} { ?a ?b ?c } }",
    "behind a full stop without a blank": "ASK { OPTIONAL { ?s ?p ?o } .SERVICE {u} { ?a ?b ?c } }",
    "behind a bracket": "ASK { VALUES ?s { 1 }SERVICE{u}{ ?a ?b ?c } }",
    "before a name without prefix": "ASK { SERVICE:x{ ?a ?b ?c } }",
    "before a name": "ASK { SERVICEu:x{ ?a ?b ?c } }",
    "as a prefix": "ASK { service:x{ ?a ?b ?c } }",
    "all in one word": "ASK { OPTIONAL { ?s ?p true }SERVICESILENTu:x{ ?a ?b ?c } }",
    "behind a comment that another line end closes": "ASK { # so\r SERVICE {u} { ?a ?b ?c } }",
    "behind an escaped number sign": "ASK { OPTIONAL { ?s ?p ex:a\\# } SERVICE {u} { ?a ?b ?c } }",
    "between escaped quotes": "ASK { OPTIONAL { ?s ?p ex:a\\' } SERVICE {u} { ?a ?b ?c } OPTIONAL { ?s ?p ex:b\\' } }",
    "behind a string that ends in a backslash": 'ASK { OPTIONAL { ?s ?p """a\\\\""" } SERVICE {u} { ?a ?b ?c } OPTIONAL { ?s ?p """b""" } }',
    "behind an IRI with an escape and a fragment": "ASK { OPTIONAL { ?s ?p <http://x.test/\\u0041#> }SERVICE {u} { ?a ?b ?c } }",
    "between two comparisons": "ASK{VALUES?s{1}FILTER(?s<2)SERVICEu:x{?a?b?c}FILTER(2>?s)}",
}


@pytest.mark.parametrize("way", WAYS)
def test_service_is_refused_however_it_is_written(elsewhere: Told, way: str) -> None:
    query = prefixed(WAYS[way], elsewhere.url)
    elsewhere.requests.clear()
    with suppress(OSError, RuntimeError):
        ox.Store().query(query)
    assert elsewhere.requests, "this way of writing it reaches nobody, and shows nothing"
    elsewhere.requests.clear()
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        memory_store().ask(query)
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT * FROM <http://x.test/g> {}", {"FROM"}),
        ("SELECT *FROM ex:g {}", {"FROM"}),
        ("select * from named <http://x.test/g> {}", {"FROM"}),
        ("SELECT ?from $service { ?from from:x x:service, ex:a.load, ex:the-service }", set()),
        ('SELECT * { ?s ?p """a " FROM b""", "\\" FROM ", \'\'\'SERVICE \' \'\'\' }', set()),
        ("SELECT * { ?s <http://x.test/#FROM> 'x'@en-service } # SERVICE", set()),
        ("SELECT * { SERVICE SILENT <http://x.test/> {} }", {"SERVICE"}),
        ("LOAD <http://x.test/>", {"LOAD"}),
    ],
    ids=["FROM", "FROM alone", "small letters", "names", "strings", "IRIs, languages, comments", "SERVICE", "LOAD"],
)
def test_keywords_are_found_where_they_are_words(query: str, found: set[str]) -> None:
    assert keywords(query) == found


def test_an_escaped_keyword_is_refused_for_servers_that_read_it() -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        memory_store().ask("ASK { \\u0053ERVICE <http://x.test/> { ?a ?b ?c } }")


PIECES = [
    *"{}<>#\\'\".,;:?|^()*+/-=! \n\r",
    *("SERVICE", "SERVICE {u} { ?a ?b ?c }", "SERVICE:x{ ?a ?b ?c }", "SILENT", "{u}", "?s", "ex:a", "ex:a\\'", "1"),
    *("{ ?s ?p ?o }", "?s ?p ?o", "FILTER(?s < ?o)", "OPTIONAL", "UNION", "'x'", '"""', "'''", "@en", "# so", "true"),
    *("BIND(1 AS ?z)", "VALUES ?s { 1 }", "<http://x.test/#>", "\\u0041", "\\\\", "_:b", "[]", "GRAPH ?g"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=9))
@settings(max_examples=500, deadline=None)
def test_what_is_not_refused_reaches_nobody(elsewhere: Told, pieces: list[str]) -> None:
    elsewhere.requests.clear()
    with suppress(QueryError):
        list(memory_store().select(prefixed(f"SELECT * {{ {''.join(pieces)} }}", elsewhere.url)))
    assert elsewhere.requests == []
