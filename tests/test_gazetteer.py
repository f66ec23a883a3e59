"""Names find what they denote, and only that."""

import re
import sqlite3
from pathlib import Path

import pytest

from kg.dates import PartialDate
from kg.gazetteer import Candidate, Gazetteer, Sense, load_gazetteer
from kg.gazetteer.caching import CACHE_VARIABLE
from kg.gazetteer.names import agrees, fold

UKRAINE, RUSSIA, SYRIA, USA = "country/UKR", "country/RUS", "country/SYR", "country/USA"
KYIV, POLTAVA_OBLAST, LVIV_OBLAST = "place/geonames-703448", "region/UA-53", "region/UA-46"
SOSNIVKA_IN_POLTAVA, SOSNIVKA_IN_LVIV = "place/geonames-693085", "place/geonames-693086"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    "name, key, sense",
    [
        ("Ukraine", UKRAINE, Sense.NAME),
        ("UKRAINE", UKRAINE, Sense.NAME),
        ("Ukrainian", UKRAINE, Sense.DEMONYM),
        ("Ukrainians", UKRAINE, Sense.PEOPLE),
        ("Kyiv", KYIV, Sense.NAME),
        ("Kiev", KYIV, Sense.NAME),
        ("the Kremlin", RUSSIA, Sense.SEAT),
        ("Downing Street", "country/GBR", Sense.SEAT),
        ("the White House", USA, Sense.SEAT),
        ("US", USA, Sense.NAME),
        ("U.S.", USA, Sense.NAME),
        ("the United States", USA, Sense.NAME),
        ("U.K.", "country/GBR", Sense.NAME),
        ("Briton", "country/GBR", Sense.PEOPLE),
        ("Burma", "country/MMR", Sense.NAME),
        ("Ivory Coast", "country/CIV", Sense.NAME),
        ("Côte d’Ivoire", "country/CIV", Sense.NAME),
        ("DR Congo", "country/COD", Sense.NAME),
        ("North Koreans", "country/PRK", Sense.PEOPLE),
        ("the Soviet Union", "country/SUN", Sense.NAME),
        ("Transnistria", "country/transnistria", Sense.NAME),
        ("Kosovar", "country/XKX", Sense.DEMONYM),
        ("Kurdish", "group/kurds", Sense.DEMONYM),
        ("Poltava Oblast", POLTAVA_OBLAST, Sense.NAME),
        ("Donbass", "region/donbas", Sense.NAME),
        ("Crimea", "region/UA-43", Sense.NAME),
        ("West Bank", "region/west-bank", Sense.NAME),
        ("Black Sea", "natural-feature/black-sea", Sense.NAME),
        ("Golan Heights", "region/golan-heights", Sense.NAME),
        ("Raqqa", "place/geonames-172955", Sense.NAME),
        ("Sana'a", "place/geonames-71137", Sense.NAME),
        ("Sanaʿa", "place/geonames-71137", Sense.NAME),
        ("Deir ez-Zor", "place/geonames-170794", Sense.NAME),
        ("St Petersburg", "place/geonames-498817", Sense.NAME),
        ("Zaporizhzhia nuclear power plant", "facility/zaporizhzhia-npp", Sense.NAME),
        ("NATO", "international-organization/nato", Sense.NAME),
        ("Nato", "international-organization/nato", Sense.NAME),
        ("UN Security Council", "international-organization/un-security-council", Sense.NAME),
        ("ISIS", "armed-group/islamic-state", Sense.NAME),
        ("Islamic State", "armed-group/islamic-state", Sense.NAME),
        ("Daesh", "armed-group/islamic-state", Sense.NAME),
        ("al-Qaeda", "armed-group/al-qaeda", Sense.NAME),
        ("Al-Qaeda", "armed-group/al-qaeda", Sense.NAME),
        ("Hizbollah", "armed-group/hezbollah", Sense.NAME),
        ("IDF", "armed-force/ISR", Sense.NAME),
        ("Russian army", "armed-force/RUS", Sense.NAME),
        ("Ukrainian defence ministry", "government/UKR-defence-ministry", Sense.NAME),
        ("the Pentagon", "government/pentagon", Sense.NAME),
        ("Security Service of Ukraine", "security-force/sbu", Sense.NAME),
        ("Mossad", "security-force/mossad", Sense.NAME),
        ("AFP", "media/afp", Sense.NAME),
        ("Likud", "party/likud", Sense.NAME),
        ("ICC", "court/icc", Sense.NAME),
        ("Zelenskyy", "person/volodymyr-zelensky", Sense.NAME),
        ("Volodymyr Zelenskiy", "person/volodymyr-zelensky", Sense.NAME),
        ("Recep Tayyip Erdogan", "person/recep-tayyip-erdogan", Sense.NAME),
        ("Netanyahu", "person/benjamin-netanyahu", Sense.NAME),
        ("Abu Mohammed al-Jolani", "person/ahmed-al-sharaa", Sense.NAME),
        ("Georgia", "country/GEO", Sense.NAME),
    ],
)
def test_a_name_denotes_first_of_all(gazetteer: Gazetteer, name: str, key: str, sense: Sense) -> None:
    assert gazetteer.find(name)[0] == Candidate(key=key, sense=sense)


