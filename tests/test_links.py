"""What is linked across articles and what is not, and that linking depends on nothing but the articles that are there."""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.namespaces import BASE
from kg.rdf import GRAPH
from kg.stores import OxigraphStore, StoreWriter, create_store, find_articles, memory_store, prune, retract
from tests.incidents import read_articles
from tests.linked import (
    LINKS_GRAPH,
    a_linked_store,
    grounds,
    incidents,
    linked,
    links_of,
    names,
    triggers,
    values,
    written,
)

ARTICLES = tuple(read_articles())
STRIKE = "An Israeli drone strike on a bus in the Syrian city of Palmyra killed four people on Monday, the health ministry of Syria said."
RAID = "The army of Kenya said that gunmen attacked a bus in Mandera on Monday and killed seven people."


@pytest.fixture(scope="module")
def quads(extractor: Extractor) -> dict[str, list[ox.Quad]]:
    """Id → the graph of each article about the eight incidents; under "" that of the reference entities."""
    store = memory_store()
    written(store, (a.document for a in read_articles().values()), extractor)
    graphs = {id_: list(store.match(graph=ox.NamedNode(iri))) for iri, id_ in names(store).items()}
    return {**graphs, "": list(store.match(graph=ox.NamedNode(BASE + GRAPH)))}


def put(store: OxigraphStore, ids: Iterable[str], quads: Mapping[str, list[ox.Quad]]) -> None:
    """Puts articles into a store as `kg build` does, without reading them again."""
    writer = StoreWriter(store)
    for id_ in ids:
        graph = quads[id_][0].graph_name
        assert isinstance(graph, ox.NamedNode)
        writer.replace_graph(graph, quads[id_])
    writer.flush()
    writer.merge_graph(ox.NamedNode(BASE + GRAPH), quads[""])
    prune(store)


def a_store_of(ids: Iterable[str], quads: Mapping[str, list[ox.Quad]], extractor: Extractor) -> OxigraphStore:
    """A new store with these articles, linked."""
    store = memory_store()
    put(store, ids, quads)
    linked(store, extractor)
    return store


def article(id_: str, text: str, *, publisher: str | None = None, day: int = 6) -> Document:
    """An article of May 2025; the 5th was a Monday."""
    return Document(id=id_, text=text, published=dt.date(2025, 5, day), publisher=publisher)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_an_article_of_the_calendar_s_first_or_last_day_is_linked(day: dt.date, extractor: Extractor) -> None:
    texts = [STRIKE, RAID, "Rebels captured Goma at Easter, the army said."]
    documents = [Document(id=f"n-{n}", text=text, published=day) for n, text in enumerate(texts)]
    assert len(names(a_linked_store(documents, extractor))) == len(texts)


def told_together(store: OxigraphStore) -> list[set[str]]:
    """For each incident the articles that tell of it."""
    where = {thing: places[0][0] for thing, places in triggers(store).items()}
    return sorted(({where[event] for event in events} for events in incidents(store).values()), key=sorted)


@pytest.mark.parametrize(
    "one, other",
    [
        pytest.param(
            STRIKE,
            "Four people were killed on Monday in an Israeli drone strike on a bus in the Syrian city of Palmyra.",
            id="the same in other words",
        ),
        pytest.param(
            STRIKE,
            "Israel struck a bus in the Syrian city of Palmyra on Monday, Syria's army said. It said the strike killed five people.",
            id="another number",
        ),
        pytest.param(
            "Police in Nairobi arrested opposition leader Samuel Kamau Otieno on Monday.",
            "The police arrested Samuel Kamau Otieno in Nairobi on Sunday, his party said.",
            id="one person taken, of whose day there are two accounts",
        ),
        pytest.param(
            "Somali troops captured the town of Kismayo on Monday.",
            "Somalia's army said that its troops had captured the town of Kismayo on Monday.",
            id="one town taken by one side",
        ),
        pytest.param(
            "Ethiopia said that Eritrean jets bombed a grain store in the Tigray region on Monday.",
            "Eritrea denied that its jets had bombed a grain store in the Tigray region.",
            id="a thing in a region, and the denial that it was hit",
        ),
        pytest.param(
            "The Houthis said that they had shot down a U.S. drone over Yemen on Monday.",
            "The Pentagon said that no U.S. drone had been shot down over Yemen this week.",
            id="a denial for a week that holds the day",
        ),
    ],
)
def test_what_two_articles_tell_of_one_incident_is_linked(extractor: Extractor, one: str, other: str) -> None:
    store = a_linked_store([article("a", one), article("b", other)], extractor)
    assert told_together(store) == [{"a", "b"}]


