"""Which claims contradict each other, and why; which do not; what a headline tells again."""

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts, Ground


def grounds(extractor: Extractor, text: str) -> list[Ground]:
    """The grounds of a text's contradictions."""
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    return [found.ground for found in facts.contradictions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Armenia said Azerbaijan shelled Goris. Azerbaijan denied that it had shelled Goris.", Ground.DENIAL, id="denied"
        ),
        pytest.param(
            "Armenia accused Azerbaijan of shelling Goris. Azerbaijan denied it.", Ground.DENIAL, id="denied it"
        ),
        pytest.param(
            "Armenia accused Azerbaijan of shelling Goris. Azerbaijan rejected the accusation.", Ground.DENIAL,
            id="rejected the accusation",
        ),
        pytest.param(
            "Russia said it controlled the town of Bakhmut. Ukraine said it controlled the town of Bakhmut.", Ground.CONTROL, id="both hold it"
        ),
        pytest.param(
            "Armenia said Azerbaijan shelled Goris. Azerbaijan said Armenia shelled Goris.", Ground.RESPONSIBILITY,
            id="each blames the other",
        ),
        pytest.param(
            "Russia said it captured the town of Bakhmut on 2 May 2023. Ukraine said Russia captured the town of Bakhmut on 20 May 2023.",
            Ground.DATE, id="two dates",
        ),
    ],
)  # fmt: skip
def test_claims_contradict_each_other(extractor: Extractor, text: str, expected: Ground) -> None:
    assert grounds(extractor, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Russia said it captured the town of Bakhmut. Ukraine said it controlled the city of Kherson.",
            id="two places",
        ),
        pytest.param(
            "Russia said it captured the town of Bakhmut. Russia said it controlled the town of Bakhmut.",
            id="one speaker",
        ),
        pytest.param(
            "Russia said it captured the town of Bakhmut. Ukraine said it recaptured the town of Bakhmut.",
            id="taken back",
        ),
        pytest.param(
            "Russia said it captured the town of Bakhmut. Ukraine said Russia would capture the town of Bakhmut.",
            id="what is to come",
        ),
    ],
)
def test_claims_that_can_both_hold_do_not(extractor: Extractor, text: str) -> None:
    assert grounds(extractor, text) == []


def test_what_headline_and_body_tell_is_one_event(extractor: Extractor) -> None:
    text = "Russia captures Bakhmut\n\nRussian troops captured the city of Bakhmut on 20 May 2023."
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    (capture,) = (event for event in facts.events if event.type == "Capture")
    assert len(capture.triggers) == 2


def test_what_headline_and_body_tell_of_two_places_is_two_events(extractor: Extractor) -> None:
    text = "Taliban seize city of Kunduz\n\nTaliban fighters seized the city of Herat on 12 August 2021."
    (facts,) = extractor([Document(id="text", text=text)])
    assert isinstance(facts, Facts)
    assert all(len(event.triggers) == 1 for event in facts.events)
