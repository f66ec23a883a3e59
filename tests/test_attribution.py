"""Who says what: one row a construction."""

import pytest
from spacy.language import Language

from kg.facts import Stance
from kg.lexicon.cues import CueLexicon, compile_cues
from kg.nlp.attribution import Attribution, find_attributions
from kg.nlp.parse import Parse, parse_of
from kg.nlp.quotes import find_quotes
from kg.resources import data_folder
from kg.turtle import read_knowledge

Told = tuple[str, str | None, str, str]


@pytest.fixture(scope="module")
def cues() -> CueLexicon:
    return compile_cues(read_knowledge([data_folder("ontologies") / "lexicon" / "reporting.ttl"]))


def read(nlp: Language, cues: CueLexicon, text: str) -> tuple[list[Parse], tuple[Attribution, ...]]:
    parses = [parse_of(nlp(paragraph)) for paragraph in text.split("\n")]
    return parses, find_attributions(parses, cues=cues, quotes=find_quotes(parses))


def told(nlp: Language, cues: CueLexicon, text: str) -> list[Told]:
    """Stance, speaker's head, cue and content of each attribution, pieces joined by an ellipsis."""
    parses, found = read(nlp, cues, text)
    return [
        (
            attribution.stance.value,
            None if attribution.source is None else parses[attribution.source_paragraph].words[attribution.source],
            " … ".join(parses[attribution.paragraph].quote(*words) for words in attribution.cue),
            " … ".join(parses[n].quote(start, end) for n, start, end in attribution.contents),
        )
        for attribution in found
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "The ministry said its forces had captured two villages.",
            [("Asserts", "ministry", "said", "its forces had captured two villages")],
            id="the-ministry-said-its-forces-had",
        ),
        pytest.param(
            "Rebels shelled the town, the governor said.",
            [("Asserts", "governor", "said", "Rebels shelled the town")],
            id="rebels-shelled-the-town-the-governor",
        ),
        pytest.param(
            "The town, officials said, was shelled overnight.",
            [("Asserts", "officials", "said", "The town … was shelled overnight")],
            id="the-town-officials-said-was-shelled",
        ),
        pytest.param(
            "Ukraine hit a refinery, the governor said, adding that nobody was hurt.",
            [
                ("Asserts", "governor", "said", "Ukraine hit a refinery"),
                ("Asserts", "governor", "adding", "that nobody was hurt"),
            ],
            id="ukraine-hit-a-refinery-the-governor",
        ),
        pytest.param(
            "The general said the town had fallen and added that his men were advancing.",
            [
                ("Asserts", "general", "said", "the town had fallen"),
                ("Asserts", "general", "added", "that his men were advancing"),
            ],
            id="the-general-said-the-town-had",
        ),
        pytest.param(
            "He added that the road was mined and that the bridge was gone.",
            [("Asserts", "He", "added", "that the road was mined … that the bridge was gone")],
            id="he-added-that-the-road-was",
        ),
        pytest.param(
            "Writing on Telegram, where he posted a video, the governor said a drone struck a school.",
            [("Asserts", "governor", "said", "a drone struck a school")],
            id="writing-on-telegram-where-he-posted",
        ),
        pytest.param(
            "Two officials, who spoke on condition of anonymity, said the strike had failed.",
            [("Asserts", "officials", "said", "the strike had failed")],
            id="two-officials-who-spoke-on-condition",
        ),
        pytest.param(
            "The mayor, who visited the site, said ten people were hurt.",
            [("Asserts", "mayor", "said", "ten people were hurt")],
            id="the-mayor-who-visited-the-site",
        ),
        pytest.param(
            "Turkey's defence minister said on Friday that four rebels were killed in northern Iraq.",
            [("Asserts", "minister", "said", "that four rebels were killed in northern Iraq")],
            id="turkey-s-defence-minister-said-on",
        ),
        pytest.param(
            "Israel's military said it struck a Hezbollah depot, and Lebanon's army denied that.",
            [("Asserts", "military", "said", "it struck a Hezbollah depot"), ("Denies", "army", "denied", "that")],
            id="israel-s-military-said-it-struck",
        ),
        pytest.param(
            "As the governor said, the road is closed.",
            [("Asserts", "governor", "said", "the road is closed")],
            id="as-the-governor-said-the-road",
        ),
        pytest.param(
            "The army said, without giving details, that it had destroyed a depot.",
            [("Asserts", "army", "said", "that it had destroyed a depot")],
            id="the-army-said-without-giving-details",
        ),
        pytest.param(
            "The chief of police said Sunday that a suspect had been detained.",
            [("Asserts", "chief", "said", "that a suspect had been detained")],
            id="the-chief-of-police-said-sunday",
        ),
        pytest.param(
            "Speaking to reporters in Cairo, the envoy said talks would resume.",
            [("Asserts", "envoy", "said", "talks would resume")],
            id="speaking-to-reporters-in-cairo-the",
        ),
        pytest.param(
            "The soldiers, he added, were taken to hospital.",
            [("Asserts", "he", "added", "The soldiers … were taken to hospital")],
            id="the-soldiers-he-added-were-taken",
        ),
        pytest.param(
            "The opposition said the vote was rigged; the government denied it.",
            [("Asserts", "opposition", "said", "the vote was rigged"), ("Denies", "government", "denied", "it")],
            id="the-opposition-said-the-vote-was",
        ),
        pytest.param(
            "The spokesman said the army had withdrawn and that the town was quiet.",
            [("Asserts", "spokesman", "said", "the army had withdrawn … that the town was quiet")],
            id="the-spokesman-said-the-army-had",
        ),
        pytest.param(
            "The spokesman said he would resign and warned that others would follow.",
            [
                ("Asserts", "spokesman", "said", "he would resign"),
                ("Asserts", "spokesman", "warned", "that others would follow"),
            ],
            id="the-spokesman-said-he-would-resign",
        ),
        pytest.param(
            "The minister told the BBC that the siege had ended.",
            [("Asserts", "minister", "told", "that the siege had ended")],
            id="the-minister-told-the-bbc-that",
        ),
        pytest.param(
            "The president thanked the troops, saying they had saved the country.",
            [
                ("Asserts", "president", "thanked", "the troops"),
                ("Asserts", "president", "saying", "they had saved the country"),
            ],
            id="the-president-thanked-the-troops-saying",
        ),
        pytest.param(
            "The mayor said two people died in the blast, which damaged a school.",
            [("Asserts", "mayor", "said", "two people died in the blast, which damaged a school")],
            id="the-mayor-said-two-people-died",
        ),
        pytest.param(
            "Asked about the strike, the general said he knew nothing.",
            [("Asserts", "general", "said", "he knew nothing")],
            id="asked-about-the-strike-the-general",
        ),
        pytest.param(
            "The army says it has killed 40 militants, a claim that could not be verified.",
            [("Asserts", "army", "says", "it has killed 40 militants"), ("Doubts", None, "verified", "a claim")],
            id="the-army-says-it-has-killed",
        ),
        pytest.param(
            "The Houthis claimed they had hit an Israeli ship.",
            [("Asserts", "Houthis", "claimed", "they had hit an Israeli ship")],
            id="the-houthis-claimed-they-had-hit",
        ),
        pytest.param(
            "Hill said it was a mistake.",
            [("Asserts", "Hill", "said", "it was a mistake")],
            id="hill-said-it-was-a-mistake",
        ),
        pytest.param(
            "The union has met often, calling for a ban on mines.",
            [("Asserts", "union", "calling for", "a ban on mines")],
            id="the-union-has-met-often-calling",
        ),
        pytest.param(
            "The spokesman said rebels were to blame, the mayor adding that it would take “two full days” to count the dead.",
            [
                ("Asserts", "spokesman", "said", "rebels were to blame"),
                ("Asserts", "mayor", "adding", "that it would take “two full days” to count the dead"),
            ],
            id="the-spokesman-said-rebels-were-to",
        ),
    ],
)
def test_said_clauses(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """A said-clause stands before, inside or behind its content."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            '"We repelled the assault," said the commander.',
            [("Asserts", "commander", "said", '"We repelled the assault,"')],
            id="we-repelled-the-assault-said-the",
        ),
        pytest.param(
            '"We held the line," Petrov said on Monday. "They lost two tanks."',
            [("Asserts", "Petrov", "said", '"We held the line," … "They lost two tanks."')],
            id="we-held-the-line-petrov-said",
        ),
        pytest.param(
            'The attack was "barbaric," the mayor said.',
            [("Asserts", "mayor", "said", 'The attack was "barbaric,"')],
            id="the-attack-was-barbaric-the-mayor",
        ),
        pytest.param(
            'The mayor called the strike "a war crime."',
            [("Asserts", "mayor", "called", 'the strike "a war crime."')],
            id="the-mayor-called-the-strike-a",
        ),
        pytest.param(
            'The spokesman said: "We have no troops there."',
            [("Asserts", "spokesman", "said", '"We have no troops there."')],
            id="the-spokesman-said-we-have-no",
        ),
        pytest.param(
            'The governor said:\n"Two drones fell on the port. No one was hurt."',
            [("Asserts", "governor", "said", '"Two drones fell on the port. No one was hurt."')],
            id="the-governor-said-two-drones-fell",
        ),
        pytest.param(
            'The minister said that "the enemy was thrown back" near the river.',
            [("Asserts", "minister", "said", 'that "the enemy was thrown back" near the river')],
            id="the-minister-said-that-the-enemy",
        ),
        pytest.param(
            "«We stay,» the mayor said.", [("Asserts", "mayor", "said", "«We stay,»")], id="we-stay-the-mayor-said"
        ),
        pytest.param(
            "'We are ready to fight,' the commander said.",
            [("Asserts", "commander", "said", "'We are ready to fight,'")],
            id="we-are-ready-to-fight-the",
        ),
        pytest.param(
            "“The commander told me, ‘Hold the bridge until noon,’ and then he left,” said a soldier.",
            [
                ("Asserts", "commander", "told", "‘Hold the bridge until noon,’"),
                (
                    "Asserts",
                    "soldier",
                    "said",
                    "“The commander told me, ‘Hold the bridge until noon,’ and then he left,”",
                ),
            ],
            id="the-commander-told-me-hold-the",
        ),
        pytest.param(
            '"What happened to the convoy?" asked the judge.',
            [("Asserts", "judge", "asked", '"What happened to the convoy?"')],
            id="what-happened-to-the-convoy-asked",
        ),
        pytest.param(
            '"They shot at us," she said, "and then they ran."',
            [("Asserts", "she", "said", '"They shot at us," … "and then they ran."')],
            id="they-shot-at-us-she-said",
        ),
        pytest.param(
            '"No comment," the ministry said.',
            [("Asserts", "ministry", "said", '"No comment,"')],
            id="no-comment-the-ministry-said",
        ),
        pytest.param(
            "“The men who burned the market will face a court,” the governor said Tuesday.",
            [("Asserts", "governor", "said", "“The men who burned the market will face a court,”")],
            id="the-men-who-burned-the-market",
        ),
        pytest.param(
            '"Is the road safe? Hardly," Colonel Adams said. "Would I drive there? Never alone."',
            [("Asserts", "Adams", "said", '"Is the road safe? Hardly," … "Would I drive there? Never alone."')],
            id="is-the-road-safe-hardly-colonel",
        ),
        pytest.param(
            "“Not yet,” Anna said to the soldier. “Not before dawn.”",
            [("Asserts", "Anna", "said", "“Not yet,” … “Not before dawn.”")],
            id="not-yet-anna-said-to-the",
        ),
        pytest.param(
            "“Nobody warned us of the flood,” the minister was quoted as saying.",
            [("Asserts", "minister", "saying", "“Nobody warned us of the flood,”")],
            id="nobody-warned-us-of-the-flood",
        ),
        pytest.param(
            '"We will not leave," the rebel leader, who commands 300 men, told Al Jazeera in an interview.',
            [("Asserts", "leader", "told", '"We will not leave,"')],
            id="we-will-not-leave-the-rebel",
        ),
    ],
)
def test_quotations(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """A quotation is the content of the said-clause beside it."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "According to the army, three soldiers were killed.",
            [("Asserts", "army", "According to", "three soldiers were killed")],
            id="according-to-the-army-three-soldiers",
        ),
        pytest.param(
            "Three soldiers were killed, according to the army.",
            [("Asserts", "army", "according to", "Three soldiers were killed")],
            id="three-soldiers-were-killed-according-to",
        ),
        pytest.param(
            "The convoy was hit, in the words of a local mayor.",
            [("Asserts", "mayor", "in the words of", "The convoy was hit")],
            id="the-convoy-was-hit-in-the",
        ),
        pytest.param(
            "In the view of the general, the battle is lost.",
            [("Asserts", "general", "In the view of", "the battle is lost")],
            id="in-the-view-of-the-general",
        ),
        pytest.param(
            "Russia fired missiles at Odesa, the agency reported, citing officials.",
            [
                ("Asserts", "agency", "reported", "Russia fired missiles at Odesa"),
                ("Asserts", "officials", "citing", "Russia fired missiles at Odesa"),
            ],
            id="russia-fired-missiles-at-odesa-the",
        ),
        pytest.param(
            "The RIA news agency quoted the army as saying it had taken the village.",
            [
                ("Asserts", "agency", "quoted", "the army as saying it had taken the village"),
                ("Asserts", "army", "saying", "it had taken the village"),
            ],
            id="the-ria-news-agency-quoted-the",
        ),
        pytest.param(
            "Syria's state television said, quoting a military source, that the army had shot down a drone.",
            [
                ("Asserts", "television", "said", "that the army had shot down a drone"),
                ("Asserts", "source", "quoting", "that the army had shot down a drone"),
            ],
            id="syria-s-state-television-said-quoting",
        ),
        pytest.param(
            "The agency cited the ministry as saying that the mayor had confirmed the deaths.",
            [
                ("Asserts", "agency", "cited", "the ministry as saying that the mayor had confirmed the deaths"),
                ("Asserts", "ministry", "saying", "that the mayor had confirmed the deaths"),
                ("Confirms", "mayor", "confirmed", "the deaths"),
            ],
            id="the-agency-cited-the-ministry-as",
        ),
    ],
)
def test_named_sources(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Phrases and participles name the speaker."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "The minister's statement that the bridge had been destroyed surprised Moscow.",
            [("Asserts", "minister", "statement", "that the bridge had been destroyed")],
            id="the-minister-s-statement-that-the",
        ),
        pytest.param(
            "A report by Reuters that troops had crossed the border was wrong.",
            [("Asserts", "Reuters", "report", "that troops had crossed the border")],
            id="a-report-by-reuters-that-troops",
        ),
        pytest.param(
            "The Kremlin issued a new denial that its troops had crossed the border.",
            [("Denies", "Kremlin", "issued … denial", "that its troops had crossed the border")],
            id="the-kremlin-issued-a-new-denial",
        ),
        pytest.param(
            "He made the claim that the city had fallen.",
            [("Asserts", "He", "made … claim", "that the city had fallen")],
            id="he-made-the-claim-that-the",
        ),
        pytest.param(
            "The army confirmed a report that the base was attacked.",
            [("Confirms", "army", "confirmed", "that the base was attacked")],
            id="the-army-confirmed-a-report-that",
        ),
        pytest.param(
            "The claim that Iran supplied the drones spread quickly.",
            [("Asserts", None, "claim", "that Iran supplied the drones")],
            id="the-claim-that-iran-supplied-the",
        ),
        pytest.param(
            "The president repeated the army's contention that the village was empty.",
            [
                ("Asserts", "president", "repeated", "that the village was empty"),
                ("Asserts", "army", "contention", "that the village was empty"),
            ],
            id="the-president-repeated-the-army-s",
        ),
        pytest.param(
            "The government walked back its claim that the town was safe.",
            [
                ("Denies", "government", "walked back", "that the town was safe"),
                ("Asserts", "its", "claim", "that the town was safe"),
            ],
            id="the-government-walked-back-its-claim",
        ),
        pytest.param(
            "Reports that the president had been killed were denied by his office.",
            [
                ("Asserts", None, "Reports", "that the president had been killed"),
                ("Denies", "office", "denied", "that the president had been killed"),
            ],
            id="reports-that-the-president-had-been",
        ),
        pytest.param(
            "Kyiv disputed Moscow's account of the strike.",
            [
                ("Denies", "Kyiv", "disputed", "Moscow's account of the strike"),
                ("Asserts", "Moscow", "account of", "the strike"),
            ],
            id="kyiv-disputed-moscow-s-account-of",
        ),
    ],
)
def test_nouns_of_saying(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """A noun of saying reports like a verb."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "Moscow denied the attack.", [("Denies", "Moscow", "denied", "the attack")], id="moscow-denied-the-attack"
        ),
        pytest.param(
            "Moscow denied attacking the hospital.",
            [("Denies", "Moscow", "denied", "attacking the hospital")],
            id="moscow-denied-attacking-the-hospital",
        ),
        pytest.param(
            "The ministry rejected reports that its troops had fled.",
            [("Denies", "ministry", "rejected", "that its troops had fled")],
            id="the-ministry-rejected-reports-that-its",
        ),
        pytest.param(
            "The Kremlin dismissed the allegations as false.",
            [("Denies", "Kremlin", "dismissed", "the allegations as false")],
            id="the-kremlin-dismissed-the-allegations-as",
        ),
        pytest.param(
            "Israel denied responsibility for the blast.",
            [("Denies", "Israel", "denied responsibility for", "the blast")],
            id="israel-denied-responsibility-for-the-blast",
        ),
        pytest.param(
            "The general denied his men had looted the shop.",
            [("Denies", "general", "denied", "his men had looted the shop")],
            id="the-general-denied-his-men-had",
        ),
        pytest.param(
            "The group denied any involvement in the attack.",
            [("Denies", "group", "denied any involvement in", "the attack")],
            id="the-group-denied-any-involvement-in",
        ),
        pytest.param(
            "Beijing refuted the accusation that it sold weapons to Moscow.",
            [("Denies", "Beijing", "refuted", "that it sold weapons to Moscow")],
            id="beijing-refuted-the-accusation-that-it",
        ),
        pytest.param(
            "The army ruled out a retreat.",
            [("Denies", "army", "ruled out", "a retreat")],
            id="the-army-ruled-out-a-retreat",
        ),
        pytest.param(
            "The army brushed off reports that soldiers were deserting.",
            [("Denies", "army", "brushed off", "that soldiers were deserting")],
            id="the-army-brushed-off-reports-that",
        ),
        pytest.param(
            "The allegation of torture was denied by the army.",
            [
                ("Asserts", None, "allegation of", "torture"),
                ("Denies", "army", "denied", "The allegation of torture"),
            ],
            id="the-allegation-of-torture-was-denied",
        ),
    ],
)
def test_denials(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Denials deny their content."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "The coalition acknowledged killing four civilians.",
            [("Confirms", "coalition", "acknowledged", "killing four civilians")],
            id="the-coalition-acknowledged-killing-four-civilians",
        ),
        pytest.param(
            "The coalition admitted that its jets had hit a school.",
            [("Confirms", "coalition", "admitted", "that its jets had hit a school")],
            id="the-coalition-admitted-that-its-jets",
        ),
    ],
)
def test_confirmations(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Confirmations confirm."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "Israel neither confirmed nor denied the strike.",
            [("DeclinesToSay", "Israel", "confirmed", "the strike")],
            id="israel-neither-confirmed-nor-denied-the",
        ),
        pytest.param(
            "The spokesman declined to comment on the strike.",
            [("DeclinesToSay", "spokesman", "declined to comment on", "the strike")],
            id="the-spokesman-declined-to-comment-on",
        ),
        pytest.param(
            "The ministry declined to say how many soldiers died.",
            [("DeclinesToSay", "ministry", "declined to say", "how many soldiers died")],
            id="the-ministry-declined-to-say-how",
        ),
        pytest.param(
            "The army did not say whether the village was lost.",
            [("DeclinesToSay", "army", "say", "whether the village was lost")],
            id="the-army-did-not-say-whether",
        ),
        pytest.param(
            "The ministry did not immediately respond to a request for comment.",
            [("DeclinesToSay", "ministry", "respond to", "a request for comment")],
            id="the-ministry-did-not-immediately-respond",
        ),
        pytest.param(
            "The army has not commented on the strike.",
            [("DeclinesToSay", "army", "commented on", "the strike")],
            id="the-army-has-not-commented-on",
        ),
        pytest.param(
            "A spokesperson for the army could not be reached for comment.",
            [("DeclinesToSay", "spokesperson", "reached for comment", "")],
            id="a-spokesperson-for-the-army-could",
        ),
        pytest.param(
            "The junta refused to confirm the deaths.",
            [("DeclinesToSay", "junta", "refused to confirm", "the deaths")],
            id="the-junta-refused-to-confirm-the",
        ),
        pytest.param(
            "The minister failed to mention the deaths.",
            [("DeclinesToSay", "minister", "failed to mention", "the deaths")],
            id="the-minister-failed-to-mention-the",
        ),
        pytest.param(
            "The envoy did not respond to emails.",
            [("DeclinesToSay", "envoy", "respond to", "emails")],
            id="the-envoy-did-not-respond-to",
        ),
        pytest.param(
            "The ministry gave no comment.",
            [("DeclinesToSay", "ministry", "gave … comment", "")],
            id="the-ministry-gave-no-comment",
        ),
        pytest.param(
            "Aides were silent about the raid.",
            [("DeclinesToSay", "Aides", "silent about", "the raid")],
            id="aides-were-silent-about-the-raid",
        ),
    ],
)
def test_refusals(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Who declines to say something is a speaker all the same."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "Reuters could not verify the report.",
            [("Doubts", "Reuters", "verify", "the report")],
            id="reuters-could-not-verify-the-report",
        ),
        pytest.param(
            "Reuters could not independently verify that the town had been captured.",
            [("Doubts", "Reuters", "verify", "that the town had been captured")],
            id="reuters-could-not-independently-verify-that",
        ),
        pytest.param(
            "There is no evidence that the rebels used chemical weapons.",
            [("Doubts", None, "evidence", "that the rebels used chemical weapons")],
            id="there-is-no-evidence-that-the",
        ),
        pytest.param(
            "The White House questioned whether the report was true.",
            [("Doubts", "House", "questioned", "whether the report was true")],
            id="the-white-house-questioned-whether-the",
        ),
        pytest.param(
            "The army was unable to confirm the report.",
            [("Doubts", "army", "unable to confirm", "the report")],
            id="the-army-was-unable-to-confirm",
        ),
        pytest.param(
            "The chancellor doubts that the truce will hold.",
            [("Doubts", "chancellor", "doubts", "that the truce will hold")],
            id="the-chancellor-doubts-that-the-truce",
        ),
        pytest.param(
            "Critics cast doubt on the army's figures.",
            [("Doubts", "Critics", "cast doubt on", "the army's figures")],
            id="critics-cast-doubt-on-the-army",
        ),
        pytest.param(
            "Envoys are sceptical about the ceasefire.",
            [("Doubts", "Envoys", "sceptical about", "the ceasefire")],
            id="envoys-are-sceptical-about-the-ceasefire",
        ),
        pytest.param(
            "Officials are not sure that the truce will last.",
            [("Doubts", "Officials", "sure", "that the truce will last")],
            id="officials-are-not-sure-that-the",
        ),
    ],
)
def test_doubts(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Doubts, and what could not be verified."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "The minister did not rule out a new offensive.",
            [("Suggests", "minister", "rule out", "a new offensive")],
            id="the-minister-did-not-rule-out",
        ),
        pytest.param(
            "The army did not deny that it had withdrawn.",
            [("Suggests", "army", "deny", "that it had withdrawn")],
            id="the-army-did-not-deny-that",
        ),
        pytest.param(
            "The envoy hinted that a ceasefire was near.",
            [("Suggests", "envoy", "hinted", "that a ceasefire was near")],
            id="the-envoy-hinted-that-a-ceasefire",
        ),
        pytest.param(
            "The minister appeared to suggest that Poland was involved.",
            [("Suggests", "minister", "appeared to suggest", "that Poland was involved")],
            id="the-minister-appeared-to-suggest-that",
        ),
    ],
)
def test_suggestions(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Hints, and denials that were not made."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "Kyiv accused Moscow of bombing a hospital.",
            [("Asserts", "Kyiv", "accused", "bombing a hospital")],
            id="kyiv-accused-moscow-of-bombing-a",
        ),
        pytest.param(
            "The group claimed responsibility for the bombing.",
            [("Asserts", "group", "claimed responsibility for", "the bombing")],
            id="the-group-claimed-responsibility-for-the",
        ),
        pytest.param(
            "The army said it was not responsible for the blast.",
            [("Asserts", "army", "said", "it was not responsible for the blast")],
            id="the-army-said-it-was-not",
        ),
        pytest.param(
            "Sudan's army blamed the RSF for the massacre.",
            [("Asserts", "army", "blamed", "the massacre")],
            id="sudan-s-army-blamed-the-rsf",
        ),
        pytest.param(
            "The prosecutor charged the officer with murder.",
            [("Asserts", "prosecutor", "charged", "murder")],
            id="the-prosecutor-charged-the-officer-with",
        ),
        pytest.param(
            "Turkey described the raid as a violation of its territory.",
            [("Asserts", "Turkey", "described", "the raid as a violation of its territory")],
            id="turkey-described-the-raid-as-a",
        ),
        pytest.param(
            "The Houthis claimed an attack on a ship.",
            [("Asserts", "Houthis", "claimed", "an attack on a ship")],
            id="the-houthis-claimed-an-attack-on",
        ),
    ],
)
def test_accusations(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """An accusation says what was done."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "The envoy urged both sides to stop the shelling.",
            [("Asserts", "envoy", "urged", "both sides to stop the shelling")],
            id="the-envoy-urged-both-sides-to",
        ),
        pytest.param(
            "The foreign ministry summoned the envoy and demanded an explanation.",
            [("Asserts", "ministry", "demanded", "an explanation")],
            id="the-foreign-ministry-summoned-the-envoy",
        ),
        pytest.param(
            "The EU called for an investigation into the killings.",
            [("Asserts", "EU", "called for", "an investigation into the killings")],
            id="the-eu-called-for-an-investigation",
        ),
        pytest.param(
            "The US called on Rwanda to withdraw its troops.",
            [("Asserts", "US", "called on", "Rwanda to withdraw its troops")],
            id="the-us-called-on-rwanda-to",
        ),
        pytest.param(
            "The rebels vowed to avenge the killing.",
            [("Asserts", "rebels", "vowed", "to avenge the killing")],
            id="the-rebels-vowed-to-avenge-the",
        ),
        pytest.param(
            "Ethiopia pledged that its soldiers would leave Somalia.",
            [("Asserts", "Ethiopia", "pledged", "that its soldiers would leave Somalia")],
            id="ethiopia-pledged-that-its-soldiers-would",
        ),
        pytest.param(
            "Protesters demanded that the general resign.",
            [("Asserts", "Protesters", "demanded", "that the general resign")],
            id="protesters-demanded-that-the-general-resign",
        ),
        pytest.param(
            "Moscow threatened to cut gas supplies.",
            [("Asserts", "Moscow", "threatened", "to cut gas supplies")],
            id="moscow-threatened-to-cut-gas-supplies",
        ),
    ],
)
def test_requests_and_promises(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """What is asked for or promised is the content."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "The general is said to have fled the capital.",
            [("Asserts", None, "said", "The general … to have fled the capital")],
            id="the-general-is-said-to-have",
        ),
        pytest.param(
            "The mayor is accused of helping the enemy.",
            [("Asserts", None, "accused", "helping the enemy")],
            id="the-mayor-is-accused-of-helping",
        ),
        pytest.param(
            "It was reported that the airport was shelled.",
            [("Asserts", None, "reported", "that the airport was shelled")],
            id="it-was-reported-that-the-airport",
        ),
        pytest.param(
            "The rebels reportedly seized the airport.",
            [("Asserts", None, "reportedly", "The rebels … seized the airport")],
            id="the-rebels-reportedly-seized-the-airport",
        ),
        pytest.param(
            "The hostages are believed to be alive.",
            [("Suggests", None, "believed", "The hostages … to be alive")],
            id="the-hostages-are-believed-to-be",
        ),
        pytest.param(
            "The pilot allegedly dropped the bomb on a market.",
            [("Asserts", None, "allegedly", "The pilot … dropped the bomb on a market")],
            id="the-pilot-allegedly-dropped-the-bomb",
        ),
    ],
)
def test_unnamed_speakers(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """A passive or an adverb leaves the speaker unnamed."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "The commander was quoted as saying that his unit had retreated.",
            [("Asserts", "commander", "saying", "that his unit had retreated")],
            id="the-commander-was-quoted-as-saying",
        ),
        pytest.param(
            "The raid was condemned by France.",
            [("Asserts", "France", "condemned", "The raid")],
            id="the-raid-was-condemned-by-france",
        ),
    ],
)
def test_quoted_in_passive(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """The subject of a passive speaks where it was quoted."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "Analysts believe the offensive has stalled.",
            [("Suggests", "Analysts", "believe", "the offensive has stalled")],
            id="analysts-believe-the-offensive-has-stalled",
        ),
        pytest.param(
            "Residents fear that the dam will collapse.",
            [("Suggests", "Residents", "fear", "that the dam will collapse")],
            id="residents-fear-that-the-dam-will",
        ),
        pytest.param(
            "The president wants to end the war.",
            [("Asserts", "president", "wants", "to end the war")],
            id="the-president-wants-to-end-the",
        ),
        pytest.param(
            "Washington expressed concern that the truce would fail.",
            [("Suggests", "Washington", "expressed concern", "that the truce would fail")],
            id="washington-expressed-concern-that-the-truce",
        ),
        pytest.param(
            "Police suspect that the bomb was planted by separatists.",
            [("Suggests", "Police", "suspect", "that the bomb was planted by separatists")],
            id="police-suspect-that-the-bomb-was",
        ),
        pytest.param(
            "NATO believes Russia has lost 1,000 tanks.",
            [("Suggests", "NATO", "believes", "Russia has lost 1,000 tanks")],
            id="nato-believes-russia-has-lost-1",
        ),
        pytest.param(
            "The general is confident that the front will hold.",
            [("Asserts", "general", "confident", "that the front will hold")],
            id="the-general-is-confident-that-the",
        ),
        pytest.param(
            "Many are afraid that the dam will burst.",
            [("Suggests", "Many", "afraid", "that the dam will burst")],
            id="many-are-afraid-that-the-dam",
        ),
        pytest.param(
            "The mayor was critical of the army.",
            [("Asserts", "mayor", "critical of", "the army")],
            id="the-mayor-was-critical-of-the",
        ),
    ],
)
def test_attitudes(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Thoughts and wishes are attitudes."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "Zelensky: Russia Is Preparing New Attack",
            [("Asserts", "Zelensky", ":", "Russia Is Preparing New Attack")],
            id="zelensky-russia-is-preparing-new-attack",
        ),
        pytest.param(
            "Russia has lost 500 tanks – Zelensky",
            [("Asserts", "Zelensky", "–", "Russia has lost 500 tanks")],
            id="russia-has-lost-500-tanks-zelensky",
        ),
        pytest.param(
            "Russia preparing new attack, says Zelensky",
            [("Asserts", "Zelensky", "says", "Russia preparing new attack")],
            id="russia-preparing-new-attack-says-zelensky",
        ),
        pytest.param(
            "Deby says Libyan men captured in Tibesti",
            [("Asserts", "Deby", "says", "Libyan men captured in Tibesti")],
            id="deby-says-libyan-men-captured-in",
        ),
        pytest.param(
            "Taliban: No Foreign Troops Will Stay",
            [("Asserts", "Taliban", ":", "No Foreign Troops Will Stay")],
            id="taliban-no-foreign-troops-will-stay",
        ),
        pytest.param(
            "JUDGE: Did you see the defendant fire?",
            [("Asserts", "JUDGE", ":", "Did you see the defendant fire?")],
            id="judge-did-you-see-the-defendant",
        ),
    ],
)
def test_headlines(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Headlines name their speaker by punctuation."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "A UN report found that both sides had committed war crimes.",
            [("Asserts", "report", "found", "that both sides had committed war crimes")],
            id="a-un-report-found-that-both",
        ),
        pytest.param(
            "Satellite images show that the runway was destroyed.",
            [("Asserts", "images", "show", "that the runway was destroyed")],
            id="satellite-images-show-that-the-runway",
        ),
        pytest.param(
            "The police chief warned of new attacks.",
            [("Asserts", "chief", "warned of", "new attacks")],
            id="the-police-chief-warned-of-new",
        ),
    ],
)
def test_findings_of_things(nlp: Language, cues: CueLexicon, text: str, expected: list[Told]) -> None:
    """Reports and pictures show."""
    assert told(nlp, cues, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "No group has claimed responsibility for the attack.", id="no-group-has-claimed-responsibility-for"
        ),
        pytest.param("If he says the town has fallen, people will flee.", id="if-he-says-the-town-has"),
        pytest.param("The soldiers have no say in the matter.", id="the-soldiers-have-no-say-in"),
        pytest.param("The president would say that, of course.", id="the-president-would-say-that-of"),
        pytest.param("The mayor should say what happened.", id="the-mayor-should-say-what-happened"),
        pytest.param("The king came to Geneva to announce a deal.", id="the-king-came-to-geneva-to"),
        pytest.param("Nobody said that the war was over.", id="nobody-said-that-the-war-was"),
        pytest.param('The so-called "republic" of Donetsk was annexed.', id="the-so-called-republic-of-donetsk"),
    ],
)
def test_what_nobody_said_is_no_attribution(nlp: Language, cues: CueLexicon, text: str) -> None:
    assert told(nlp, cues, text) == []


@pytest.mark.parametrize(
    "text, heads",
    [
        pytest.param("The army said it had taken the hill.", [["taken"]], id="verb-of-the-clause"),
        pytest.param("Moscow denied the attack.", [["attack"]], id="noun"),
        pytest.param('"We held. They ran away," said Ivan.', [["held", "ran"]], id="each-sentence-of-a-quotation"),
        pytest.param(
            "He added that the road was mined and that the bridge fell.", [["mined", "fell"]], id="each-clause"
        ),
        pytest.param("The town, officials said, was shelled.", [["shelled"]], id="interrupted-clause"),
        pytest.param("Kyiv said the mayor confirmed the deaths.", [["confirmed"], ["deaths"]], id="chain"),
        pytest.param(
            "The president repeated the army's contention that the hill was lost.",
            [["contention"], ["lost"]],
            id="chain-by-noun",
        ),
        pytest.param(
            "Drones hit Odesa, the agency reported, citing officials.", [["citing"], ["hit"]], id="chain-by-citing"
        ),
    ],
)
def test_heads_of_the_content(nlp: Language, cues: CueLexicon, text: str, heads: list[list[str]]) -> None:
    parses, found = read(nlp, cues, text)
    assert [[parses[n].words[head] for n, head in attribution.content_heads] for attribution in found] == heads


@pytest.mark.parametrize(
    "text, addressee",
    [
        pytest.param("The president told reporters that talks had failed.", "reporters", id="object-of-told"),
        pytest.param("The envoy said to the rebels that talks had failed.", "rebels", id="behind-to"),
        pytest.param("The envoy urged both sides to stop the shelling.", "sides", id="object-of-urged"),
        pytest.param("The envoy said that talks had failed.", None, id="nobody"),
    ],
)
def test_addressee(nlp: Language, cues: CueLexicon, text: str, addressee: str | None) -> None:
    (parse,), (attribution,) = read(nlp, cues, text)
    assert (None if attribution.addressee is None else parse.words[attribution.addressee]) == addressee


@pytest.mark.parametrize(
    "text, medium",
    [
        pytest.param("He wrote on X that the bridge was open.", "X", id="network"),
        pytest.param(
            "Putin said in a televised address that his war would go on.", "a televised address", id="address"
        ),
        pytest.param(
            "The minister said in an interview with Al Arabiya that the siege was over.",
            "an interview with Al Arabiya",
            id="interview",
        ),
        pytest.param("The minister said in Kyiv that the siege was over.", None, id="a-place-is-none"),
    ],
)
def test_medium(nlp: Language, cues: CueLexicon, text: str, medium: str | None) -> None:
    (parse,), (attribution,) = read(nlp, cues, text)
    assert (None if attribution.medium is None else parse.quote(*attribution.medium)) == medium


def test_a_quotation_over_paragraphs_is_one_attribution(nlp: Language, cues: CueLexicon) -> None:
    _, found = read(nlp, cues, "“We fought all night,” said Ivan. “They came back at dawn.\n“Then they ran away.”")
    assert [[n for n, _, _ in attribution.contents] for attribution in found] == [[0, 0, 1]]
    assert found[0].quoted


def test_a_quotation_without_a_cue_continues_the_speaker_before(nlp: Language, cues: CueLexicon) -> None:
    parses, found = read(nlp, cues, "“We fought all night,” said Ivan.\n“They came back at dawn.”")
    assert [attribution.continues for attribution in found] == [None, 0]
    assert [parses[a.source_paragraph].words[a.source] for a in found if a.source is not None] == ["Ivan", "Ivan"]
    assert parses[1].quote(*found[1].cue[0]) == "“"


def test_a_quotation_without_a_cue_is_the_subject_s_before_it(nlp: Language, cues: CueLexicon) -> None:
    parses, found = read(nlp, cues, "The governor came on Sunday.\n“We will rebuild the port soon.”")
    assert [(a.source_paragraph, a.source and parses[0].words[a.source], a.continues) for a in found] == [
        (0, "governor", None)
    ]


@pytest.mark.parametrize(
    "text, attitude",
    [
        pytest.param("Analysts believe the offensive has stalled.", True, id="belief"),
        pytest.param("Analysts say the offensive has stalled.", False, id="speech"),
    ],
)
def test_attitudes_are_marked(nlp: Language, cues: CueLexicon, text: str, *, attitude: bool) -> None:
    _, (attribution,) = read(nlp, cues, text)
    assert attribution.attitude is attitude


def test_a_speaker_s_own_thoughts_in_a_quotation_are_no_attribution(nlp: Language, cues: CueLexicon) -> None:
    assert [row[1] for row in told(nlp, cues, "“I think we will win this war,” the general said.")] == ["general"]


def test_the_lexicon_is_wide(cues: CueLexicon) -> None:
    tables = (cues.verbs, cues.adjectives, cues.nouns, cues.phrases, cues.adverbs)
    patterns = {(first, pattern.rest) for table in tables for first, found in table.items() for pattern in found}
    assert len(patterns) >= 250
    assert {p.cue.stance for table in tables for found in table.values() for p in found} == set(Stance)


def test_every_cue_takes_something(cues: CueLexicon) -> None:
    assert all(p.cue.takes for table in (cues.verbs, cues.nouns) for found in table.values() for p in found)