@pytest.mark.parametrize(
    "one, other",
    [
        pytest.param(STRIKE, STRIKE.replace("Palmyra", "Hama"), id="another town"),
        pytest.param(STRIKE, STRIKE.replace("Monday", "Thursday"), id="another day"),
        pytest.param(STRIKE, STRIKE.replace("a bus", "a bakery"), id="another target"),
        pytest.param(
            STRIKE.replace("on Monday", "on Monday morning"),
            STRIKE.replace("on Monday", "on Monday evening"),
            id="another part of the day",
        ),
        pytest.param(
            "Russian drones attacked Kherson on Monday, officials said.",
            "Russia attacked Kherson with drones on Monday.",
            id="a town that is hit each day, and nothing else in common",
        ),
        pytest.param(
            STRIKE, "Israeli strikes have killed four people in Palmyra this year, officials said.", id="a sum of many"
        ),
        pytest.param(
            STRIKE,
            "Israel threatened a drone strike on a bus in the Syrian city of Palmyra on Monday.",
            id="what is only expected",
        ),
        pytest.param(
            "Police in Nairobi arrested opposition leader Samuel Kamau Otieno on Monday.",
            "Police in Nairobi arrested opposition leader Peter Njoroge Maina on Monday.",
            id="two persons",
        ),
        pytest.param(
            "A Russian drone hit a house in the Kharkiv region on Monday, officials said.",
            "Russia hit a house in the Kharkiv region with a drone on Monday.",
            id="a thing of which there are many in a region",
        ),
        pytest.param(
            "French President Emmanuel Macron met Egyptian President Abdel Fattah al-Sisi in Paris on Monday.",
            "German Chancellor Friedrich Merz met Egyptian President Abdel Fattah al-Sisi in Berlin on Monday.",
            id="one person met by two",
        ),
        pytest.param(
            "Rebels shelled the town of Karma in Sudan on Monday, killing four people.",
            "Rebels shelled the town of Karma in Iraq on Monday, killing four people.",
            id="two towns of one name",
        ),
    ],
)
def test_what_may_be_two_incidents_is_not_linked(extractor: Extractor, one: str, other: str) -> None:
    store = a_linked_store([article("a", one, day=9), article("b", other, day=9)], extractor)
    assert told_together(store) == []


BY_THE_WAY = " The rebels said that they had also shot down a helicopter."
ANSWERED = " The army denied that the rebels had shot down a helicopter."


@pytest.mark.parametrize(
    "one, other, count",
    [
        pytest.param(RAID + BY_THE_WAY, RAID.replace("seven people", "two people") + ANSWERED, 2, id="one story"),
        pytest.param(RAID + BY_THE_WAY, RAID.replace("Mandera", "Wajir") + ANSWERED, 0, id="two stories"),
        pytest.param(
            RAID + BY_THE_WAY, RAID.replace("seven people", "two people") + ANSWERED.replace("helicopter", "drone"), 1,
            id="two things in one story",
        ),
    ],
)  # fmt: skip
def test_what_is_told_by_the_way_is_linked_in_one_story(extractor: Extractor, one: str, other: str, count: int) -> None:
    store = a_linked_store([article("a", one), article("b", other)], extractor)
    assert told_together(store) == [{"a", "b"}] * count


