"""A name stands for the place or person that the text speaks of."""

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts


def entities(extractor: Extractor, text: str) -> dict[str, tuple[str, str | None]]:
    """Text of each mention → its entity's id, and class or country."""
    (facts,) = extractor([Document(id="x", text=text)])
    assert isinstance(facts, Facts)
    known = {entity.id: entity for entity in facts.entities}
    gazetteer = extractor.knowledge.gazetteer
    found = {}
    for mention in facts.mentions:
        entity = known[mention.entity]
        country = gazetteer.country_of(entity.id) if entity.reference else entity.country
        found[text[mention.span.begin : mention.span.end]] = (entity.types[0] if entity.types else "", country)
    return found


@pytest.mark.parametrize(
    "text, name, country",
    [
        ("Gunmen clashed with soldiers in the Lebanese city of Tripoli.", "Tripoli", "country/LBN"),
        ("Gunmen clashed with soldiers in Tripoli, Lebanon.", "Tripoli", "country/LBN"),
        ("Gunmen clashed with soldiers in Tripoli. Libya closed the port.", "Tripoli", "country/LBY"),
        ("A bus was attacked in Hyderabad, in Pakistan's Sindh province.", "Hyderabad", "country/PAK"),
        ("Shots were fired in Athens, Georgia, on Monday.", "Athens", "country/USA"),
        ("Troops entered Kolossa, a village in Mali's Segou region.", "Kolossa", "country/MLI"),
        ("Rebels took the villages of Tomsala and Korvane in Burkina Faso.", "Tomsala", "country/BFA"),
        ("Floods cut off Pangwari district in Nepal.", "Pangwari district", "country/NPL"),
        ("Polls closed in Alabama, Georgia and Tennessee.", "Georgia", "country/USA"),
        ("Gunners shelled Osijek for eight days.", "Osijek", "country/HRV"),
        ("The siege of Osijek lasted eight days.", "Osijek", "country/HRV"),
        ("If the militia attacks Bunia, Angola will send police.", "Bunia", "country/COD"),
        ("Polls closed in Armenia, Georgia and Moldova.", "Georgia", "country/GEO"),
        ("Rebels from Niger, Nigeria and Benin met.", "Niger", "country/NER"),
        ("He left Macon, Georgia. Georgia is hot.", "Georgia", "country/USA"),
        ("A bomb went off in Guildford, Surrey.", "Guildford", "country/GBR"),
        ("Armed men shot a guard in Oslo.", "Oslo", "country/NOR"),
        ("Neighbouring Togo closed the border.", "Togo", "country/TGO"),
        ("The vessel left the People's Republic of China.", "the People's Republic of China", "country/CHN"),
        ("Houston hired Sam Houston. He lives in Houston, Texas.", "Houston", "country/USA"),
        ("Floods reached Menoufiya and Gharbeya.", "Menoufiya", "country/EGY"),
        ("Two men met U.S. Energy Secretary Ann Pell.", "U.S.", "country/USA"),
    ],
    ids=[
        *("demonym", "comma", "other country", "in", "state before country", "apposition", "coordinated", "district"),
        *(
            "listed states",
            "shelled",
            "besieged",
            "attacked seat of a region",
            "listed countries",
            "no containment in a list",
            "said once",
            "district of a town",
            "small capital",
        ),
        *(
            "adjective before a country",
            "possessive in a name",
            "where somebody lives",
            "other spelling",
            "country before an office",
        ),
    ],
)
def test_country_is_the_one_that_the_text_says(extractor: Extractor, text: str, name: str, country: str) -> None:
    assert entities(extractor, text)[name][1] == country


def test_a_surname_is_the_person_named_in_full(extractor: Extractor) -> None:
    text = "Colonel Moussa Tiegnan led the patrol. Tiegnan was arrested an hour later."
    assert entities(extractor, text)["Tiegnan"][0] == "Person"


def test_a_description_of_a_place_without_a_role_is_no_mention(extractor: Extractor) -> None:
    found = entities(extractor, "The front line was quiet. Kenya rejoiced.")
    assert "Kenya" in found
    assert "The front line" not in found


@pytest.mark.parametrize(
    "text, no_place",
    [
        ("Belgian surgeons examined the wounded soldiers.", "Belgian"),
        ("Soldiers patrolled Catholic districts of the town.", "Catholic"),
        ("The Machupo virus killed two nurses in Bolivia.", "Machupo"),
        ("Nurses in Liberia fear Ebola more than bullets.", "Ebola"),
        ("Typhoon Rasmina hit Vietnam. The army said Rasmina killed nine people.", "Rasmina"),
        ("In Sri Lanka, Western diplomats met the general.", "Western"),
        ("Wexelburg protested. Wexelburg said it lost two trucks in Niger.", "Wexelburg"),
        ("They lay in Dover General Hospital for weeks.", "Dover"),
        ("The NBX arrived. The NBX said two trucks were lost in Niger.", "The NBX"),
    ],
    ids=["adjective", "creed", "virus", "disease", "storm", "direction", "who speaks", "hospital", "acronym"],
)
def test_what_only_looks_like_a_place_is_none(extractor: Extractor, text: str, no_place: str) -> None:
    found = entities(extractor, text).get(no_place)
    assert found is None or (found[0] in ("Organization", "Actor") and found[1] is None)


def test_a_demonym_that_a_small_place_bears_too_is_no_mention_without_a_role(extractor: Extractor) -> None:
    found = entities(extractor, "Canadian officials left on Monday. Canadian strikes killed two farmers.")
    assert found["Canadian officials"][1] == "country/CAN"
    assert found["Canadian"] == ("", "country/CAN")
    assert "Canadian" not in entities(extractor, "Canadian officials left on Monday.")


@pytest.mark.parametrize(
    "text, name, class_, country",
    [
        ("Thousands of Kenyans protested.", "Kenyans", "Group", "country/KEN"),
        ("A Canadian was arrested in Cairo.", "Canadian", "Person", "country/CAN"),
        ("Soldiers shot two ethnic Russians.", "Russians", "Group", None),
        ("Canadian strikes killed two farmers.", "Canadian", "", "country/CAN"),
        (
            "Students of the University of Khartoum marched.",
            "the University of Khartoum",
            "EducationalBody",
            "country/SDN",
        ),
        ("The Kirtan Party of Chad won.", "The Kirtan Party of Chad", "PoliticalParty", "country/TCD"),
    ],
    ids=["people", "one of them", "ethnic", "the state", "body named for its town", "body named for its country"],
)
def test_people_called_by_their_country_are_not_the_country(
    extractor: Extractor, text: str, name: str, class_: str, country: str | None
) -> None:
    assert entities(extractor, text)[name] == (class_, country)


def test_a_capital_of_another_kind_is_not_the_seat_of_government(extractor: Extractor) -> None:
    assert "Dhaka" not in entities(extractor, "Rebels shelled Bangladesh's commercial capital.")


@pytest.mark.parametrize(
    "text", ["It set up a Regional Institute of", "A Regional Institute of Peace for", "University of the"]
)
def test_a_name_may_be_cut_short(extractor: Extractor, text: str) -> None:
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
