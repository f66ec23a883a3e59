"""Expressions of time: where they stand, what dates they have, and what is none."""

import datetime as dt

import pytest
from spacy.language import Language

from kg.dates import PartialDate
from kg.facts import Time, TimeBasis
from kg.lexicon.time_words import TimeWords, Unit, compile_time_words
from kg.nlp.parse import parse_of
from kg.nlp.times import find_times, resolve_time
from kg.nlp.times.pieces import TimeKind
from kg.nlp.times.resolving import dates_of
from kg.nlp.times.values import Between, Calendar, Now, Shift, Value
from kg.resources import data_files
from kg.turtle import read_knowledge

TUESDAY = dt.date(2025, 4, 8)


@pytest.fixture(scope="module")
def words() -> TimeWords:
    return compile_time_words(read_knowledge(data_files("ontologies/lexicon", "*.ttl")))


def shown(time: Time) -> str:
    if time.basis is None:
        return f"{time.expression} = nothing"
    start, end = (str(date or "?") for date in (time.start, time.end))
    return f"{time.expression} = {start if start == end else f'{start} .. {end}'} ({time.basis})"


def times_in(
    text: str, *, nlp: Language, words: TimeWords, published: dt.date | None = TUESDAY, future: bool = False
) -> list[str]:
    parse = parse_of(nlp(text))
    found = find_times(parse, words)
    return [shown(resolve_time(expression, parse=parse, published=published, future=future)) for expression in found]