def test_reports_that_a_third_tells_apart_are_not_chained(extractor: Extractor) -> None:
    texts = (
        STRIKE.replace("on Monday", "on Monday morning"),
        STRIKE.replace("on Monday", "on Monday evening"),
        STRIKE,
    )
    store = a_linked_store([article(f"a{n}", text) for n, text in enumerate(texts)], extractor)
    assert [len(together) for together in told_together(store)] == [2]


@pytest.mark.parametrize(
    "one, other, expected",
    [
        pytest.param(
            STRIKE,
            "Israel said that its drone strike on a bus in the Syrian city of Palmyra on Monday killed nine people.",
            ["CountGround"],
            id="two numbers",
        ),
        pytest.param(
            STRIKE.replace("four", "at least four"),
            "Israel said that its drone strike on a bus in the Syrian city of Palmyra on Monday killed nine people.",
            [],
            id="nine are at least four",
        ),
        pytest.param(
            "Mali's army said that JNIM attacked a convoy in Douentza on Monday and killed six people.",
            "JNIM denied that it had attacked a convoy in Douentza on Monday.",
            ["Denial"],
            id="said and denied",
        ),
        pytest.param(
            "Doctors said that an attack on a convoy in Douentza on Monday killed six people.",
            "JNIM denied that it had attacked a convoy in Douentza on Monday.",
            [],
            id="that it happened is not denied by who says that it was not them",
        ),
        pytest.param(
            "Somalia said that its troops captured the town of Kismayo on Monday.",
            "Al-Shabaab said on Tuesday that its fighters controlled the town of Kismayo.",
            ["ControlGround"],
            id="two hold one town",
        ),
        pytest.param(
            "Somalia said that its troops captured the town of Kismayo on 5 March 2025.",
            "Al-Shabaab said on Tuesday that its fighters controlled the town of Kismayo.",
            [],
            id="two months later another may hold it",
        ),
        pytest.param(
            "Police said that they arrested Samuel Kamau Otieno in Nairobi on Monday.",
            "The ODM party said that police arrested Samuel Kamau Otieno in Nairobi on Sunday.",
            ["DateGround"],
            id="two days",
        ),
        pytest.param(
            "Police said that they arrested Samuel Kamau Otieno in Nairobi on Monday.",
            "The ODM party said that police arrested Samuel Kamau Otieno in Nairobi this week.",
            [],
            id="a day, and a week that holds it",
        ),
        pytest.param(
            "Mali's army said that JNIM attacked a convoy in Douentza on Monday and killed six drivers.",
            "JNIM attacked a convoy in Douentza on Monday. The group denied that it had killed women in the attack.",
            [],
            id="that others were killed is denied",
        ),
        pytest.param(
            "Somalia said that al-Shabaab shelled a market in Baidoa on Monday and killed six people.",
            "Al-Shabaab blamed Kenya for the shelling of a market in Baidoa. The group denied the attack.",
            ["Denial", "Responsibility"],
            id="the attack is denied by whom it is laid to",
        ),
        pytest.param(
            "Somalia said that al-Shabaab shelled a market in Baidoa on Monday and denied that Somali troops had shelled the market.",
            "Al-Shabaab said that Somalia shelled a market in Baidoa on Monday. The group denied that it shelled the market.",
            ["Denial", "Denial", "Responsibility"],
            id="each says the other did it, and denies it",
        ),
        pytest.param(
            "Israel said that its drone strike on a car in Tyre on Monday killed three Hezbollah fighters.",
            "Lebanon's health ministry said that an Israeli drone strike on a car in Tyre on Monday killed two paramedics.",
            ["CountGround"],
            id="whom one strike killed is contested with the number",
        ),
        pytest.param(
            "Mali's army said that JNIM attacked a convoy in Douentza on Monday and that soldiers killed six fighters.",
            "JNIM said that it attacked a convoy in Douentza on Monday and killed nine soldiers.",
            [],
            id="the dead of two sides",
        ),
        pytest.param(
            "Armenia said that Azerbaijan attacked a bus in Goris on Monday and killed six people.",
            "Azerbaijan said that Armenia attacked a bus in Goris on Monday and killed six people.",
            ["Responsibility"],
            id="each says the other did it",
        ),
    ],
)
def test_claims_of_two_articles_contradict_each_other(
    extractor: Extractor, one: str, other: str, expected: list[str]
) -> None:
    store = a_linked_store([article("a", one), article("b", other)], extractor)
    assert grounds(store) == expected


