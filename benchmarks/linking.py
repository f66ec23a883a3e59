"""How long linking takes as articles grow: 1,000, 10,000 and 100,000 of them, made by hand from a seed.

    python -m benchmarks.linking [ARTICLES...]

Three of four articles tell of incidents that three articles tell each, the others of one alone. The archive grows by
days, as a newspaper's does, so that a town has as many articles a day in a large one as in a small one. Each size is
linked in a process of its own: from scratch, and again after one more article. The last run is kept in
results/linking.json.
"""

import datetime as dt
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from itertools import combinations, pairwise
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph as ox

from benchmarks.stored import RESULTS
from kg.dates import from_date
from kg.documents import Document
from kg.facts import (
    Amount,
    CasualtyCount,
    Claim,
    Entity,
    Event,
    Facts,
    Outcome,
    Role,
    SectionKind,
    Sentence,
    Span,
    Stance,
    Time,
    TimeBasis,
)
from kg.gazetteer.model import Referent
from kg.ids import mint
from kg.links import Linked, link_store
from kg.namespaces import CKG
from kg.ontology import Ontology, load_ontology
from kg.rdf import GRAPH, Terms, article_graph, reference_quads
from kg.stores import OxigraphStore, StoreWriter, create_store

SIZES = (1_000, 10_000, 100_000)
SEED = 11
TOWNS, ARTICLES_A_DAY = 400, 60
START = dt.date(2000, 1, 1)
TARGETS = ("bus", "market", "hospital", "bridge", "school", "depot", "mosque", "bakery", "train", "station")
TYPES = ("AirStrike", "Shelling", "Bombing", "DroneStrike", "Attack")
SIDES = ("country/AAA", "country/BBB")
TEXT = "Troops struck the target in the town that day and killed people, and"
LENGTH, VOCABULARY = 20, 10_000
WORDS = Span(0, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What articles tell of; on a day other things may be hit in the town, or in the same way."""

    number: int
    type: str
    town: int
    day: dt.date
    target: str
    dead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one size came to. `precision` and `recall` are of pairs of articles that tell of one incident."""

    articles: int
    quads: int
    load_seconds: float
    link_seconds: float
    again_seconds: float
    again_read: int
    incidents: int
    contradictions: int
    precision: float
    recall: float
    megabytes: int


class Towns:
    """The reference entities: two countries, and towns with a tenth of a degree between them."""

    def referent(self, key: str) -> Referent:
        """The town or country of a key."""
        if key in SIDES:
            return Referent(key=key, types=("Country",), label=f"State {key[-3:]}", country=key, iso3=key[-3:])
        number = int(key.removeprefix("place/"))
        lat, long = divmod(number, 20)
        return Referent(
            key=key, types=("Settlement",), label=f"Town {number}", country=SIDES[number % 2],
            latitude=lat / 2, longitude=long / 2,
        )  # fmt: skip

    def find(self, name: str) -> tuple[()]:
        """Nothing: publishers are known by their names alone."""
        del name
        return ()


def main() -> None:
    """Prints the figures as a Markdown table; those of the usual sizes are kept."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    print("| articles | quads | link, s | an article, ms | one more, s | incidents | precision | recall | MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    found = []
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found.append(pool.submit(measured, size).result())
        print(shown(found[-1]), flush=True)
    for smaller, larger in pairwise(found):
        times, articles = larger.link_seconds / smaller.link_seconds, larger.articles / smaller.articles
        print(f"\n{articles:.0f} times the articles: {times:.1f} times as long")
    if not sys.argv[1:]:
        lines = json.dumps([asdict(figures) for figures in found], indent=1)
        (RESULTS / "linking.json").write_text(lines + "\n", encoding="utf-8")


def shown(figures: Figures) -> str:
    """A line of the table."""
    each = figures.link_seconds / figures.articles * 1000
    return (
        f"| {figures.articles:,} | {figures.quads:,} | {figures.link_seconds:,.1f} | {each:.2f} | "
        f"{figures.again_seconds:.2f} | {figures.incidents:,} | {figures.precision:.3f} | {figures.recall:.3f} | "
        f"{figures.megabytes:,} |"
    )


def measured(size: int) -> Figures:
    """The figures of a store with so many articles."""
    ontology = load_ontology()
    terms = Terms(ontology)
    told = dict(enumerate(incidents(size)))
    with tempfile.TemporaryDirectory() as folder, closing(create_store(Path(folder) / "store")) as store:
        load, _ = timed_load(store, told, terms)
        link, linked = timed_link(store, ontology)
        precision, recall = agreement(store, told, terms)
        extra = {size: replace(told[size // 2], number=-1, type="Attack")}
        timed_load(store, extra, terms)
        again, relinked = timed_link(store, ontology)
        return Figures(
            articles=size,
            quads=store.count(),
            load_seconds=round(load, 2),
            link_seconds=round(link, 2),
            again_seconds=round(again, 2),
            again_read=relinked.read,
            incidents=linked.incidents,
            contradictions=linked.contradictions,
            precision=round(precision, 4),
            recall=round(recall, 4),
            megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        )


def timed_load(store: OxigraphStore, told: Mapping[int, Incident], terms: Terms) -> tuple[float, int]:
    """Seconds and articles put into the store."""
    start = time.process_time()
    keys = {key for incident in told.values() for key in (f"place/{incident.town}", *SIDES)}
    writer = StoreWriter(store)
    writer.merge_graph(terms.thing(GRAPH), reference_quads(keys, referents=Towns(), terms=terms))
    for number, incident in told.items():
        facts = facts_of(number, incident)
        writer.replace(article_graph(facts, terms=terms, versions={"software": "by hand"}))
    writer.flush()
    return time.process_time() - start, len(told)


def timed_link(store: OxigraphStore, ontology: Ontology) -> tuple[float, Linked]:
    """Seconds of linking, and what it came to."""
    start = time.process_time()
    linked = link_store(store, ontology=ontology)
    return time.process_time() - start, linked


def incidents(size: int) -> Iterator[Incident]:
    """For each article what it tells of, in an order that is no order of incidents."""
    chance = random.Random(SEED)
    days = max(size // ARTICLES_A_DAY, 1)
    told: list[Incident] = []
    hit: set[tuple[int, int, str]] = set()
    while len(told) < size:
        number, town, day, target = len(hit), chance.randrange(TOWNS), chance.randrange(days), chance.choice(TARGETS)
        # What is hit again within a day cannot be told apart by anybody.
        if hit.isdisjoint((town, day + n, target) for n in (-1, 0, 1)):
            hit.add((town, day, target))
            date = START + dt.timedelta(days=day)
            incident = Incident(
                number=number, type=chance.choice(TYPES), town=town, day=date, target=target, dead=chance.randint(1, 40)
            )
            told += [incident] * (1 if number % 2 else 3)
    told = told[:size]
    chance.shuffle(told)
    return iter(told)


def facts_of(number: int, incident: Incident) -> Facts:
    """What one article says: an event and whose claim it is; every fifth gives another number of dead."""
    chance = random.Random(SEED * 1_000_003 + number)
    id_, side = f"b-{number}", SIDES[number % 2]
    target = Entity(id=mint("entity", id_, "target"), types=("Facility",), label=f"a {incident.target}")
    people = Entity(id=mint("entity", id_, "people"), types=("Group",), label="people", sectors=("civilian",))
    event, dead = mint("event", id_), incident.dead + (chance.randrange(5) == 0)
    count = CasualtyCount(
        id=mint("casualties", id_),
        outcome=Outcome.KILLED,
        amount=Amount(count=dead),
        triggers=(WORDS,),
        victims=people.id,
    )
    day = Time(expression="that day", span=WORDS, start=from_date(incident.day), basis=TimeBasis.RESOLVED)
    roles = {"agent": SIDES[incident.number % 2], "target": target.id, "place": f"place/{incident.town}"}
    text = wording(id_)
    return Facts(
        document=Document(
            id=id_, text=text, published=incident.day + dt.timedelta(days=1), publisher=f"Paper {chance.randrange(50)}"
        ),
        sentences=(Sentence(span=Span(0, len(text)), section=SectionKind.BODY),),
        entities=(target, people, *(Entity(id=s, types=(), label=s, reference=True, country=s) for s in SIDES)),
        events=(
            Event(
                id=event, type=incident.type, triggers=(WORDS,), time=day, casualties=(count,),
                roles=tuple(Role(property=name, filler=filler) for name, filler in roles.items()),
            ),
        ),
        claims=(
            Claim(
                id=mint("claim", id_), stance=Stance.ASSERTS, triggers=(WORDS,),
                roles=(Role(property="speaker", filler=side),), content=(event,),
            ),
        ),
    )  # fmt: skip


def wording(id_: str) -> str:
    """What an article says in its own words, so that none is a reprint of another."""
    chance = random.Random(id_)
    return " ".join((TEXT, *(f"w{chance.randrange(VOCABULARY)}" for _ in range(LENGTH))))


def agreement(store: OxigraphStore, told: Mapping[int, Incident], terms: Terms) -> tuple[float, float]:
    """Precision and recall of the pairs of articles that tell of one incident."""
    numbers = {terms.thing(mint("event", f"b-{number}")): incident.number for number, incident in told.items()}
    together: dict[ox.NamedNode, list[int]] = {}
    for quad in store.match(None, ox.NamedNode(CKG + "reportedAs")):
        together.setdefault(quad.subject, []).append(numbers[quad.object])  # type: ignore[arg-type, index]
    pairs = [one == other for group in together.values() for one, other in combinations(group, 2)]
    sizes: dict[int, int] = {}
    for incident in told.values():
        sizes[incident.number] = sizes.get(incident.number, 0) + 1
    there = sum(size * (size - 1) // 2 for size in sizes.values())
    return sum(pairs) / max(len(pairs), 1), sum(pairs) / max(there, 1)


if __name__ == "__main__":
    main()