PAST = [
    ("The army shelled the town on Monday.", ["on Monday = 2025-04-07 (Resolved)"]),
    (
        "Troops entered the city on Tuesday, officials said on Sunday.",
        ["on Tuesday = 2025-04-08 (Resolved)", "on Sunday = 2025-04-06 (Resolved)"],
    ),
    (
        "Rebels attacked last Monday and again last week.",
        ["last Monday = 2025-04-07 (Resolved)", "last week = 2025-03-31 .. 2025-04-06 (Resolved)"],
    ),
    (
        "The minister arrived yesterday and leaves today.",
        ["yesterday = 2025-04-07 (Resolved)", "today = 2025-04-08 (Resolved)"],
    ),
    ("Two people were killed overnight.", ["overnight = 2025-04-07 .. 2025-04-08 (Resolved)"]),
    ("The strike took place earlier this month.", ["earlier this month = 2025-04 (Resolved)"]),
    ("Fighting has intensified in recent weeks.", ["in recent weeks = nothing"]),
    ("The bridge was hit two days ago.", ["two days ago = 2025-04-06 (Resolved)"]),
    ("Eight months after the invasion, the town fell.", ["Eight months after = nothing"]),
    ("The area has been occupied since 2014.", ["since 2014 = 2014 .. ? (Stated)"]),
    ("In 2014 Russian forces seized Crimea.", ["In 2014 = 2014 (Stated)"]),
    ("The war began in March 2022.", ["in March 2022 = 2022-03 (Stated)"]),
    ("The base was hit on April 3.", ["on April 3 = 2025-04-03 (Resolved)"]),
    ("It happened on April 3, 2022, in Homs.", ["on April 3, 2022 = 2022-04-03 (Stated)"]),
    ("It happened on 3 April 2022.", ["on 3 April 2022 = 2022-04-03 (Stated)"]),
    ("It happened on 2022-04-03 near the border.", ["on 2022-04-03 = 2022-04-03 (Stated)"]),
    ("It happened on 03/04/2022.", ["on 03/04/2022 = 2022 (Stated)"]),
    ("The raids took place between 3 and 5 May.", ["between 3 and 5 May = 2024-05-03 .. 2024-05-05 (Resolved)"]),
    ("The siege lasted from March to June 2023.", ["from March to June 2023 = 2023-03 .. 2023-06 (Stated)"]),
    ("The conflict of the 1990s left scars.", ["the 1990s = 1990 .. 1999 (Stated)"]),
    ("Militants attacked in late 2023.", ["in late 2023 = 2023 (Stated)"]),
    ("The drone hit early on Tuesday.", ["early on Tuesday = 2025-04-08 (Resolved)"]),
    ("Explosions were heard Tuesday night.", ["Tuesday night = 2025-04-08 (Resolved)"]),
    ("The attack began at 3 a.m. GMT on Sunday.", ["at 3 a.m. GMT on Sunday = 2025-04-06 (Resolved)"]),
    ("Clashes continued over the weekend.", ["over the weekend = 2025-04-05 .. 2025-04-06 (Resolved)"]),
    (
        "At least 12 drones were shot down in the past 24 hours.",
        ["in the past 24 hours = 2025-04-07 .. 2025-04-08 (Resolved)"],
    ),
    ("Shelling continued for the third day.", ["for the third day = nothing"]),
    ("The attacks of Sept. 11, 2001 changed everything.", ["Sept. 11, 2001 = 2001-09-11 (Stated)"]),
    ("The offensive ended in mid-June.", ["in mid-June = 2024-06 (Resolved)"]),
    ("The village was captured in the summer of 2023.", ["in the summer of 2023 = 2023 (Stated)"]),
    ("He had fled the day before.", ["the day before = nothing"]),
    ("Theresa May may march to London in May.", ["in May = 2024-05 (Resolved)"]),
    ("He waited for three weeks.", ["for three weeks = nothing"]),
    ("Monday's attack killed five.", ["Monday = 2025-04-07 (Resolved)"]),
    ("The April 3 attack killed five.", ["April 3 = 2025-04-03 (Resolved)"]),
    ("The 2014 annexation was illegal.", ["2014 = 2014 (Stated)"]),
    ("On Monday, April 7, the army withdrew.", ["On Monday, April 7 = 2025-04-07 (Resolved)"]),
    ("Two days after April 3, they left.", ["Two days after April 3 = 2025-04-05 (Resolved)"]),
    ("The council met on Tuesday last week.", ["on Tuesday last week = 2025-04-01 (Resolved)"]),
    (
        "On Monday at 15:30 local time (1230 GMT) a bomb exploded.",
        ["On Monday at 15:30 local time (1230 GMT) = 2025-04-07 (Resolved)"],
    ),
    ("They will leave by the end of 2025.", ["by the end of 2025 = ? .. 2025 (Stated)"]),
    ("A second soldier died and the sun rose.", []),
    (
        "The ceasefire held from Monday to Wednesday.",
        ["from Monday to Wednesday = 2025-03-31 .. 2025-04-02 (Resolved)"],
    ),
    ("About 2000 people fled.", []),
    ("It was the night of April 3 when they came.", ["the night of April 3 = 2025-04-03 (Resolved)"]),
    ("In April 12 soldiers were killed.", ["In April = 2025-04 (Resolved)"]),
    ("He sat down and was wed.", []),
    ("The 2024 elections were delayed, and 2014 was worse.", ["2024 = 2024 (Stated)"]),
    ("They left at dawn and fought at night.", ["at dawn = nothing", "at night = nothing"]),
    ("The market was hit on Sunday morning.", ["on Sunday morning = 2025-04-06 (Resolved)"]),
    ("Late on Thursday, the jets struck.", ["Late on Thursday = 2025-04-03 (Resolved)"]),
    ("Last year more than 300 civilians died.", ["Last year = 2024 (Resolved)"]),
    ("Nearly two years ago the city fell.", ["Nearly two years ago = nothing"]),
    ("Three days later they surrendered.", ["Three days later = nothing"]),
    ("A week earlier, rebels had left.", ["A week earlier = nothing"]),
    (
        "In the early hours of Saturday, a blast shook Kabul.",
        ["In the early hours of Saturday = 2025-04-05 (Resolved)"],
    ),
    ("He was jailed from 2014 to 2016.", ["from 2014 to 2016 = 2014 .. 2016 (Stated)"]),
    (
        "The 2014-2016 war ended on 5 September.",
        ["2014-2016 = 2014 .. 2016 (Stated)", "on 5 September = 2024-09-05 (Resolved)"],
    ),
    (
        "Prices rose in January and February 2024.",
        ["in January and February 2024 = 2024-01 .. 2024-02 (Stated)"],
    ),
    ("The truce took effect at midnight.", ["at midnight = nothing"]),
    ("Since Friday, 30 people have died.", ["Since Friday = 2025-04-04 .. ? (Resolved)"]),
    ("By Wednesday the fire was out.", ["By Wednesday = ? .. 2025-04-02 (Resolved)"]),
    ("Before dawn on Monday, troops moved in.", ["Before dawn on Monday = 2025-04-07 (Resolved)"]),
    ("The president spoke this morning.", ["this morning = 2025-04-08 (Resolved)"]),
    ("Last night, drones hit Odesa.", ["Last night = 2025-04-07 (Resolved)"]),
    ("That day the army fled; the next day it returned.", ["That day = nothing", "the next day = nothing"]),
    ("The same week, the bridge was blown up.", ["The same week = nothing"]),
    ("Earlier on Monday, the army denied it.", ["Earlier on Monday = 2025-04-07 (Resolved)"]),
    ("The deal was signed on December 5.", ["on December 5 = 2024-12-05 (Resolved)"]),
    ("The group was formed in the early 2000s.", ["in the early 2000s = 2000 .. 2009 (Stated)"]),
    ("Fighting resumed on October 7, 2023, after a pause.", ["on October 7, 2023 = 2023-10-07 (Stated)"]),
    ("He was killed in May.", ["in May = 2024-05 (Resolved)"]),
    ("They met in the spring.", ["in the spring = nothing"]),
    ("Recently, the army advanced.", ["Recently = nothing"]),
    ("The siege has lasted more than three months.", []),
    ("The attack came a day after the summit.", ["a day after = nothing"]),
    (
        "The truce lasted from 24 February 2022 until 3 March 2022.",
        ["from 24 February 2022 until 3 March 2022 = 2022-02-24 .. 2022-03-03 (Stated)"],
    ),
    (
        "He said on Thursday that on Wednesday night the base was hit.",
        ["on Thursday = 2025-04-03 (Resolved)", "on Wednesday night = 2025-04-02 (Resolved)"],
    ),
    ("Within hours, the town was surrounded.", ["Within hours = nothing"]),
    ("The convoy left on the 3rd of May.", ["on the 3rd of May = 2024-05-03 (Resolved)"]),
    ("In Mid-2023, and in mid-2022, it fell.", ["In Mid-2023 = 2023 (Stated)", "in mid-2022 = 2022 (Stated)"]),
    ("The army said late Monday that it had withdrawn.", ["late Monday = 2025-04-07 (Resolved)"]),
    ("The hostage, seized on Oct. 7, was freed.", ["on Oct. 7 = 2024-10-07 (Resolved)"]),
    ("The 30-day ceasefire began on 18 March.", ["on 18 March = 2025-03-18 (Resolved)"]),
    ("Police said the Sunday Times reporter was freed.", []),
    ("The attack on May 3-5 killed ten.", ["on May 3-5 = 2024-05-03 .. 2024-05-05 (Resolved)"]),
    ("U.S. President Biden visited on Feb 20.", ["on Feb 20 = 2025-02-20 (Resolved)"]),
    ("It was the deadliest week since the start of 2022.", ["since the start of 2022 = 2022 .. ? (Stated)"]),
    (
        "In the past three months, 200 people have died.",
        ["In the past three months = 2025-01 .. 2025-04-08 (Resolved)"],
    ),
    ("In the last few days, shelling has grown.", ["In the last few days = nothing"]),
    ("Over the past week, prices rose.", ["Over the past week = 2025-04-01 .. 2025-04-08 (Resolved)"]),
    ("For two decades the group has fought.", ["For two decades = nothing"]),
    ("Until last month, the road was open.", ["Until last month = ? .. 2025-03 (Resolved)"]),
    ("After Monday's strike the road was shut.", ["After Monday = 2025-04-07 .. ? (Resolved)"]),
    ("At 0400 GMT a missile hit Kharkiv.", ["At 0400 GMT = nothing"]),
    ("At about 3:30pm on Tuesday a car exploded.", ["At about 3:30pm on Tuesday = 2025-04-08 (Resolved)"]),
    (
        "Between Monday and Wednesday nine people died.",
        ["Between Monday and Wednesday = 2025-03-31 .. 2025-04-02 (Resolved)"],
    ),
    ("Every day, dozens of shells fall.", ["Every day = nothing"]),
    ("He was born in 1975.", ["in 1975 = 1975 (Stated)"]),
    ("The 72-hour truce expired on Sunday at noon.", ["on Sunday at noon = 2025-04-06 (Resolved)"]),
    ("One day in April 2019, he left.", ["in April 2019 = 2019-04 (Stated)"]),
    ("Two months ago today he was killed.", ["Two months ago today = 2025-02 (Resolved)"]),
    ("The 1994 genocide and the war of 2006 were recalled.", ["1994 = 1994 (Stated)", "2006 = 2006 (Stated)"]),
    (
        "Government forces backed by Russian jets retook two villages in Idlib on Saturday, killing at least 14 militants, a monitor said on Sunday.",
        ["on Saturday = 2025-04-05 (Resolved)", "on Sunday = 2025-04-06 (Resolved)"],
    ),
    (
        "A car bomb exploded near a market in Mogadishu early Friday, killing 11 people and wounding more than 30, police said.",
        ["early Friday = 2025-04-04 (Resolved)"],
    ),
    (
        "The United Nations said 1.2 million people had fled since the fighting began in April 2023.",
        ["in April 2023 = 2023-04 (Stated)"],
    ),
    (
        "In the eastern city of Goma, M23 rebels released 130 prisoners last week, according to the Red Cross.",
        ["last week = 2025-03-31 .. 2025-04-06 (Resolved)"],
    ),
    ("The army chief, 54, was appointed in June 2022 after a two-day summit.", ["in June 2022 = 2022-06 (Stated)"]),
    (
        "Sudan's RSF captured the city of El Fasher in late October, 18 months after the siege began.",
        ["in late October = 2024-10 (Resolved)", "18 months after = nothing"],
    ),
    (
        "Nine soldiers and two civilians were killed in clashes along Line of Control overnight, India said on Wednesday.",
        ["overnight = 2025-04-07 .. 2025-04-08 (Resolved)", "on Wednesday = 2025-04-02 (Resolved)"],
    ),
    (
        "Armenia and Azerbaijan have fought two wars over the region since the 1990s, and as many as 30,000 died in the first.",
        ["since the 1990s = 1990 .. ? (Stated)"],
    ),
    (
        "The Houthis fired three ballistic missiles and a dozen drones at the ship at 14:20 UTC on Thursday.",
        ["at 14:20 UTC on Thursday = 2025-04-03 (Resolved)"],
    ),
    (
        "Hamas took some 250 hostages on October 7, 2023; 59 are still held.",
        ["on October 7, 2023 = 2023-10-07 (Stated)"],
    ),
    (
        "The junta extended the state of emergency for another six months on January 31.",
        ["for another six months = nothing", "on January 31 = 2025-01-31 (Resolved)"],
    ),
    ("It was the third strike on the hospital in as many weeks.", []),
    (
        "Up to 5,000 fighters could be deployed by the end of the summer, the ministry said Tuesday.",
        ["by the end of the summer = nothing", "Tuesday = 2025-04-08 (Resolved)"],
    ),
    (
        "Two of the six men arrested on March 3 were freed two days later.",
        ["on March 3 = 2025-03-03 (Resolved)", "two days later = nothing"],
    ),
    (
        "Israel hit more than 50 targets in Lebanon over the past 48 hours.",
        ["over the past 48 hours = 2025-04-06 .. 2025-04-08 (Resolved)"],
    ),
    (
        "Neither side reported any casualties; no civilians were hurt, the mayor said this morning.",
        ["this morning = 2025-04-08 (Resolved)"],
    ),
    (
        "Ethiopia's war in Tigray, which ran from November 2020 to November 2022, killed hundreds of thousands.",
        ["from November 2020 to November 2022 = 2020-11 .. 2022-11 (Stated)"],
    ),
    (
        "Colombia's president suspended talks with the ELN in January after 80 people were killed in four days.",
        ["in January = 2025-01 (Resolved)", "in four days = nothing"],
    ),
    ("The 60,000-strong force lost a third of its men in 2 years.", ["in 2 years = nothing"]),
    (
        "Myanmar rebels seized 12 bases, including the headquarters of the 77th Division, between 27 October and 15 November.",
        ["between 27 October and 15 November = 2024-10-27 .. 2024-11-15 (Resolved)"],
    ),
    ("By Monday evening, 34 bodies had been recovered.", ["By Monday evening = ? .. 2025-04-07 (Resolved)"]),
    ("Police arrested dozens of protesters on the second day of demonstrations.", ["on the second day = nothing"]),
    (
        "Three Turkish soldiers were killed on Sept. 6, Ankara said in a statement dated 7 September 2024.",
        ["on Sept. 6 = 2024-09-06 (Resolved)", "7 September 2024 = 2024-09-07 (Stated)"],
    ),
    ("On the eve of the vote, two candidates were shot.", []),
    ("He spent 10 years in prison and was released at age 45.", []),
    ("Seven children, ages 4 to 15, were among the dead.", []),
    (
        "Around 2 a.m. on Monday, gunmen stormed the camp, killing between 20 and 25 people.",
        ["Around 2 a.m. on Monday = 2025-04-07 (Resolved)"],
    ),
    ("The mission's mandate ends on June 30, 2025.", ["on June 30, 2025 = 2025-06-30 (Stated)"]),
    ("Kenya sent 400 officers to Haiti last June.", ["last June = 2024-06 (Resolved)"]),
    ("At least one person was killed and several others were hurt.", []),
    (
        "A Pakistani court sentenced 25 civilians to prison terms of two to 10 years on Saturday.",
        ["on Saturday = 2025-04-05 (Resolved)"],
    ),
    ("Half of the 800 troops left during the summer of 2021.", ["during the summer of 2021 = 2021 (Stated)"]),
    ("France withdrew its last troops from Niger in December.", ["in December = 2024-12 (Resolved)"]),
    (
        "Nigeria's army said it had killed over 70 Boko Haram fighters in the previous 72 hours.",
        ["in the previous 72 hours = nothing"],
    ),
    (
        "No group has claimed responsibility for the March 22 attack, which killed more than 140.",
        ["March 22 = 2025-03-22 (Resolved)"],
    ),
    ("Only three people survived; the other 19 drowned.", []),
    ("The two presidents met for the first time since 2018.", ["since 2018 = 2018 .. ? (Stated)"]),
]