def test_a_source_that_gives_another_number_later_corrects_itself(extractor: Extractor) -> None:
    first = article("a", RAID, day=6)
    later = article("b", RAID.replace("seven people", "nine people").replace("said", "said on Wednesday"), day=8)
    store = a_linked_store([first, later], extractor)
    assert grounds(store) == []
    claims = triggers(store)
    assert [(claims[b][0][0], claims[a][0][0]) for b, a in values(store, "supersedes")] == [("b", "a")]


@pytest.mark.parametrize(
    "publishers, text, sources",
    [
        pytest.param(("Levant Daily", "Desert Post"), STRIKE, "1", id="a wire that another paper prints"),
        pytest.param(("Levant Daily", "Levant Daily"), STRIKE.replace("An", "One"), "1", id="one paper"),
        pytest.param(
            ("Levant Daily", "Desert Post"),
            "Four people were killed on Monday in an Israeli drone strike on a bus in the Syrian city of Palmyra.",
            "2",
            id="two papers in words of their own",
        ),
    ],
)
def test_reprints_are_one_source(extractor: Extractor, publishers: tuple[str, str], text: str, sources: str) -> None:
    documents = [article("a", STRIKE, publisher=publishers[0]), article("b", text, publisher=publishers[1])]
    store = a_linked_store(documents, extractor)
    assert [count for _, count in values(store, "articleCount")] == ["2"]
    assert [count for _, count in values(store, "sourceCount")] == [sources]


