"""Golden cases of times and numbers in other words: other numbers, people, towns, weekdays and orders, the same reading."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts
from tests.rows import holds, rows_of

TOWNS = ["Kano", "Aleppo", "Goma", "Kandahar", "Herat", "Mosul", "Grozny", "Sarajevo"]
PEOPLE = ["soldiers", "villagers", "policemen", "miners", "nurses", "fighters", "civilians"]
EQUIPMENT = {
    "tanks": "tank",
    "drones": "drone",
    "helicopters": "helicopter",
    "trucks": "vehicle",
    "howitzers": "artillery",
}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TODAY = dt.date(2017, 9, 14)  # a Thursday

vary = settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def assert_read(extractor: Extractor, text: str, rows: list[str], *, never: str | None = None) -> None:
    """The text has all the rows, and not the one that it never has."""
    (facts,) = extractor([Document(id=text, text=text, published=TODAY)])
    assert isinstance(facts, Facts)
    found = rows_of(facts, gazetteer=extractor.knowledge.gazetteer)
    ontology = extractor.knowledge.ontology
    listing = "\n".join(map(str, found))
    assert [row for row in rows if not holds(row, found, ontology)] == [], f"{text}\n{listing}"
    assert never is None or not holds(never, found, ontology), f"{text}\n{listing}"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "Gunmen killed {n} {people} in {town}.", ["outcome=Killed; count=#{k}; victims={people}"], id="active"
        ),
        pytest.param(
            "{n} {people} were killed in {town}.", ["outcome=Killed; count=#{k}; victims={people}"], id="passive"
        ),
        pytest.param(
            "A bomb exploded in {town}, wounding {n} {people}.",
            ["outcome=Wounded; count=#{k}; event=Bombing"],
            id="participle",
        ),
        pytest.param(
            "In {town}, gunmen wounded at least {n} {people}.", ["outcome=Wounded; count=#{k}.."], id="at least"
        ),
        pytest.param("More than {n} {people} died in {town}.", ["outcome=Killed; count=#{more}.."], id="more than"),
        pytest.param("Up to {n} {people} were killed in {town}.", ["outcome=Killed; count=#..{k}"], id="up to"),
        pytest.param("Rebels captured about {n} {people} near {town}.", ["outcome=Captured; count=#{k}"], id="about"),
        pytest.param(
            "Shelling killed {n} {people}, including four children, in {town}.",
            ["outcome=Killed; count=#{k}; part=-", "outcome=Killed; count=#4; part=#{k}"],
            id="a part",
        ),
        pytest.param(
            "{n} {people}, four of them foreigners, were abducted in {town}.",
            ["outcome=Captured; count=#{k}; part=-", "outcome=Captured; count=#4; part=#{k}"],
            id="a part by of",
        ),
        pytest.param(
            "Two {people} died in {town} on Sunday, bringing the death toll to {n}.",
            ["outcome=Killed; count=#2; cumulative=-", "outcome=Killed; count=#{k}; cumulative=true"],
            id="a toll brought to",
        ),
        pytest.param(
            "At least {n} {people} have been killed in {town} since 2011.",
            ["outcome=Killed; count=#{k}..; cumulative=true"],
            id="a running total",
        ),
        pytest.param(
            "The war has killed {n} {people} in {town}.", ["outcome=Killed; count=#{k}; cumulative=true"], id="a war"
        ),
    ],
)
@vary
@given(number=st.integers(5, 9_000), named=st.tuples(st.sampled_from(PEOPLE), st.sampled_from(TOWNS)))
def test_a_count_is_read_whoever_and_however_many(
    extractor: Extractor, text: str, rows: list[str], number: int, named: tuple[str, str]
) -> None:
    words = {"n": f"{number:,}", "k": number, "more": number + 1, "people": named[0], "town": named[1]}
    assert_read(extractor, text.format_map(words), [f"CasualtyCount {row.format_map(words)}" for row in rows])


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "Troops destroyed {n} {things} near {town}.", "fate=Destroyed; count=#{k}; kind={kind}", id="active"
        ),
        pytest.param(
            "Near {town}, {n} {things} were destroyed.", "fate=Destroyed; count=#{k}; kind={kind}", id="passive"
        ),
        pytest.param(
            "Rebels captured at least {n} {things} in {town}.", "fate=Seized; count=#{k}..; kind={kind}", id="taken"
        ),
        pytest.param("{n} {things} were damaged in {town}.", "fate=Damaged; count=#{k}; kind={kind}", id="damaged"),
    ],
)
@vary
@given(number=st.integers(3, 90), named=st.tuples(st.sampled_from(sorted(EQUIPMENT)), st.sampled_from(TOWNS)))
def test_equipment_is_counted_by_kind(
    extractor: Extractor, text: str, row: str, number: int, named: tuple[str, str]
) -> None:
    words = {"n": number, "k": number, "things": named[0], "kind": EQUIPMENT[named[0]], "town": named[1]}
    assert_read(extractor, text.format_map(words), [f"EquipmentLoss {row.format_map(words)}"])


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "Rebels captured {n} square miles near {town}.", "kind=Area; value=#{k}; unit=square-mile", id="area"
        ),
        pytest.param(
            "Troops withdrew {n} kilometres from {town}.", "kind=Distance; value=#{k}; unit=kilometre", id="distance"
        ),
        pytest.param(
            "Peru gave {town} ${n} million in aid.", "kind=Money; value=#{k}000000; unit=us-dollar", id="money"
        ),
        pytest.param(
            "Relief workers delivered {n} tonnes of flour to {town}.", "kind=Mass; value=#{k}; unit=tonne", id="mass"
        ),
    ],
)
@vary
@given(number=st.integers(2, 900), town=st.sampled_from(TOWNS))
def test_a_measure_is_read_however_much(extractor: Extractor, text: str, row: str, number: int, town: str) -> None:
    words: Mapping[str, object] = {"n": number, "k": number, "town": town}
    assert_read(extractor, text.format_map(words), [f"Measure {row.format_map(words)}"])


def weekday_before(weekday: str, *, days: int = 0) -> dt.date:
    """The last such day on the day of publication or before it, or so many days before it at the least."""
    day = TODAY - dt.timedelta(days=days)
    while WEEKDAYS[day.weekday()] != weekday:
        day -= dt.timedelta(days=1)
    return day


ORDERS = [
    pytest.param("Rebels attacked {town} {time}.", id="behind"),
    pytest.param("{Time}, rebels attacked {town}.", id="before"),
    pytest.param("Rebels {time} attacked {town}, officials said.", id="inside"),
]


@pytest.mark.parametrize("text", ORDERS)
@vary
@given(weekday=st.sampled_from(WEEKDAYS), town=st.sampled_from(TOWNS))
def test_a_weekday_is_the_last_one_wherever_it_stands(extractor: Extractor, text: str, weekday: str, town: str) -> None:
    day = weekday_before(weekday)
    told = text.format(town=town, time=f"on {weekday}", Time=f"On {weekday}")
    assert_read(extractor, told, [f"Attack start={day}; end={day}; basis=Resolved"])


@vary
@given(weekday=st.sampled_from(WEEKDAYS), town=st.sampled_from(TOWNS))
def test_last_weekday_leaves_the_day_of_publication_out(extractor: Extractor, weekday: str, town: str) -> None:
    day = weekday_before(weekday, days=1)
    assert_read(extractor, f"Rebels attacked {town} last {weekday}.", [f"Attack start={day}; end={day}"])


@pytest.mark.parametrize("text", ORDERS[:2])
@vary
@given(day=st.dates(dt.date(1975, 1, 1), dt.date(2016, 12, 31)), town=st.sampled_from(TOWNS), first=st.booleans())
def test_a_full_date_is_stated_in_either_order(
    extractor: Extractor, text: str, day: dt.date, town: str, *, first: bool
) -> None:
    month = day.strftime("%B")
    time = f"on {day.day} {month} {day.year}" if first else f"on {month} {day.day}, {day.year}"
    told = text.format(town=town, time=time, Time=time[0].upper() + time[1:])
    assert_read(extractor, told, [f"Attack start={day}; end={day}; basis=Stated"])


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
@vary
@given(number=st.integers(2, 9), town=st.sampled_from(TOWNS), word=st.booleans())
def test_so_long_ago_is_as_exact_as_its_unit(
    extractor: Extractor, unit: str, number: int, town: str, *, word: bool
) -> None:
    words = ["two", "three", "four", "five", "six", "seven", "eight", "nine"]
    month = TODAY.year * 12 + TODAY.month - 1 - number
    starts = {
        "days": TODAY - dt.timedelta(days=number),
        "weeks": TODAY - dt.timedelta(days=TODAY.weekday() + 7 * number),
        "months": f"{month // 12}-{month % 12 + 1:02}",
        "years": TODAY.year - number,
    }
    told = f"Rebels attacked {town} {words[number - 2] if word else number} {unit} ago."
    exact = {"months": f"Attack start={starts['months']}-", "years": f"Attack start={starts['years']}-"}.get(unit)
    assert_read(extractor, told, [f"Attack start={starts[unit]}; basis=Resolved"], never=exact)


@vary
@given(month=st.sampled_from(MONTHS), town=st.sampled_from(TOWNS))
def test_a_month_alone_is_the_last_one(extractor: Extractor, month: str, town: str) -> None:
    number = dt.datetime.strptime(month, "%B").month  # noqa: DTZ007
    year = TODAY.year if number <= TODAY.month else TODAY.year - 1
    row = f"Attack start={year}-{number:02}; basis=Resolved"
    assert_read(extractor, f"Rebels attacked {town} in {month}.", [row], never=f"Attack start={year}-{number:02}-")


@vary
@given(number=st.integers(2, 9), year=st.integers(1980, 2012), town=st.sampled_from(TOWNS))
def test_a_time_later_counts_from_the_one_before(extractor: Extractor, number: int, year: int, town: str) -> None:
    day = dt.date(year, 5, 3) + dt.timedelta(days=number)
    text = f"Rebels seized {town} on 3 May {year}. Troops attacked Basra {number} days later."
    assert_read(extractor, text, [f"Capture start={year}-05-03; basis=Stated", f"Attack start={day}; basis=Resolved"])
