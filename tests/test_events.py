"""Events of a paragraph: roles that surface form hides, harm and its cause, whom speech is directed at."""

from dataclasses import dataclass

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Event, Facts, Outcome


@dataclass(frozen=True, slots=True)
class Read:
    """A text's events, its fillers by their words."""

    facts: Facts

    def named(self, id_: str) -> str:
        return next((entity.label for entity in self.facts.entities if entity.id == id_), id_)

    def of_type(self, type_: str) -> Event:
        return next(event for event in self.facts.events if event.type == type_)

    def fillers(self, type_: str, role: str) -> set[str]:
        return {self.named(r.filler) for r in self.of_type(type_).roles if r.property == role}

    def types(self) -> set[str]:
        return {event.type for event in self.facts.events}


def read(extractor: Extractor, text: str) -> Read:
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    return Read(facts)


@pytest.mark.parametrize(
    "text, type_, role, fillers",
    [
        pytest.param(
            "Kenya sent soldiers to Somalia.", "Deployment", "theme", {"soldiers"}, id="noun inside the pattern"
        ),
        pytest.param("Turkey withdrew its troops from Libya.", "Withdrawal", "place", {"Libya"}, id="what is left"),
        pytest.param(
            "Militants fired a rocket at the airport.", "Shelling", "target", {"airport"}, id="fire a means at"
        ),
        pytest.param("Militants fired a rocket at the airport.", "Shelling", "instrument", {"rocket"}, id="the means"),
        pytest.param("Gunmen ambushed a patrol in Niger.", "Assault", "place", {"Niger"}, id="place behind the object"),
        pytest.param(
            "Troops repelled an assault by rebels.", "Attack", "agent", {"rebels"}, id="by-phrase of the object"
        ),
        pytest.param(
            "Iraq condemned the raid in Libya.", "Attack", "place", {"Libya"}, id="place of what is spoken of"
        ),
        pytest.param("Troops took Homs from the rebels.", "Capture", "target", {"rebels"}, id="loser of a capture"),
        pytest.param("Israeli jets bombed a bridge.", "AirStrike", "agent", {"Israel"}, id="owner of the platform"),
        pytest.param("Iran demanded that Iraq halt the raid.", "Demand", "target", {"Iraq"}, id="who is to do it"),
        pytest.param(
            "Syria threatened action against Turkey.", "Threat", "target", {"Türkiye"}, id="through what is named"
        ),
        pytest.param("Mali accused France of an attack.", "Attack", "agent", {"France"}, id="who is accused did it"),
        pytest.param(
            "Soldiers freed ten hostages in a raid on Sirte.",
            "Attack",
            "agent",
            {"Soldiers"},
            id="in whose course it was",
        ),
        pytest.param(
            "Soldiers arrested a man in the raid on Sirte.", "Attack", "agent", set(), id="in another's course"
        ),
        pytest.param(
            "Soldiers withdrew from Sirte during an attack.",
            "Attack",
            "agent",
            set(),
            id="what one yields to in its course",
        ),
        pytest.param(
            "It withdrew after accusing Kenya and Sudan of failing to hold the border.",
            "Accusation",
            "target",
            {"Kenya", "Sudan"},
            id="an object that the parser joins to the verb",
        ),
        pytest.param(
            "Chad deplored the violations of the new truce.",
            "CeasefireBreach",
            "agent",
            set(),
            id="noun of a noun apart",
        ),
        pytest.param(
            "Iran regretted the expulsion of two Iraqi envoys.",
            "DiplomaticBreak",
            "target",
            {"two Iraqi envoys"},
            id="whom an expulsion is of",
        ),
        pytest.param(
            "Oslo ordered the suspension of aid to Mali.",
            "Sanction",
            "target",
            {"Mali"},
            id="whom aid no longer goes to",
        ),
        pytest.param(
            "Police arrested four men but released two of them.",
            "Release",
            "target",
            {"four men"},
            id="part of those who were acted on",
        ),
        pytest.param(
            "Troops defused a bomb at a bridge.", "Interception", "place", {"bridge"}, id="where a bomb is defused"
        ),
        pytest.param(
            "The army lost three outposts to rebels.", "Capture", "agent", {"rebels"}, id="to whom ground is lost"
        ),
        pytest.param(
            "The raid displaced over 1,500 villagers.",
            "Displacement",
            "target",
            {"1,500 villagers"},
            id="behind a rounded number",
        ),
        pytest.param("Gunfire rattled the town.", "Shooting", "place", {"town"}, id="what is rattled"),
        pytest.param("Kenya denied firing across the border.", "Shooting", "agent", {"Kenya"}, id="firing across"),
        pytest.param("Explosions rocked the Malian capital.", "Bombing", "place", {"Bamako"}, id="a country's capital"),
        pytest.param("The truce fell apart.", "CeasefireBreach", "agent", set(), id="a truce that falls apart"),
        pytest.param("Clashes were reported in Gao.", "Battle", "place", {"Gao"}, id="where it is reported"),
        pytest.param(
            "Gunfire was heard near the palace.", "Shooting", "place", {"palace"}, id="where it is heard, of no name"
        ),
        pytest.param(
            "Clashes were reported between troops and rebels.",
            "Battle",
            "agent",
            {"troops", "rebels"},
            id="between whom",
        ),
        pytest.param("Six nurses had head injuries.", "Casualties", "target", {"Six nurses"}, id="who has injuries"),
        pytest.param(
            "He accused Eritrea of sending troops across the border and of abducting refugees.",
            "Abduction",
            "agent",
            {"Eritrea"},
            id="behind a second preposition",
        ),
        pytest.param(
            "Kenya seized the assets of firms tied to rebels and arrested 17 officers.",
            "Detention",
            "agent",
            {"Kenya"},
            id="of an active verb that the parser joins to a participle",
        ),
        pytest.param(
            "Police killed two rebels in a gun battle in Gao.",
            "Battle",
            "target",
            {"two rebels"},
            id="whom a side kills",
        ),
    ],
)
def test_a_role_is_filled(extractor: Extractor, text: str, type_: str, role: str, fillers: set[str]) -> None:
    assert read(extractor, text).fillers(type_, role) == fillers