@pytest.mark.parametrize(
    "text",
    ["us", "Us", "mali", "ukraine", "March", "Reported", "Police", "Sunday", "Of", "University", "Battle", "Smith"],
)
def test_an_ordinary_word_denotes_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert not gazetteer.find(text)


def test_a_capital_stands_for_its_government_too(gazetteer: Gazetteer) -> None:
    assert Candidate(key=UKRAINE, sense=Sense.SEAT) in gazetteer.find("Kyiv")


@pytest.mark.parametrize(
    "name, context, hint, kinds, key",
    [
        ("Sosnivka", (POLTAVA_OBLAST,), None, (), SOSNIVKA_IN_POLTAVA),
        ("Sosnivka", (LVIV_OBLAST,), None, (), SOSNIVKA_IN_LVIV),
        ("Sosnivka", (), POLTAVA_OBLAST, (), SOSNIVKA_IN_POLTAVA),
        ("Sosnivka", (), "place/geonames-696643", (), SOSNIVKA_IN_POLTAVA),
        ("Tripoli", (), None, (), "place/geonames-2210247"),
        ("Tripoli", ("country/LBN",), None, (), "place/geonames-266826"),
        ("Kharkiv", (), None, (), "place/geonames-706483"),
        ("Kharkiv", (), None, ("Region",), "region/UA-63"),
        ("Georgia", (USA,), None, (), "country/GEO"),
        ("Georgia", (), USA, (), "region/US-GA"),
        ("Niger", ("country/NGA",), None, (), "country/NER"),
        ("Lebanon", (USA,), None, (), "country/LBN"),
        ("Aleppo", (SYRIA,), None, ("Region",), "region/SY-HL"),
        ("Aleppo", (SYRIA,), None, ("Person",), None),
    ],
)
def test_context_chooses(  # noqa: PLR0917
    gazetteer: Gazetteer, name: str, context: tuple[str, ...], hint: str | None, kinds: tuple[str, ...], key: str | None
) -> None:
    chosen = gazetteer.choose(gazetteer.find(name), context=context, hint=hint, kinds=kinds)
    assert (chosen.key if chosen else None) == key


@pytest.mark.parametrize(
    "text, first, name, key",
    [
        ("The South Sudanese army moved", 1, "South Sudanese army", "armed-force/sspdf"),
        ("near Rostov-on-Don, officials said", 1, "Rostov-on-Don", "place/geonames-501175"),
        ("fighters of al-Shabaab withdrew", 2, "al-Shabaab", "armed-group/al-shabaab"),
        ("in Mali, Niger and Chad", 1, "Mali", "country/MLI"),
        (
            "the United Nations Security Council met",
            1,
            "United Nations Security Council",
            "international-organization/un-security-council",
        ),
        ("the Russians' retreat", 1, "Russians", RUSSIA),
        ("the U.S. president", 1, "U.S.", USA),
    ],
)
def test_the_longest_name_matches(gazetteer: Gazetteer, text: str, first: int, name: str, key: str) -> None:
    tokens = list(re.finditer(r"U\.S\.|\w+|[^\w\s]", text))
    begins, ends = [t.start() for t in tokens], [t.end() for t in tokens]
    found = gazetteer.match(text, begins, ends, first)
    assert found is not None
    end, candidates = found
    assert (text[begins[first] : ends[end - 1]], candidates[0].key) == (name, key)


def test_a_lower_case_word_matches_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.match("they turned back", [0, 5, 12], [4, 11, 16], 1) is None


@pytest.mark.parametrize(
    "key, ancestor, answer",
    [
        (SOSNIVKA_IN_POLTAVA, POLTAVA_OBLAST, True),
        (SOSNIVKA_IN_POLTAVA, UKRAINE, True),
        (SOSNIVKA_IN_POLTAVA, LVIV_OBLAST, False),
        ("place/geonames-709717", "region/donbas", True),
        (SYRIA, "region/middle-east", True),
        (UKRAINE, UKRAINE, True),
        (UKRAINE, POLTAVA_OBLAST, False),
    ],
)
def test_places_lie_in_places(gazetteer: Gazetteer, key: str, ancestor: str, answer: bool) -> None:  # noqa: FBT001
    assert gazetteer.within(key, ancestor) is answer


