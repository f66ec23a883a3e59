"""Articles are read from whatever holds them, and what is none says why."""

import datetime as dt
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import Document, Reject
from kg.errors import InputError
from kg.sources import MAX_CHARACTERS, read_documents
from kg.sources.decoding import clean, decode
from kg.sources.identity import content_id
from kg.sources.published import parse_published
from kg.sources.records import read_records
from kg.sources.settings import Settings
from kg.sources.texts import read_text

SHELLING = "Shells hit Taiz."
TRUCE = "A truce holds in Juba."


def write(path: Path, content: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def jsonl(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def only(*paths: str, **settings: str) -> Document | Reject:
    (record,) = read_documents(paths, publisher=settings.get("publisher"))
    return record


def one_record(**fields: object) -> Document | Reject:
    ((_, record),) = read_records(io.BytesIO(jsonl(fields).encode()), name="news.jsonl", settings=Settings())
    return record


def read_with_notes(path: str) -> tuple[list[Document | Reject], list[str]]:
    notes: list[str] = []
    return list(read_documents([path], note=notes.append)), notes


def test_a_text_file_is_one_document_named_by_its_content(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a.txt", SHELLING)) == Document(id=content_id(SHELLING), text=SHELLING)


def test_what_an_input_lacks_is_given_for_all(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.txt", SHELLING), write(tmp_path / "b.jsonl", jsonl({"text": TRUCE, "source": "AFP"}))]
    day = dt.date(2025, 4, 8)
    records = list(read_documents(paths, published=day, publisher="Reuters"))
    assert records == [
        Document(id=content_id(SHELLING), text=SHELLING, published=day, publisher="Reuters"),
        Document(id=content_id(TRUCE), text=TRUCE, published=day, publisher="AFP"),
    ]


def test_a_folder_is_read_in_the_order_of_names_with_its_folders(tmp_path: Path) -> None:
    write(tmp_path / "c.txt", "Third.")
    write(tmp_path / "b" / "2.ndjson", jsonl({"text": "Second."}))
    write(tmp_path / "a.TXT", "First.")
    write(tmp_path / "picture.png", b"\x89PNG")
    texts = [record.text for record in read_documents([str(tmp_path)]) if isinstance(record, Document)]
    assert texts == ["First.", "Second.", "Third."]


def test_a_record_keeps_what_is_known_of_it() -> None:
    record = one_record(
        id=7,
        text=SHELLING,
        title=" Shells\nhit  Taiz ",
        published="2025-04-08T10:30:00Z",
        publisher="AFP",
        url="https://example.org/a b?c=é",
        language="en",
    )
    assert record == Document(
        id="7",
        text=SHELLING,
        title="Shells hit Taiz",
        published=dt.datetime(2025, 4, 8, 10, 30, tzinfo=dt.UTC),
        publisher="AFP",
        url="https://example.org/a%20b?c=%C3%A9",
        language="en",
    )


@pytest.mark.parametrize(
    "fields, expected",
    [
        pytest.param({"body": SHELLING}, Document(id=content_id(SHELLING), text=SHELLING), id="body"),
        pytest.param({"content": SHELLING, "uuid": "u1"}, Document(id="u1", text=SHELLING), id="content and uuid"),
        pytest.param(
            {"id": "n", "articleBody": SHELLING, "publisher": {"@type": "Organization", "name": "AFP"}},
            Document(id="n", text=SHELLING, publisher="AFP"),
            id="schema.org",
        ),
        pytest.param(
            {"id": "n", "maintext": SHELLING, "date_publish": "2025-04-08", "lang": "en", "headline": "War"},
            Document(id="n", text=SHELLING, published=dt.date(2025, 4, 8), language="en", title="War"),
            id="a crawler's names",
        ),
        pytest.param(
            {"id": "n", "content": {"rendered": f"<p>{SHELLING}</p>\n<p>{TRUCE}</p>"}, "created": 1744113600},
            Document(id="n", text=f"{SHELLING}\n{TRUCE}", published=dt.datetime(2025, 4, 8, 12, tzinfo=dt.UTC)),
            id="HTML, and seconds since 1970",
        ),
        pytest.param(
            {"id": "n", "text": SHELLING, "source": "https://a.example/b"},
            Document(id="n", text=SHELLING, url="https://a.example/b"),
            id="an address as the source",
        ),
        pytest.param(
            {"id": "n", "text": SHELLING, "source": "https://a.example", "url": "https://a.example/b"},
            Document(id="n", text=SHELLING, url="https://a.example/b"),
            id="a site as the source",
        ),
        pytest.param(
            {"id": "n", "text": [SHELLING, TRUCE]}, Document(id="n", text=f"{SHELLING}\n{TRUCE}"), id="paragraphs"
        ),
        pytest.param(
            {"id": "n", "text": "It was < 5 km <b away"}, Document(id="n", text="It was < 5 km <b away"), id="no HTML"
        ),
        pytest.param(
            {"id": "n", "text": "", "body": SHELLING}, Document(id="n", text=SHELLING), id="an empty field says nothing"
        ),
        pytest.param(
            {"id": "n", "text": f"\ufeffa\r\nb\rc\x00{SHELLING}"},
            Document(id="n", text=f"a\nb\nc {SHELLING}"),
            id="cleaned",
        ),
    ],
)
def test_fields_have_other_names_too(fields: dict[str, object], expected: Document) -> None:
    assert one_record(**fields) == expected


@pytest.mark.parametrize(
    "line, reason",
    [
        (b'{"text": "a"', "not JSON: Expecting ',' delimiter"),
        (b"[" * 100_000, "not JSON: "),
        (b'["a"]', "a JSON object is wanted, not a list"),
        (b'"a"', "a JSON object is wanted, not 'a'"),
        (b'{"id": "x"}', "no text in any of the fields text, body"),
        (b'{"id": "x", "text": 5.5}', "no text in any of the fields"),
        (b'{"id": "x", "text": " \\n "}', "no text in any of the fields"),
        (bytes(range(1, 9)) * 9, "not text in any known encoding"),
    ],
    ids=range(8),
)
def test_a_bad_line_is_rejected_with_its_place_and_the_next_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    path = write(
        tmp_path / "n.jsonl",
        jsonl({"text": SHELLING}).encode() + b"\n" + line + b"\n" + jsonl({"text": TRUCE}).encode(),
    )
    first, bad, last = read_documents([path])
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(bad, Reject)
    assert bad.position == f"{path}:3"
    assert bad.reason.startswith(reason)


@pytest.mark.parametrize("value", ["0000-99-99", "yesterday", "04/08/2025", "2025-04", "٣"])
def test_a_bad_date_does_not_lose_the_article_and_is_told(tmp_path: Path, value: str) -> None:
    path = write(tmp_path / "n.jsonl", jsonl({"id": "n", "text": SHELLING, "published": value}))
    records, notes = read_with_notes(path)
    assert records == [Document(id="n", text=SHELLING)]
    assert notes == [f"{path}:1: the date of publication {value!r} is none like 2025-04-08: left out"]


def test_an_address_without_scheme_is_left_out_and_told(tmp_path: Path) -> None:
    records, notes = read_with_notes(
        write(tmp_path / "n.jsonl", jsonl({"id": "n", "text": SHELLING, "url": "a.org/b"}))
    )
    assert records == [Document(id="n", text=SHELLING)]
    assert "'a.org/b' has no scheme" in notes[0]


@pytest.mark.parametrize(
    "value, expected",
    [
        ("2025-04-08", dt.date(2025, 4, 8)),
        ("20250408", dt.date(2025, 4, 8)),
        ("2025/04/08", dt.date(2025, 4, 8)),
        ("2025-04-08 10:30", dt.datetime(2025, 4, 8, 10, 30)),  # noqa: DTZ001 - the record gives no zone
        ("1744113600000", dt.datetime(2025, 4, 8, 12, tzinfo=dt.UTC)),
        ("20250408103000", dt.datetime(2025, 4, 8, 10, 30)),  # noqa: DTZ001
        ("Tue, 08 Apr 2025 10:30:00 GMT", dt.datetime(2025, 4, 8, 10, 30, tzinfo=dt.UTC)),
        ("April 8, 2025", dt.date(2025, 4, 8)),
        ("8 Apr 2025", dt.date(2025, 4, 8)),
        ("2025-04-08T23:30:00+0300", dt.datetime(2025, 4, 8, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))),
        ("", None),
        ("171234", None),
        ("2025-04-08T10:30+23:00", None),
        ("2025-04-08T10:30+03:00:30", None),
        ("2025-02-30", None),
    ],
)
def test_published(value: str, expected: dt.date | None) -> None:
    assert parse_published(value) == expected
    assert type(parse_published(value)) is type(expected)


@pytest.mark.parametrize(
    "data, text, note",
    [
        pytest.param(b"\xef\xbb\xbfKyiv", "Kyiv", None, id="a byte order mark"),
        pytest.param("Kyïv.\r\nLviv".encode("utf-16"), "Kyïv.\nLviv", None, id="UTF-16"),
        pytest.param(
            b"Caf\xe9 hit in Odesa.", "Caf\ufffd hit in Odesa.", "each replaced by U+FFFD: 1", id="a lone bad byte"
        ),
        pytest.param("Київ, Львів".encode() + b"\xff", "Київ, Львів\ufffd", "U+FFFD: 1", id="a bad byte in UTF-8"),
        pytest.param(
            "“No,” he said – it’s over".encode("cp1252"), "“No,” he said – it’s over", "read as cp1252", id="cp1252"
        ),
        pytest.param(
            "Войска вошли в город утром".encode("cp1251"), "Войска вошли в город утром", "read as cp1251", id="cp1251"
        ),
        pytest.param(b"a\x00b\x1bc, it went on", "a b c, it went on", "each replaced: 2", id="control characters"),
    ],
)
def test_bytes_become_text(data: bytes, text: str, note: str | None) -> None:
    notes: list[str] = []
    stream = io.BytesIO(data)
    records = [record for _, record in read_text(stream, name="a.txt", settings=Settings(note=notes.append))]
    assert records == [Document(id=content_id(text), text=text)]
    assert len(notes) == (note is not None)
    assert all(str(note) in told for told in notes)


def test_half_a_surrogate_pair_is_replaced() -> None:
    record = one_record(id="n", text="Shells \ud83d fell.")
    assert record == Document(id="n", text="Shells \ufffd fell.")


@pytest.mark.parametrize(
    "data, reason",
    [
        pytest.param(b"", "the text is empty", id="empty"),
        pytest.param(b" \r\n ", "the text is empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not text in any known encoding", id="a picture"),
        pytest.param(b'He said: "' + b"-" * 501 + b" no" * 999, "no prose: ", id="signs in a row"),
        pytest.param(b"He says: " + b"- " * 200, "no prose: ", id="mostly signs"),
        pytest.param(b"x" * (MAX_CHARACTERS + 1), "a document has at most 5,000,000 characters", id="too long"),
    ],
)
def test_a_file_that_is_no_article_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    path = write(tmp_path / "a.txt", data)
    record = only(path)
    assert isinstance(record, Reject)
    assert (record.id, record.position, record.reason.startswith(reason)) == (path, path, True)


def test_a_line_beyond_the_limit_is_skipped_and_the_next_is_read() -> None:
    lines = jsonl({"text": SHELLING * 9}, {"text": SHELLING}).encode()
    long, short = read_records(io.BytesIO(lines), name="n.jsonl", settings=Settings(), limit=60)
    assert isinstance(long[1], Reject)
    assert short == ("n.jsonl:2", Document(id=content_id(SHELLING), text=SHELLING))


def test_wide_json_lines_are_refused_once(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", jsonl({"text": SHELLING}, {"text": TRUCE}).encode("utf-16"))
    assert only(path) == Reject(id=path, reason="JSON Lines are UTF-8, not UTF-16 or UTF-32", position=path)


def test_the_same_text_twice_is_one_document(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.txt", SHELLING), write(tmp_path / "b.txt", SHELLING)]
    assert [record.id for record in read_documents(paths)] == [content_id(SHELLING)]


def test_the_same_text_under_another_name_is_a_reprint(tmp_path: Path) -> None:
    one = {"id": "1", "text": f"{SHELLING}\n\n{TRUCE}", "url": "https://a.example"}
    two = {"id": "2", "text": f"{SHELLING} {TRUCE}", "url": "https://b.example", "publisher": "AFP"}
    first, second = read_documents([write(tmp_path / "n.jsonl", jsonl(one, two, one))])
    assert first == Document(id="1", text=one["text"], url="https://a.example")
    assert second == Document(id="2", text=two["text"], url="https://b.example", publisher="AFP", reprint_of="1")


def test_the_same_page_at_two_addresses_is_two_articles(tmp_path: Path) -> None:
    one, two = ({"text": SHELLING, "url": f"https://{host}.example"} for host in "ab")
    first, second = read_documents([write(tmp_path / "n.jsonl", jsonl(one, two, one))])
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.url, second.url, second.reprint_of) == ("https://a.example", "https://b.example", first.id)


FOREIGN = [
    pytest.param(
        "Die Aufständischen haben die Stadt am Sonntag eingenommen, sagte ein Sprecher der Armee.", "de", id="de"
    ),
    pytest.param("Les rebelles ont pris la ville dimanche matin, selon le gouverneur de la province.", "fr", id="fr"),
    pytest.param("Los rebeldes tomaron la ciudad el domingo, dijo el gobernador de la provincia.", "es", id="es"),
    pytest.param("Войска вошли в город рано утром.", "ru", id="ru"),
    pytest.param("دخلت القوات المدينة صباح يوم الأحد", "ar", id="ar"),
    pytest.param("部队星期天早上进入了这座城市，官员们在记者会上表示，战斗仍在继续。", "zh", id="zh"),
]


@pytest.mark.parametrize("text, language", FOREIGN)
def test_other_languages_are_rejected(tmp_path: Path, text: str, language: str) -> None:
    path = write(tmp_path / "a.txt", text)
    reason = f"the language looks like {language}; only English is read"
    assert only(path) == Reject(id=content_id(text), reason=reason, position=path)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Войска вошли.", id="little"),
        pytest.param("Sake, Goma, Masisi, Rutshuru, Bunagana", id="names"),
        pytest.param("“Слава героям!” they sang, and the last of the soldiers left the town before dawn.", id="mixed"),
        pytest.param(f"{FOREIGN[0].values[0]}\n" * 20 + "The rebels held the town on Sunday. " * 20, id="half English"),
        pytest.param("Rebels take Sake", id="a headline"),
    ],
)
def test_what_may_be_english_is_read(tmp_path: Path, text: str) -> None:
    assert isinstance(only(write(tmp_path / "a.txt", text)), Document)


@pytest.mark.parametrize(
    "language, is_read",
    [("en", True), ("en_GB", True), ("English", True), ("de", False), ("uk-UA", False), ("und", False)],
)
def test_the_language_that_a_record_gives_rules(tmp_path: Path, language: str, *, is_read: bool) -> None:
    text = FOREIGN[0].values[0]
    record = only(write(tmp_path / "n.jsonl", jsonl({"id": "n", "text": text, "lang": language})))
    assert isinstance(record, Document if is_read else Reject)


def test_an_id_with_another_text_is_rejected_where_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", jsonl({"id": "n", "text": SHELLING}, {"id": "n", "text": TRUCE}))
    _, second = read_documents([path])
    assert second == Reject(
        id="n", reason="the id belongs to an earlier article with another text", position=f"{path}:2"
    )


@pytest.mark.parametrize(
    "name, message",
    [
        ("gone.txt", "no such file or folder"),
        ("empty", "the folder holds no file that ends in .atom, .csv, "),
        ("page.docx", "articles are read from files that end in .atom, .csv, .*, these as .gz or .zst, or .zip"),
        ("*.csv", "no file fits"),
        ("https://example.org/a.html", "only files of this machine are read"),
        ("file://server/a.html", "only files of this machine are read"),
    ],
)
def test_a_wrong_path_is_refused_before_anything_is_read(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "page.docx", "PK")
    good = write(tmp_path / "a.txt", SHELLING)
    with pytest.raises(InputError, match=message):
        read_documents([good, name if "://" in name else str(tmp_path / name)])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_rejected(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SHELLING)
    Path(path).chmod(0)
    assert only(path) == Reject(id=path, reason="the file cannot be read: Permission denied", position=path)


@pytest.mark.parametrize(
    "data, expected",
    [
        pytest.param(SHELLING, [Document(id=content_id(SHELLING), text=SHELLING)], id="text"),
        pytest.param(
            jsonl({"id": "a", "text": SHELLING}, {"id": "b", "text": TRUCE}),
            [Document(id="a", text=SHELLING), Document(id="b", text=TRUCE)],
            id="JSON Lines",
        ),
        pytest.param("", [Reject(id="<stdin>", reason="the text is empty", position="<stdin>")], id="nothing"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, expected: list[Document | Reject]) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data.encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    assert list(read_documents(["-"])) == expected


@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_can_be_written_or_none(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or decoded.text.encode("utf-8").decode("utf-8") == decoded.text


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text).text
    assert "\r" not in once
    assert clean(once) == (once, ())
