"""Any server that speaks SPARQL 1.1: queries by its protocol, graphs by its Graph Store Protocol, else by updates."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.graphs import Graph, sorted_lines
from kg.stores.asking import ASK, CONSTRUCT, SELECT, ask_server, rows_in_words, rows_of, triples_of, truth_of
from kg.stores.binding import bound_text, fill_slot, keywords, names_graph, refuse_leaving, with_prefixes
from kg.stores.connection import Connection, Reply
from kg.stores.exchange import dataset
from kg.stores.forms import tried
from kg.stores.kinds import Kind, Service
from kg.stores.planning import load_files
from kg.stores.protocol import NOTHING, Bindings, Rows, Term
from kg.stores.sending import STAGING, Sender, texts

if TYPE_CHECKING:
    import rdflib

# Graphs asked for at once; their names make up the length of the query.
AT_ONCE = 200
FORMS: Mapping[str, tuple[type, str]] = {
    SELECT: (ox.QuerySolutions, "SELECT"),
    CONSTRUCT: (ox.QueryTriples, "CONSTRUCT or DESCRIBE"),
    ASK: (ox.QueryBoolean, "ASK"),
}


class RemoteStore:
    """A server and the line to it. Made by `kg.stores.open`."""

    def __init__(self, service: Service, connection: Connection) -> None:
        self.service = service
        self._connection = connection
        self.sender = Sender(service, connection)
        self._asked = texts("*.rq")
        self._union_holds = service.kind.is_union
        self._without_own = _without(service.kind)

    def select(self, query: str, bindings: Bindings = NOTHING) -> Rows:
        """The rows that a SELECT finds."""
        rows = rows_of(self._answer(query, bindings, SELECT))
        return rows_in_words(rows) if self.service.kind.has_digits_for_truth else rows

    def construct(self, query: str, bindings: Bindings = NOTHING) -> Iterator[ox.Triple]:
        """The triples that a CONSTRUCT or DESCRIBE makes."""
        return triples_of(self._answer(query, bindings, CONSTRUCT))

    def ask(self, query: str, bindings: Bindings = NOTHING) -> bool:
        """Whether an ASK finds anything."""
        return truth_of(self._answer(query, bindings, ASK))

    def _answer(self, query: str, bindings: Bindings, form: str) -> Reply:
        refuse_leaving(query, "SERVICE")
        fault = _fault(query, form)
        from_union = "FROM" not in keywords(query)
        if from_union and not self._union_holds:
            self._check_union()
        params = self.service.kind.union if from_union else {}
        text = with_prefixes(bound_text(query, bindings))
        # Virtuoso finds nothing in a graph that is named in a query which leaves out others.
        without = self._without_own if from_union and not names_graph(query) else ""
        try:
            return self._sent(without + text, form, params)
        except QueryError as error:
            # A server may know more than our grammar does; where it does not, ours says best where the fault is.
            raise QueryError(fault or str(error)) from error

    def _sent(self, text: str, form: str, params: Mapping[str, str] | None = None) -> Reply:
        return ask_server(self._connection, self.service.query, text, form=form, params=params or {})

    def _check_union(self) -> None:
        """Raises StoreError where queries do not run over the union of all graphs, on the evidence of one quad."""
        for row in rows_of(self._sent(self._asked["some-quad"], SELECT)):
            terms = dict(zip(("subject", "predicate", "object"), row, strict=True))
            bound = {name: term for name, term in terms.items() if term is not None}
            if not truth_of(self._sent(bound_text(self._asked["holds"], bound), ASK)):
                raise StoreError(
                    f"{self.service.query}: its queries leave out what named graphs hold; "
                    "have the server take their union for the default graph, or say its --kind"
                )
        self._union_holds = True

    def update(self, text: str) -> None:
        """Runs a SPARQL Update; one that would fetch from elsewhere (LOAD, SERVICE) is refused."""
        refuse_leaving(text, "SERVICE", "LOAD")
        self.sender.update(with_prefixes(text), repeatable=False)

    def match(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object_: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads with these terms, None standing for any."""
        if graph is not None and (subject, predicate, object_) == (None, None, None):
            yield from (
                ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in self.sender.content(graph)
            )
            return
        terms = {"subject": subject, "predicate": predicate, "object": object_, "graph": graph}
        bindings = {name: term for name, term in terms.items() if term is not None}
        query = bound_text(self._asked["match"], bindings)
        own = self.service.kind.own_graphs
        for s, p, o, g in rows_of(self._sent(query, SELECT)):
            if isinstance(g, ox.NamedNode) and g.value not in own:
                yield ox.Quad(s, p, o, g)  # type: ignore[arg-type]

    def load(self, *files: Path) -> int:
        """Takes each graph of some files for the whole of that graph; says how many quads these have."""
        return load_files(self, files)

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Takes the quads for the whole of a graph."""
        self.sender.put(graph, _triple_lines(quads))

    def replace_graphs(self, graphs: Iterable[Graph]) -> None:
        """Takes graphs, none of them twice, for the whole of what has their names."""
        for graph in graphs:
            self.replace_graph(graph.name, graph.quads)

    def merge_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> int:
        """Takes the quads for all that a graph says of their subjects; says how many distinct ones there are."""
        new = set(quads)
        subjects = {quad.subject for quad in new}
        self.replace_graph(graph, new.union(quad for quad in self.match(graph=graph) if quad.subject not in subjects))
        return len(new)

    def add_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads to their graphs."""
        for graph, new in _by_graph(quads).items():
            self.replace_graph(graph, new.union(self.match(graph=graph)))

    def drop_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Drops quads, as far as they are there."""
        for graph, gone in _by_graph(quads).items():
            there = set(self.match(graph=graph))
            if there & gone:
                self.replace_graph(graph, there - gone)

    def exchange_quads(self, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Drops quads, as far as they are there, and adds others: in each graph both or neither."""
        dropped, added = _by_graph(gone), _by_graph(new)
        for graph in sorted({*dropped, *added}, key=str):
            there = set(self.match(graph=graph))
            then = there - dropped.get(graph, set()) | added.get(graph, set())
            if then != there:
                self.replace_graph(graph, then)

    def drop_subjects(self, graph: ox.NamedNode, subjects: Iterable[ox.NamedNode]) -> None:
        """Drops all that a graph says of the subjects."""
        gone = set(subjects)
        quads = list(self.match(graph=graph))
        kept = [quad for quad in quads if quad.subject not in gone]
        if len(kept) < len(quads):
            self.replace_graph(graph, kept)

    def drop_graph(self, graph: ox.NamedNode) -> None:
        """Drops a graph, if it is there."""
        self.sender.drop(graph)

    def graphs(self) -> tuple[ox.NamedNode, ...]:
        """The names of all graphs, in order; those that the server keeps for itself are none."""
        found: list[ox.NamedNode] = []
        after = ox.Literal("")
        while True:
            query = bound_text(self._asked["graphs"], {"after": after})
            names = [graph for (graph,) in rows_of(self._sent(query, SELECT)) if isinstance(graph, ox.NamedNode)]
            if not names:
                break
            found += names
            after = ox.Literal(names[-1].value)
        own = self.service.kind.own_graphs
        return tuple(graph for graph in found if graph.value not in own and not graph.value.startswith(STAGING))

    def counts(self, graphs: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, int]:
        """How many quads each of these graphs has, those left out that have none."""
        names = list(graphs)
        found: dict[ox.NamedNode, int] = {}
        for start in range(0, len(names), AT_ONCE):
            query = fill_slot(self._asked["counts"], "graph", names[start : start + AT_ONCE])
            rows = rows_of(self._sent(query, SELECT))
            found |= {g: int(n.value) for g, n in rows if isinstance(g, ox.NamedNode) and n is not None}
        return found

    def count(self, graph: ox.NamedNode | None = None) -> int:
        """How many quads there are in all, or in one graph."""
        if graph is not None:
            return self.counts([graph]).get(graph, 0)
        ((quads,),) = rows_of(self._sent(self._asked["count"], SELECT))
        assert quads is not None
        return int(quads.value) - sum(self.counts(map(ox.NamedNode, self.service.kind.own_graphs)).values())

    def to_rdflib(self) -> "rdflib.Dataset":
        """A copy of all graphs for rdflib, its default graph their union."""
        return dataset(quad for graph in self.graphs() for quad in self.match(graph=graph))

    def close(self) -> None:
        """Ends the line to the server."""
        self._connection.close()


def _by_graph(quads: Iterable[ox.Quad]) -> dict[ox.NamedNode, set[ox.Quad]]:
    found: dict[ox.NamedNode, set[ox.Quad]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name, set()).add(quad)
    return found


def _without(kind: Kind) -> str:
    """What has a query leave out the server's own graphs."""
    line = Template(texts("leave-out.txt")["leave-out"].strip() + " ")
    return "".join(line.substitute(graph=graph) for graph in sorted(kind.own_graphs)) if kind.is_own_in_union else ""


def _triple_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    plain = (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return [line + b"\n" for line in sorted_lines(plain)]


def _fault(query: str, form: str) -> str | None:
    """What our own grammar finds wrong with a query. Raises QueryError for one of another form."""
    try:
        found = tried(query)
    except QueryError as error:
        return str(error)
    if not isinstance(found, FORMS[form][0]):
        raise QueryError(f"a {FORMS[form][1]} query is wanted here")
    return None