def test_a_country_knows_where_and_what_it_is(gazetteer: Gazetteer) -> None:
    ukraine = gazetteer.referent(UKRAINE)
    assert (ukraine.types, ukraine.iso3, ukraine.country) == (("Country",), "UKR", UKRAINE)
    assert "http://www.wikidata.org/entity/Q212" in ukraine.same_as
    assert ukraine.latitude is not None


@pytest.mark.parametrize(
    ("key", "latitude", "longitude"),
    [
        pytest.param("country/FRA", 46.5, 2.6, id="without what lies overseas"),
        pytest.param("region/BR-PA", -4.0, -53.0, id="a state"),
        pytest.param("country/CSK", 49.3, 17.0, id="a state that ended"),
        pytest.param("region/north-africa", 25.5, 15.7, id="a part of a continent"),
        pytest.param("country/NER", 16.0, 8.0, id="as reference works have it"),
    ],
)
def test_an_area_lies_at_its_middle(gazetteer: Gazetteer, key: str, latitude: float, longitude: float) -> None:
    referent = gazetteer.referent(key)
    assert referent.latitude == pytest.approx(latitude, abs=1.0)
    assert referent.longitude == pytest.approx(longitude, abs=1.0)


def test_a_former_province_is_known(gazetteer: Gazetteer) -> None:
    found = [gazetteer.referent(candidate.key) for candidate in gazetteer.find("Katanga")]
    assert any(referent.types == ("Region",) and referent.country == "country/COD" for referent in found)


def test_a_settlement_knows_region_country_and_people(gazetteer: Gazetteer) -> None:
    kyiv = gazetteer.referent(KYIV)
    assert (kyiv.country, kyiv.part_of, kyiv.same_as) == (
        UKRAINE,
        "region/UA-30",
        ("https://sws.geonames.org/703448/",),
    )
    assert kyiv.population is not None
    assert kyiv.population > 2_000_000


def test_a_person_holds_offices_from_a_day_on(gazetteer: Gazetteer) -> None:
    office = gazetteer.referent("person/volodymyr-zelensky").offices[0]
    assert (office.title, office.of, office.since) == ("president", UKRAINE, PartialDate(year=2019, month=5, day=20))


def test_an_unknown_key_is_an_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError, match="place/atlantis"):
        gazetteer.referent("place/atlantis")


def test_every_reference_of_an_entry_exists(gazetteer: Gazetteer) -> None:
    keys = {key for (key,) in gazetteer._connection.execute("SELECT key FROM referents")}  # noqa: SLF001
    parents = {parent for (parent,) in gazetteer._connection.execute("SELECT parent FROM parents")}  # noqa: SLF001
    assert parents - keys == set()


@pytest.mark.parametrize("usable", [True, False], ids=["writable cache", "no cache"])
def test_a_file_of_ones_own_adds_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, usable: bool) -> None:  # noqa: FBT001
    own = tmp_path / "own.ttl"
    own.write_text(
        "<https://w3id.org/conflict-kg/id/place/x> a <https://w3id.org/conflict-kg/ontology#Settlement> ;"
        " <http://www.w3.org/2000/01/rdf-schema#label> 'Xanadu Heights' ."
    )
    cache = tmp_path / "cache"
    if not usable:
        cache.write_text("a file where the folder should be")
    monkeypatch.setenv(CACHE_VARIABLE, str(cache))
    assert load_gazetteer([own]).find("Xanadu Heights")[0].key == "place/x"
    assert len(list(tmp_path.glob("cache/*"))) == usable


@pytest.mark.parametrize(
    "text, written, trusted, answer",
    [
        ("us", "US", True, False),
        ("Us", "US", True, False),
        ("Unicef", "UNICEF", True, True),
        ("MALI", "Mali", True, True),
        ("MALI", "Mali", False, False),
        ("Red sea", "Red Sea", True, True),
        ("Green river", "Green River", False, False),
        ("Al-Qaeda", "al-Qaeda", True, True),
    ],
)
def test_capitals_have_to_agree(text: str, written: str, trusted: bool, answer: bool) -> None:  # noqa: FBT001
    assert agrees(text, written, trusted=trusted) is answer


@pytest.mark.parametrize("spelling", ["Sana'a", "Sana’a", "SANA'A", "the Sana'a"])
def test_spellings_fold_to_one(spelling: str) -> None:
    assert fold(spelling) == "sanaa"


def test_an_open_gazetteer_cannot_be_written(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        gazetteer._connection.execute("DELETE FROM names")  # noqa: SLF001
