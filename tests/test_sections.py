"""What the parts of a text are, told by their form alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts import SectionKind, Span
from kg.nlp.sections import find_sections
from kg.nlp.sections.layout import dateline_end, is_byline, is_caption, is_dateline, is_headline
from kg.nlp.sections.paragraphs import find_paragraphs, pieces

HEADLINE, DATELINE, BYLINE, CAPTION, BODY = (
    SectionKind.HEADLINE,
    SectionKind.DATELINE,
    SectionKind.BYLINE,
    SectionKind.CAPTION,
    SectionKind.BODY,
)


def sections_of(text: str) -> list[tuple[int, SectionKind, str]]:
    return [(s.part, s.kind, text[s.span.begin : s.span.end]) for s in find_sections(text)]


def paragraphs_of(text: str) -> list[str]:
    return [text[begin:end] for begin, end in find_paragraphs(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "Rebels shell market in Taiz\nThree traders died.\nThe army blamed the Houthis.",
            [
                (0, HEADLINE, "Rebels shell market in Taiz"),
                (0, BODY, "Three traders died."),
                (0, BODY, "The army blamed the Houthis."),
            ],
            id="a headline and one-line paragraphs",
        ),
        pytest.param(
            "Troops left Kidal.\nMali's army enters northern town after mission ends\nIt met no resistance.",
            [
                (0, BODY, "Troops left Kidal."),
                (1, HEADLINE, "Mali's army enters northern town after mission ends"),
                (1, BODY, "It met no resistance."),
            ],
            id="a headline after body text opens an article",
        ),
        pytest.param(
            "Army retakes border post in the east\nIt fell in March.\n\nNo way back\n\nFamilies stayed away.",
            [
                (0, HEADLINE, "Army retakes border post in the east"),
                (0, BODY, "It fell in March."),
                (0, HEADLINE, "No way back"),
                (0, BODY, "Families stayed away."),
            ],
            id="a subhead opens none",
        ),
        pytest.param(
            "The fort was empty.\n\nFort falls\n\nGAO, May 3 (Reuters) - The fort fell.",
            [
                (0, BODY, "The fort was empty."),
                (1, HEADLINE, "Fort falls"),
                (1, DATELINE, "GAO, May 3 (Reuters) -"),
                (1, BODY, "The fort fell."),
            ],
            id="a short headline before a dateline opens one",
        ),
        pytest.param(
            "Army shells port city as talks stall\nBy Jane Doe and John Roe\nADEN (AP) — Shells hit the port. "
            "(Reporting by Jane Doe; Editing by John Roe)",
            [
                (0, HEADLINE, "Army shells port city as talks stall"),
                (0, BYLINE, "By Jane Doe and John Roe"),
                (0, DATELINE, "ADEN (AP) —"),
                (0, BODY, "Shells hit the port."),
                (0, BYLINE, "(Reporting by Jane Doe; Editing by John Roe)"),
            ],
            id="byline, dateline and credits",
        ),
        pytest.param(
            "Envoy lands in Juba for truce talks\nSecond visit in a month\n\nFile photo: the airport in Juba\n\nHe landed late.",
            [
                (0, HEADLINE, "Envoy lands in Juba for truce talks"),
                (0, HEADLINE, "Second visit in a month"),
                (0, CAPTION, "File photo: the airport in Juba"),
                (0, BODY, "He landed late."),
            ],
            id="a deck and a caption",
        ),
        pytest.param("Army enters Goma", [(0, BODY, "Army enters Goma")], id="a line alone is body text"),
        pytest.param(
            "He fled.\nMore on this story",
            [(0, BODY, "He fled."), (0, BODY, "More on this story")],
            id="so is a last line",
        ),
        pytest.param(
            "DRONES HIT DEPOT IN KURSK.\nNobody was hurt.",
            [(0, HEADLINE, "DRONES HIT DEPOT IN KURSK."), (0, BODY, "Nobody was hurt.")],
            id="capitals with a full stop",
        ),
        pytest.param(" \n\n", [], id="white space"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sections(text: str, expected: list[tuple[int, SectionKind, str]]) -> None:
    assert sections_of(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("One here.\nTwo there.", ["One here.", "Two there."], id="a line is a paragraph"),
        pytest.param("One\u2028Two\x85Three", ["One", "Two", "Three"], id="other line ends"),
        pytest.param(
            "The garrison in the valley had been\nwithout food for a week when the\nconvoy reached it. Half of its men\n"
            "were ill.\nNext day the shelling began again and\nit lasted until noon.",
            [
                "The garrison in the valley had been\nwithout food for a week when the\nconvoy reached it. Half of its men\nwere ill.",
                "Next day the shelling began again and\nit lasted until noon.",
            ],
            id="hard-wrapped lines, a paragraph ended by a short one",
        ),
        pytest.param(
            "Guards at the northern crossing of the border river\nopened fire.\n\nTwo trucks burned on the road to the old Syrian\n"
            "Kurdish town.",
            [
                "Guards at the northern crossing of the border river\nopened fire.",
                "Two trucks burned on the road to the old Syrian\nKurdish town.",
            ],
            id="the width of one block serves another",
        ),
        pytest.param(
            "The truce has three parts, said the\nmediators who wrote it:\n- prisoners go home\n- guns fall silent",
            [
                "The truce has three parts, said the\nmediators who wrote it:",
                "- prisoners go home",
                "- guns fall silent",
            ],
            id="list items stay apart",
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs_of(text) == expected


@pytest.mark.parametrize(
    "paragraph, dateline",
    [
        ("KYIV, April 8 (Reuters) - Two men were held.", "KYIV, April 8 (Reuters) -"),
        ("BEIRUT (AP) — An airstrike hit a house.", "BEIRUT (AP) —"),
        ("Geneva, 12 May 2023 – The talks began.", "Geneva, 12 May 2023 –"),
        ("GOMA, Democratic Republic of Congo (AP) — Rebels advanced.", "GOMA, Democratic Republic of Congo (AP) —"),
        ("KYIV/MOSCOW, Feb. 3 (Reuters) - Both sides spoke.", "KYIV/MOSCOW, Feb. 3 (Reuters) -"),
        ("PORT-AU-PRINCE—Gangs took the port.", "PORT-AU-PRINCE—"),
        ("NEW DELHI, May 8: Soldiers exchanged fire.", "NEW DELHI, May 8:"),
        ("WASHINGTON -- The envoy resigned.", "WASHINGTON --"),
        ("(Reuters) - Oil fell.", "(Reuters) -"),
        ("Khartoum (AFP) – “We left,” he said.", "Khartoum (AFP) –"),
        ("The general - a Druze - fled.", None),
        ("Ukraine – Its army is tired.", None),
        ("NATO – which met in June – agreed.", None),
        ("Three men (Reuters) were seen - They ran.", None),
        ("He said: The war is over.", None),
        ("Two soldiers died.", None),
        ("QUESTION: Who fired first?", None),
        ("WHAT THE ARMY SAYS — No one was hurt.", None),
    ],
)
def test_dateline_at_the_head(paragraph: str, dateline: str | None) -> None:
    end = dateline_end(paragraph)
    assert (None if end is None else paragraph[:end]) == dateline


@pytest.mark.parametrize(
    "line",
    ["KHARTOUM (AFP)", "Geneva, 12 May 2023", "April 8, 2025", "2025-04-08", "Published: 8 April 2025, 10:30 GMT"],
)
def test_a_line_of_its_own_is_a_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize("line", ["Kyiv, Ukraine", "Army enters Goma", "The minister (AFP)", "In May 2023 he left."])
def test_a_line_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe and John Roe in Port Sudan",
        "by JANE DOE, Example News",
        "Reporting by Jane Doe in Kyiv; Editing by John Roe",
        "(Additional reporting by Jane Doe; writing by John Roe.)",
        "Edited by Jane Doe",
        "Jane Doe and John Roe contributed to this report.",
    ],
)
def test_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the army had taken the hill",
        "By Monday",
        "By the river",
        "Reporting by Amnesty International found that nine villages were burned.",
        "Written by his lawyers, the letter denies all charges.",
    ],
)
def test_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "File photo: soldiers in Mekelle, 2021.",
        "FILE PHOTO: A tank burns.",
        "Image: Reuters",
        "Image source, Reuters",
        "(Photo by Jane Doe/Example Agency)",
        "Photo by Jane Doe",
        "Jane Doe/Reuters",
    ],
)
def test_caption(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Images, videos and calls show what happened.",
        "Photos by residents showed smoke over the town",
        "Video showed the strike.",
        "Israel/Gaza War",
        "The Kharkiv/Sumy border was quiet.",
    ],
)
def test_no_caption(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    "line, first",
    [
        ("Sudan's army says it holds the palace", False),
        ("‘We will not leave’: a town under siege", False),
        ("al-Shabaab claims attack on hotel", False),
        ("12 dead as shells hit Idlib", False),
        ("Army Chief Flees Capital After Rebels Enter Palace.", True),
    ],
)
def test_headline(line: str, *, first: bool) -> None:
    assert is_headline(line, first=first)


@pytest.mark.parametrize(
    "line",
    [
        "The army holds the palace.",
        "“We will not leave.”",
        "He named three conditions:",
        "Who did it?",
        "- the release of prisoners",
        "1. Prisoners",
        "Killed\tWounded",
        "and then they left",
        "KYIV, April 8 (Reuters) - Two men were held",
        "The army said on Monday,",
        "word " * 21,
    ],
)
def test_no_headline(line: str) -> None:
    assert not is_headline(line, first=False)


def test_an_endless_sentence_is_cut_between_words() -> None:
    text = "shells fell and " * 7_000
    cut = [text[s.span.begin : s.span.end] for s in find_sections(text)]
    assert max(map(len, cut)) <= 10_000
    assert " ".join(cut) == text.strip()


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    assert list(pieces("It fell. It rose. It fell", Span(0, 25), longest=20)) == [Span(0, 17), Span(18, 25)]


@given(st.text(alphabet=st.sampled_from("aB. \n,-(:\t\x85“”1"), max_size=200) | st.text(max_size=80))
def test_sections_follow_each_other_and_leave_out_white_space_alone(text: str) -> None:
    sections = list(find_sections(text))
    spans = [(s.span.begin, s.span.end) for s in sections]
    assert [edge for span in spans for edge in span] == sorted(edge for span in spans for edge in span)
    assert "".join("".join(text[begin:end] for begin, end in spans).split()) == "".join(text.split())
    assert all(text[begin:end] == text[begin:end].strip() != "" for begin, end in spans)
    assert [s.part for s in sections] == sorted(s.part for s in sections)
