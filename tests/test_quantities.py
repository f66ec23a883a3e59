"""How many: what is counted, between which bounds, and what only looks like a count."""

import pytest
from spacy.language import Language

from kg.facts import Amount
from kg.lexicon.number_words import NumberWords, compile_number_words
from kg.nlp.parse import parse_of
from kg.nlp.quantities import amount_at, amount_of, find_amounts
from kg.nlp.quantities.numerals import numeral_at
from kg.resources import data_files
from kg.turtle import read_knowledge


@pytest.fixture(scope="module")
def words() -> NumberWords:
    return compile_number_words(read_knowledge(data_files("ontologies/lexicon", "*.ttl")))


def shown(amount: Amount) -> str:
    if amount.count is not None:
        return str(amount.count)
    return "..".join("" if bound is None else str(bound) for bound in (amount.minimum, amount.maximum))


COUNTS = [
    ("Six Chinese troops were captured.", ["troops: 6"]),
    ("At least 20 people were killed and more than 100 wounded.", ["people: 20..", "100: 101.."]),
    ("Fewer than 10 soldiers and up to 20 fighters died.", ["soldiers: ..9", "fighters: ..20"]),
    ("No fewer than 12 civilians were hurt.", ["civilians: 12.."]),
    ("Between 10 and 15 militants were killed.", ["militants: 10..15"]),
    (
        "The blast killed 10 to 15 people, 10-15 men and five or six women.",
        ["people: 10..15", "men: 10..15", "women: 5..6"],
    ),
    (
        "About 200 refugees, some 300 migrants and nearly 400 troops arrived.",
        ["refugees: 200", "migrants: 300", "troops: 400"],
    ),
    (
        "Dozens of people were injured, scores of houses burned and hundreds of Ukrainian soldiers fled.",
        ["Dozens: 24..", "people: 24..", "scores: 40..", "houses: 40..", "hundreds: 200..", "soldiers: 200.."],
    ),
    (
        "Thousands fled. Tens of thousands of people marched.",
        ["Thousands: 2000..", "thousands: 20000..", "people: 20000.."],
    ),
    (
        "Several officers, a few guards, a handful of rebels and a couple of police died.",
        ["officers: 3..", "guards: 3..", "handful: 3..", "rebels: 3..", "couple: 2", "police: 2"],
    ),
    ("A dozen fighters and half a dozen medics were seized.", ["fighters: 12", "medics: 6"]),
    ("No casualties were reported. Nobody was hurt. No one died.", ["casualties: 0", "Nobody: 0", "one: 0"]),
    ("Both men were freed.", ["men: 2"]),
    ("1.5 million people and 2,300 soldiers were displaced.", ["people: 1500000", "soldiers: 2300"]),
    (
        "Twenty-three miners, an additional five men and another 12 women were rescued.",
        ["miners: 23", "men: 5", "women: 12"],
    ),
    ("The raid killed 12.", ["12: 12"]),
    ("Twelve of them escaped, and 12 of the 20 soldiers died.", ["Twelve: 12", "12: 12", "soldiers: 20"]),
    ("The three were arrested, while at least five were wounded.", ["three: 3", "five: 5.."]),
    ("A 23-year-old man, aged 23, and Ivan Petrenko, 45, were detained.", []),
    ("The 225th Assault Regiment and the 27-nation EU cited Article 5.", []),
    ("They advanced 5 km and 20 percent of the troops fled with $5 million.", []),
    ("The bomb killed one soldier and wounded two others.", ["soldier: 1", "others: 2"]),
    ("In 2014 soldiers fled. In April 2022 they came back.", []),
    ("The attack left 14 dead and 30 injured.", ["14: 14", "30: 30"]),
    ("Over 100 villages fell. They took control over 100 villages.", ["villages: 101..", "villages: 100"]),
    ("Two weeks later three-day talks began at 3 a.m. with two Su-35 jets.", ["jets: 2"]),
    ("As many as 50 hostages, including 12 children, are held.", ["hostages: ..50", "children: 12"]),
    (
        "Two to three thousand protesters and several hundred police clashed.",
        ["protesters: 2000..3000", "police: 300.."],
    ),
    (
        "Hundreds of thousands of people fled, and more than a dozen died.",
        ["thousands: 200000..", "people: 200000..", "dozen: 13.."],
    ),
    ("20 or more men, 30-plus women.", ["men: 20..", "women: 30.."]),
    ("Two hundred and fifty soldiers, and three thousand five hundred refugees.", ["soldiers: 250", "refugees: 3500"]),
    ("A total of 45 bodies were found.", ["bodies: 45"]),
    ("All three hostages were freed.", ["hostages: 3"]),
    ("None of the crew survived.", ["None: 0"]),
    ("Resolution 1701 and Brigade 101 and the 101 Brigade were named.", []),
    ("Four Israeli soldiers and two Palestinians were killed.", ["soldiers: 4", "Palestinians: 2"]),
    ("Russia fired 120 drones and 15 missiles, of which 90 were shot down.", ["drones: 120", "missiles: 15", "90: 90"]),
    ("The army lost two tanks.", ["tanks: 2"]),
    ("More than 1,000 have been killed.", ["1,000: 1001.."]),
    ("A Ukrainian soldier and two others were killed.", ["others: 2"]),
    ("Not a single soldier died.", ["soldier: 0"]),
    ("Hundreds were killed.", ["Hundreds: 200.."]),
    ("The group of 12 was detained.", ["group: 12", "12: 12"]),
    ("One of the soldiers was captured.", ["One: 1"]),
    ("In 2014 soldiers fled. About 2000 soldiers fled.", ["soldiers: 2000"]),
    ("Three thousand five hundred refugees.", ["refugees: 3500"]),
    ("They took control over 100 villages.", ["villages: 100"]),
    (
        "Government forces backed by Russian jets retook two villages in Idlib on Saturday, killing at least 14 militants, a monitor said on Sunday.",
        ["villages: 2", "militants: 14.."],
    ),
    (
        "A car bomb exploded near a market in Mogadishu early Friday, killing 11 people and wounding more than 30, police said.",
        ["people: 11", "30: 31.."],
    ),
    (
        "The United Nations said 1.2 million people had fled since the fighting began in April 2023.",
        ["people: 1200000"],
    ),
    (
        "In the eastern city of Goma, M23 rebels released 130 prisoners last week, according to the Red Cross.",
        ["prisoners: 130"],
    ),
    ("The army chief, 54, was appointed in June 2022 after a two-day summit.", []),
    ("Sudan's RSF captured the city of El Fasher in late October, 18 months after the siege began.", []),
    (
        "Nine soldiers and two civilians were killed in clashes along Line of Control overnight, India said on Wednesday.",
        ["soldiers: 9", "civilians: 2"],
    ),
    (
        "Armenia and Azerbaijan have fought two wars over the region since the 1990s, and as many as 30,000 died in the first.",
        ["wars: 2", "30,000: ..30000"],
    ),
    (
        "The Houthis fired three ballistic missiles and a dozen drones at the ship at 14:20 UTC on Thursday.",
        ["missiles: 3", "drones: 12"],
    ),
    ("Hamas took some 250 hostages on October 7, 2023; 59 are still held.", ["hostages: 250", "59: 59"]),
    ("The junta extended the state of emergency for another six months on January 31.", []),
    ("It was the third strike on the hospital in as many weeks.", []),
    (
        "Up to 5,000 fighters could be deployed by the end of the summer, the ministry said Tuesday.",
        ["fighters: ..5000"],
    ),
    ("Two of the six men arrested on March 3 were freed two days later.", ["Two: 2", "men: 6"]),
    ("The 36-hour ceasefire will start on Friday at 6 p.m. local time.", []),
    ("Israel hit more than 50 targets in Lebanon over the past 48 hours.", ["targets: 51.."]),
    ("Neither side reported any casualties; no civilians were hurt, the mayor said this morning.", ["civilians: 0"]),
    (
        "Ethiopia's war in Tigray, which ran from November 2020 to November 2022, killed hundreds of thousands.",
        ["hundreds: 200000.."],
    ),
    (
        "Colombia's president suspended talks with the ELN in January after 80 people were killed in four days.",
        ["people: 80"],
    ),
    ("The 60,000-strong force lost a third of its men in 2 years.", []),
    (
        "Myanmar rebels seized 12 bases, including the headquarters of the 77th Division, between 27 October and 15 November.",
        ["bases: 12"],
    ),
    ("By Monday evening, 34 bodies had been recovered.", ["bodies: 34"]),
    ("Police arrested dozens of protesters on the second day of demonstrations.", ["dozens: 24..", "protesters: 24.."]),
    (
        "Three Turkish soldiers were killed on Sept. 6, Ankara said in a statement dated 7 September 2024.",
        ["soldiers: 3"],
    ),
    ("The summit is due to open on 20 May.", []),
    ("On the eve of the vote, two candidates were shot.", ["candidates: 2"]),
    ("He spent 10 years in prison and was released at age 45.", []),
    ("Seven children, ages 4 to 15, were among the dead.", ["children: 7"]),
    ("Around 2 a.m. on Monday, gunmen stormed the camp, killing between 20 and 25 people.", ["people: 20..25"]),
    ("The mission's mandate ends on June 30, 2025.", []),
    ("Kenya sent 400 officers to Haiti last June.", ["officers: 400"]),
    ("At least one person was killed and several others were hurt.", ["person: 1..", "others: 3.."]),
    ("A Pakistani court sentenced 25 civilians to prison terms of two to 10 years on Saturday.", ["civilians: 25"]),
    ("Half of the 800 troops left during the summer of 2021.", ["troops: 800"]),
    ("France withdrew its last troops from Niger in December.", []),
    ("Nigeria's army said it had killed over 70 Boko Haram fighters in the previous 72 hours.", ["fighters: 71.."]),
    ("From Monday, the border will be closed.", []),
    (
        "No group has claimed responsibility for the March 22 attack, which killed more than 140.",
        ["group: 0", "140: 141.."],
    ),
    ("Only three people survived; the other 19 drowned.", ["people: 3", "19: 19"]),
    ("The two presidents met for the first time since 2018.", ["presidents: 2"]),
]