@pytest.mark.parametrize(
    "one, other, same",
    [
        pytest.param(
            "The Kenya Wildlife Rangers Union said so in Nairobi.", "The Kenya Wildlife Rangers Union denied it.", True,
            id="an organization of one name and country",
        ),
        pytest.param(
            "Kenyan lawyer Samuel Kamau Otieno arrived.", "Kenyan lawyer Samuel Kamau Otieno left.", True, id="a person"
        ),
        pytest.param("Kenyan lawyer Samuel Otieno arrived.", "Ugandan lawyer Samuel Otieno left.", False, id="two countries"),
        pytest.param("Kenyan lawyer Otieno arrived.", "Kenyan lawyer Otieno left.", False, id="a last name alone"),
        pytest.param("Samuel Kamau Otieno arrived.", "Samuel Kamau Otieno left.", False, id="no country known"),
    ],
)  # fmt: skip
def test_entities_are_the_same_by_name_kind_and_country(extractor: Extractor, one: str, other: str, same: bool) -> None:  # noqa: FBT001
    store = a_linked_store([article("a", one), article("b", other)], extractor)
    found = list(store.match(None, ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs"), graph=LINKS_GRAPH))
    assert (len({quad.subject for quad in found}), len({quad.object for quad in found})) == ((2, 1) if same else (0, 0))


def test_linking_does_not_depend_on_the_order_of_articles(
    extractor: Extractor, quads: dict[str, list[ox.Quad]]
) -> None:
    store = memory_store()
    for id_ in reversed(ARTICLES):
        put(store, [id_], quads)
        linked(store, extractor)
    assert links_of(store) == links_of(a_store_of(ARTICLES, quads, extractor))


def test_linking_again_changes_nothing(extractor: Extractor, quads: dict[str, list[ox.Quad]]) -> None:
    store = a_store_of(ARTICLES, quads, extractor)
    before = set(store.match())
    assert linked(store, extractor).read == 0
    linked(store, extractor, afresh=True)
    assert set(store.match()) == before


@pytest.mark.parametrize("id_", ["nyala-rsf", "car-agency", "siversk-ukraine", "bhamo-kia"])
def test_a_retracted_article_leaves_the_links_that_are_there_without_it(
    extractor: Extractor, quads: dict[str, list[ox.Quad]], id_: str
) -> None:
    store = a_store_of(ARTICLES, quads, extractor)
    retract(store, find_articles(store, id_))
    assert dangling(store) == set()
    linked(store, extractor)
    without = a_store_of((other for other in ARTICLES if other != id_), quads, extractor)
    assert set(store.match()) == set(without.match())


def test_an_article_that_is_built_again_with_other_words_is_linked_again(
    extractor: Extractor, quads: dict[str, list[ox.Quad]]
) -> None:
    changed = article("nyala-rsf", STRIKE)
    store = a_store_of(ARTICLES, quads, extractor)
    written(store, [changed], extractor)
    assert dangling(store) == set()
    linked(store, extractor)
    other = a_store_of((id_ for id_ in ARTICLES if id_ != "nyala-rsf"), quads, extractor)
    written(other, [changed], extractor)
    linked(other, extractor)
    assert links_of(store) == links_of(other)


def test_an_article_that_is_built_again_as_it_was_keeps_its_links(
    extractor: Extractor, quads: dict[str, list[ox.Quad]]
) -> None:
    store = a_store_of(ARTICLES, quads, extractor)
    before = links_of(store)
    put(store, ARTICLES, quads)
    assert links_of(store) == before
    assert linked(store, extractor).articles == 0


def test_only_what_a_new_article_may_tell_of_is_read_again(
    extractor: Extractor, quads: dict[str, list[ox.Quad]]
) -> None:
    store = a_store_of(ARTICLES, quads, extractor)
    written(store, [article("new", STRIKE)], extractor)
    assert linked(store, extractor).read == 1
    written(store, [article("same", STRIKE.replace("An", "One"))], extractor)
    assert linked(store, extractor).read == 2


def test_what_goes_behind_its_back_is_found_out(extractor: Extractor, quads: dict[str, list[ox.Quad]]) -> None:
    store = a_store_of(ARTICLES, quads, extractor)
    (graph,) = find_articles(store, "car-israel")
    store.drop_graph(graph)
    linked(store, extractor)
    assert dangling(store) == set()
    without = a_store_of((id_ for id_ in ARTICLES if id_ != "car-israel"), quads, extractor)
    assert links_of(store) == links_of(without)


def test_links_outlast_the_process(extractor: Extractor, quads: dict[str, list[ox.Quad]], tmp_path: Path) -> None:
    for begin, end in pairwise([0, 9, 17, 24]):
        store = create_store(tmp_path / "store")
        put(store, list(ARTICLES)[begin:end], quads)
        linked(store, extractor)
        store.close()
    store = create_store(tmp_path / "store")
    assert links_of(store) == links_of(a_store_of(ARTICLES, quads, extractor))


def dangling(store: OxigraphStore) -> set[str]:
    """What links speak of and no graph describes."""
    spoken = {
        thing.value
        for quad in links_of(store)
        for thing in (quad.subject, quad.object)
        if isinstance(thing, ox.NamedNode)
        and thing.value.startswith((f"{BASE}event/", f"{BASE}claim/", f"{BASE}entity/"))
    }
    articles = set(names(store))
    return {thing for thing in spoken if articles.isdisjoint(_graphs(store, thing))}


def _graphs(store: OxigraphStore, thing: str) -> set[str]:
    """The graphs that say something of a thing."""
    found = (quad.graph_name for quad in store.match(ox.NamedNode(thing)))
    return {graph.value for graph in found if isinstance(graph, ox.NamedNode)}
