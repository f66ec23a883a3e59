"""Every row of the tables in docs/claims.md is read as it says."""

import re
from pathlib import Path

import pytest

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Claim, Facts

PAGE = Path(__file__).parent.parent / "docs" / "claims.md"
ROW = re.compile(r"\| (?P<name>.+) \| (?P<text>.*\*\*.+\*\*.*) \| (?P<speaker>.+) \| (?P<stance>.+) \|")
ROWS = [match.groups() for line in PAGE.read_text(encoding="utf-8").splitlines() if (match := ROW.fullmatch(line))]
AT_LEAST = 80
NONE = ("none", "no claim")


def speaker(facts: Facts, claim: Claim) -> str:
    """The label of who speaks, without an article."""
    (role,) = [role for role in claim.roles if role.property == "speaker"][:1]
    label = next(entity.label for entity in facts.entities if entity.id == role.filler)
    return re.sub(r"^(the|a|an) ", "", label, flags=re.IGNORECASE)


def read(extractor: Extractor, marked: str) -> tuple[str, str]:
    """Speaker and stance of the claim whose cue is in bold, as the table writes them."""
    before, cue, after = marked.replace(" ¶ ", "\n\n").split("**")
    (facts,) = extractor([Document(id="row", text=before + cue + after)])
    assert isinstance(facts, Facts)
    for claim in facts.claims:
        if any(span.begin < len(before) + len(cue) and len(before) < span.end for span in claim.triggers):
            return speaker(facts, claim), f"`ckg:{claim.stance}`"
    return NONE


def test_the_page_has_its_rows() -> None:
    assert len(ROWS) >= AT_LEAST


@pytest.mark.parametrize(
    ("text", "who", "stance"), [pytest.param(text, who, stance, id=name) for name, text, who, stance in ROWS]
)
def test_the_form_is_read_as_the_page_says(extractor: Extractor, text: str, who: str, stance: str) -> None:
    assert read(extractor, text) == (who, stance)