@pytest.mark.parametrize("text, expected", COUNTS, ids=[text for text, _ in COUNTS])
def test_the_text_counts(text: str, expected: list[str], nlp: Language, words: NumberWords) -> None:
    parse = parse_of(nlp(text))
    found = find_amounts(parse, words)
    assert [f"{parse.words[head]}: {shown(found[head][0])}" for head in sorted(found)] == expected


NOUNS = [
    ("At least six Chinese troops were captured.", "troops", Amount(minimum=6)),
    ("Dozens of people fled.", "people", Amount(minimum=24)),
    ("Dozens of the prisoners fled.", "prisoners", None),
    ("Between 10 and 15 militants died.", "militants", Amount(minimum=10, maximum=15)),
    ("The soldiers fled.", "soldiers", None),
    ("A soldier fled.", "soldier", None),
    ("No casualties were reported.", "casualties", Amount(count=0)),
]


@pytest.mark.parametrize("text, noun, expected", NOUNS)
def test_the_amount_of_a_noun_is(
    text: str, noun: str, expected: Amount | None, nlp: Language, words: NumberWords
) -> None:
    parse = parse_of(nlp(text))
    assert amount_of(parse, parse.words.index(noun), words) == expected


NUMERALS = [
    ("At least five were wounded.", "five", Amount(minimum=5)),
    ("The raid killed 12.", "12", Amount(count=12)),
    ("More than 100 of them fled.", "100", Amount(minimum=101)),
]