@pytest.mark.parametrize(
    "text, type_, count",
    [
        pytest.param("An air strike killed eleven villagers.", "AirStrike", 11, id="cause as the subject"),
        pytest.param("Six men were killed in a raid.", "Attack", 6, id="cause behind in"),
        pytest.param("A helicopter crashed, killing six people.", "Accident", 6, id="participle of the cause"),
        pytest.param(
            "Five people were killed when rebels shelled Homs.", "Shelling", 5, id="cause in a clause of time"
        ),
        pytest.param("A bomb killed five shoppers.", "Bombing", 5, id="weapon as the subject"),
        pytest.param("Nine people were killed in Homs.", "Casualties", 9, id="no cause"),
        pytest.param("Ten people were treated for burns.", "Casualties", 10, id="who are treated"),
        pytest.param("Four men died when a shell hit Homs.", "Shelling", 4, id="of those who die, in a clause of time"),
        pytest.param("The death toll rose to 52.", "Casualties", 52, id="what a toll rises to"),
        pytest.param("The army lost seven soldiers.", "Casualties", 7, id="lost"),
    ],
)
def test_a_count_belongs_to_the_cause(extractor: Extractor, text: str, type_: str, count: int) -> None:
    assert [c.amount.count for c in read(extractor, text).of_type(type_).casualties] == [count]


@pytest.mark.parametrize(
    "text, type_",
    [
        pytest.param("Six people were killed and nine wounded in a raid on Homs.", "Attack", id="behind the second"),
        pytest.param(
            "Six people were killed and nine wounded in the raid on Homs, the country's third city, by rebels.",
            "Attack",
            id="with an agent behind it",
        ),
        pytest.param("Six people died and nine were hurt in a raid on Homs.", "Attack", id="of those who die"),
        pytest.param(
            "Six people were killed and nine civilians hurt when rebels shelled Homs.",
            "Shelling",
            id="behind a noun that the parser joins for the verb",
        ),
    ],
)
def test_coordinated_harms_share_their_cause(extractor: Extractor, text: str, type_: str) -> None:
    counts = read(extractor, text).of_type(type_).casualties
    assert [(c.outcome, c.amount.count) for c in counts] == [(Outcome.KILLED, 6), (Outcome.WOUNDED, 9)]


@pytest.mark.parametrize(
    "text, type_",
    [
        pytest.param("A new round would start in June.", "Interception", id="round of talks"),
        pytest.param("Hours before the handover, talks began.", "TerritoryTransfer", id="handover of what is not said"),
        pytest.param("The ousted president lives in Doha.", "Force", id="participle that says who is meant"),
        pytest.param("They met after long negotiations.", "Negotiation", id="nominal in passing"),
        pytest.param("Analysis: the blockade that Cairo says is over", "Meeting", id="text that ends in a preposition"),
        pytest.param("The parties are locked in a battle for votes.", "Battle", id="figure of speech"),
    ],
)
def test_no_event_is_read(extractor: Extractor, text: str, type_: str) -> None:
    assert type_ not in read(extractor, text).types()