@pytest.mark.parametrize("text, expected", PAST, ids=[text for text, _ in PAST])
def test_a_report_of_the_past_of_8_april_2025_means(
    text: str, expected: list[str], nlp: Language, words: TimeWords
) -> None:
    assert times_in(text, nlp=nlp, words=words) == expected


FUTURE = [
    ("The envoys will meet on Monday.", ["on Monday = 2025-04-14 (Resolved)"]),
    ("Talks resume next Monday.", ["next Monday = 2025-04-14 (Resolved)"]),
    ("The parliament will vote tomorrow.", ["tomorrow = 2025-04-09 (Resolved)"]),
    ("Elections are planned for next month.", ["for next month = 2025-05 (Resolved)"]),
    ("The summit will be held on June 5.", ["on June 5 = 2025-06-05 (Resolved)"]),
    ("They will leave in two weeks.", ["in two weeks = nothing"]),
    (
        "The 36-hour ceasefire will start on Friday at 6 p.m. local time.",
        ["on Friday at 6 p.m. local time = 2025-04-11 (Resolved)"],
    ),
    ("From Monday, the border will be closed.", ["From Monday = 2025-04-14 .. ? (Resolved)"]),
    ("The curfew lasts until March.", ["until March = ? .. 2026-03 (Resolved)"]),
    ("The summit is due to open on 20 May.", ["on 20 May = 2025-05-20 (Resolved)"]),
    ("The talks are set for this weekend.", ["for this weekend = 2025-04-12 .. 2025-04-13 (Resolved)"]),
    ("The talks end this week.", ["this week = 2025-04-08 .. 2025-04-13 (Resolved)"]),
    ("They will vote on Tuesday.", ["on Tuesday = 2025-04-08 (Resolved)"]),
    ("They will vote next Tuesday.", ["next Tuesday = 2025-04-15 (Resolved)"]),
    ("Troops will arrive in the coming days.", ["in the coming days = nothing"]),
    ("Troops will stay over the next three months.", ["over the next three months = 2025-04-08 .. 2025-07 (Resolved)"]),
]