@pytest.mark.parametrize("text, word, expected", NUMERALS)
def test_the_amount_at_a_numeral_is(
    text: str, word: str, expected: Amount | None, nlp: Language, words: NumberWords
) -> None:
    parse = parse_of(nlp(text))
    assert amount_at(parse, parse.words.index(word), words) == expected


def test_an_article_counts_one_only_where_asked_for(nlp: Language, words: NumberWords) -> None:
    parse = parse_of(nlp("A soldier fled."))
    assert amount_of(parse, 1, words, article=True) == Amount(count=1)


def test_the_tokens_of_an_amount_leave_the_noun_out(nlp: Language, words: NumberWords) -> None:
    parse = parse_of(nlp("At least 20 people fled."))
    assert find_amounts(parse, words)[3][1] == (0, 3)


VALUES = [
    ("twenty-three", 23),
    ("two hundred and six", 206),
    ("three thousand five hundred", 3500),
    ("1.5 million", 1_500_000),
    ("2,300", 2300),
    ("a hundred thousand", 100_000),
    ("half a million", 500_000),
    ("two dozen", 24),
    ("several hundred", 300),
    ("hundreds of thousands", 200_000),
    ("a couple of thousand", 2000),
]


@pytest.mark.parametrize("text, number", VALUES)
def test_a_numeral_reads(text: str, number: int, nlp: Language, words: NumberWords) -> None:
    parse = parse_of(nlp(text))
    numeral = numeral_at(parse, 0, words)
    assert numeral is not None
    assert (numeral.least, numeral.end) == (number, len(parse))
