"""Names are found whole, and are of the kind that the sentence says."""

from collections.abc import Callable

import pytest

from kg.extract import Extractor
from kg.extract.knowledge import vocabulary_of
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.parse import parse_of
from kg.nlp.pipeline import load_pipeline, parse_texts
from kg.nlp.reading import read_paragraph

Read = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    nlp = load_pipeline()

    def mentions(text: str) -> tuple[Mention, ...]:
        (doc,) = parse_texts(nlp, [text])
        return read_paragraph(parse_of(doc), vocabulary_of(extractor.knowledge)).mentions

    return mentions


@pytest.mark.parametrize(
    "text, label, type_",
    [
        ("The rebels ambushed the 7th Jungle Battalion.", "7th Jungle Battalion", "ArmedForce"),
        ("The League for National Rebirth (LNR) seized the town.", "League for National Rebirth", None),
        ("The newspaper Al-Sabah al-Jadid printed it.", "Al-Sabah al-Jadid", "MediaOrganization"),
        ("The rebel group Northern Resolve planted the bomb.", "Northern Resolve", "ArmedGroup"),
        ("The National Hope Front was founded in 2011.", "National Hope Front", "ArmedGroup"),
        ("Warlord Gul Rahim Khel rules the valley.", "Gul Rahim Khel", "Person"),
        ("Journalist Samir Haddad went home.", "Samir Haddad", "Person"),
        ("A patrol was ambushed on Mount Harvat.", "Mount Harvat", "NaturalFeature"),
        ("Soldiers entered the village of Beit Saro.", "Beit Saro", "Settlement"),
        ("Rebels took the villages of Tomsala and Korvane.", "Korvane", "Settlement"),
        ("The Ministry of Rural Development sent seed.", "Ministry of Rural Development", "Government"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_name_is_whole_and_of_its_kind(read: Read, text: str, label: str, type_: str | None) -> None:
    found = {mention.label: mention for mention in read(text) if mention.kind is Kind.NAME}
    assert label in found
    assert type_ is None or found[label].type == type_


@pytest.mark.parametrize(
    "text, never",
    [
        ("Rebels seized the town.", "Rebels"),
        ("He died in Quezon City Wednesday evening.", "Quezon City Wednesday"),
        ("The National Guard was called up.", "Guard"),
        ("Colombian Defence Minister Ana Ruiz resigned.", "Defence Minister Ana Ruiz"),
    ],
    ids=["noun with a capital", "weekday", "part of a noun", "office"],
)
def test_no_name_of_what_is_none(read: Read, text: str, never: str) -> None:
    assert never not in {mention.label for mention in read(text) if mention.kind is Kind.NAME}


def test_operations_are_of_no_actor_and_no_place(read: Read) -> None:
    assert [m.type for m in read("Operation Iron Gate ended in May.") if m.kind is Kind.NAME] == [None]


def test_what_follows_a_comma_may_hold_a_place(read: Read) -> None:
    first = read("Shelling resumed in Huliakove, Kherson region, on Monday.")[0]
    assert Link.COMMA in {tie.link for tie in first.ties}