@pytest.mark.parametrize("text, expected", FUTURE, ids=[text for text, _ in FUTURE])
def test_a_clause_that_looks_ahead_means(text: str, expected: list[str], nlp: Language, words: TimeWords) -> None:
    assert times_in(text, nlp=nlp, words=words, future=True) == expected


UNDATED = [
    ("The army shelled the town on Monday.", ["on Monday = nothing"]),
    ("Two people were killed yesterday.", ["yesterday = nothing"]),
    ("The base was hit last week.", ["last week = nothing"]),
    ("The base was hit on April 3.", ["on April 3 = --04-03 (Stated)"]),
    ("The base was hit in April.", ["in April = nothing"]),
    ("The base was hit in 2014.", ["in 2014 = 2014 (Stated)"]),
    ("The base was hit on 3 April 2022.", ["on 3 April 2022 = 2022-04-03 (Stated)"]),
    ("The base was hit two days ago.", ["two days ago = nothing"]),
    ("It has been shut since Friday.", ["since Friday = nothing"]),
]


@pytest.mark.parametrize("text, expected", UNDATED, ids=[text for text, _ in UNDATED])
def test_without_a_day_of_publication_only_what_is_stated_has_a_date(
    text: str, expected: list[str], nlp: Language, words: TimeWords
) -> None:
    assert times_in(text, nlp=nlp, words=words, published=None) == expected


NO_TIMES = [
    "Theresa May may march with April Jones.",
    "The second soldier sat in the sun.",
    "He was wed to the cause.",
    "About 2000 people marched to the border.",
    "The October Revolution and Black Friday are names.",
    "The 47th Brigade fired 2,014 shells.",
    "The fall of Kabul stunned the region.",
    "The spring offensive failed.",
    "The night raid failed.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time_is_told_by(text: str, nlp: Language, words: TimeWords) -> None:
    assert times_in(text, nlp=nlp, words=words) == []


ANCHORS = [
    ("The army shelled the town on Monday.", "shelled"),
    ("Monday's attack killed five.", "attack"),
    ("The April 3 attack killed five.", "attack"),
    ("The 2014 annexation was illegal.", "annexation"),
    ("The conflict of the 1990s left scars.", "conflict"),
    ("At 3 a.m. GMT on Sunday, rebels stormed the camp.", "stormed"),
]


@pytest.mark.parametrize("text, anchor", ANCHORS)
def test_a_time_is_anchored_at_the_word_that_it_modifies(
    text: str, anchor: str, nlp: Language, words: TimeWords
) -> None:
    parse = parse_of(nlp(text))
    assert [parse.words[expression.anchor] for expression in find_times(parse, words)] == [anchor]


def test_spans_point_into_the_document(nlp: Language, words: TimeWords) -> None:
    parse = parse_of(nlp("They fled on Monday."), offset=100)
    (expression,) = find_times(parse, words)
    assert resolve_time(expression, parse=parse, published=None).span == (110, 119)


def test_how_long_is_no_date(nlp: Language, words: TimeWords) -> None:
    parse = parse_of(nlp("They waited for three weeks."))
    assert [expression.kind for expression in find_times(parse, words)] == [TimeKind.DURATION]


def test_the_hour_of_publication_does_not_matter(nlp: Language, words: TimeWords) -> None:
    parse = parse_of(nlp("They fled today."))
    (expression,) = find_times(parse, words)
    published = dt.datetime(2025, 4, 8, 23, 59, tzinfo=dt.UTC)
    time = resolve_time(expression, parse=parse, published=published)
    assert (time.start, time.basis) == (PartialDate(year=2025, month=4, day=8), TimeBasis.RESOLVED)


SUNDAY, MONDAY = dt.date(2025, 4, 6), dt.date(2025, 4, 7)
WEEKEND = Shift(unit=Unit.WEEKEND, count=0)
VALUES = [
    (Calendar(weekday=7), SUNDAY, False, "2025-04-06", "2025-04-06"),
    (Calendar(weekday=7, step=-1), SUNDAY, False, "2025-03-30", "2025-03-30"),
    (Calendar(weekday=7, step=1), SUNDAY, True, "2025-04-13", "2025-04-13"),
    (Calendar(weekday=1, week=-1), SUNDAY, False, "2025-03-24", "2025-03-24"),
    (WEEKEND, SUNDAY, False, "2025-04-05", "2025-04-06"),
    (WEEKEND, MONDAY, False, "2025-04-05", "2025-04-06"),
    (WEEKEND, MONDAY, True, "2025-04-12", "2025-04-13"),
    (Shift(unit=Unit.WEEKEND, count=-1), SUNDAY, False, "2025-03-29", "2025-03-30"),
    (Shift(unit=Unit.WEEK, count=0), MONDAY, False, "2025-04-07", "2025-04-07"),
    (Shift(unit=Unit.MONTH, count=-4), MONDAY, False, "2024-12", "2024-12"),
    (Shift(unit=Unit.HOUR, count=-3), MONDAY, False, "2025-04-06", "2025-04-07"),
    (Shift(unit=Unit.AGE, count=-1), MONDAY, False, None, None),
    (Calendar(month=2, day=29), MONDAY, False, "2024-02-29", "2024-02-29"),
    (Calendar(month=2, day=29), MONDAY, True, "2028-02-29", "2028-02-29"),
    (Calendar(month=4), MONDAY, False, "2025-04", "2025-04"),
    (Calendar(month=4, step=-1), MONDAY, False, "2024-04", "2024-04"),
    (Calendar(year=2023, month=2, day=30), MONDAY, False, None, None),
    (Between(start=Calendar(month=11), end=Calendar(year=2023, month=2)), None, False, "2022-11", "2023-02"),
    (Between(start=Calendar(year=2022, month=11), end=Calendar(month=2)), None, False, "2022-11", "2023-02"),
    (Between(start=Calendar(weekday=6), end=Calendar(weekday=1)), MONDAY, False, "2025-04-05", "2025-04-07"),
    (Between(start=Calendar(weekday=5), end=Calendar(weekday=1)), MONDAY, True, "2025-04-11", "2025-04-14"),
    (Shift(unit=Unit.YEAR, count=-1, base=Calendar(year=2022, month=3)), None, False, "2021", "2021"),
    (Shift(unit=Unit.DAY, count=-1, base=Calendar(year=2022)), None, False, None, None),
]


@pytest.mark.parametrize("value, day, future, start, end", VALUES)
def test_the_dates_of_a_value_are(
    *, value: Value, day: dt.date | None, future: bool, start: str | None, end: str | None
) -> None:
    found = dates_of(value, Now(day=day, future=future))
    assert tuple(str(date) if date else None for date in found) == (start, end)
