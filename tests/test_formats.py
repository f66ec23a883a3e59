"""Whatever holds articles is read: pages, tables, JSON, crawls, feeds, packed or not."""

import datetime as dt
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
import zstandard

from kg.documents import Document, Reject
from kg.errors import InputError
from kg.sources import parse_names, read_documents
from kg.sources.identity import content_id
from kg.sources.json_files import read_json
from kg.sources.settings import Settings
from kg.sources.tables import read_table
from tests.inputs import PARAGRAPHS, page, record, rss, warc_gz

TEXT = "\n".join(PARAGRAPHS)
URL = "https://sand.example/taiz"
SHELLING = "Shells hit Taiz."
TRUCE = "A truce holds in Juba."
PLUS_3 = dt.timezone(dt.timedelta(hours=3))


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def read(path: Path, content: str | bytes, **fields: str) -> list[Document | Reject]:
    return list(read_documents([write(path, content)], fields=fields))


def texts(records: list[Document | Reject]) -> list[str]:
    return [record.text if isinstance(record, Document) else f"! {record.reason}" for record in records]


# --- pages


def test_a_page_is_its_article_without_what_stands_around_it(tmp_path: Path) -> None:
    head = f'<link rel="canonical" href="{URL}"><meta property="article:published_time" content="2025-04-08T23:30:00+03:00">'
    assert read(tmp_path / "a.html", page(head=head)) == [
        Document(
            id=content_id(TEXT, URL),
            text=TEXT,
            title="Market of Taiz shelled",
            published=dt.datetime(2025, 4, 8, 23, 30, tzinfo=PLUS_3),
            publisher="The Daily Sand",
            url=URL,
        )
    ]


@pytest.mark.parametrize(
    "head, before, url, expected",
    [
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "dateModified": "2025-05-01"},'
            ' {"@type": "NewsArticle", "datePublished": "2025-04-08T10:00:00Z", "dateModified": "2025-04-09"}]}</script>',
            "",
            None,
            dt.datetime(2025, 4, 8, 10, tzinfo=dt.UTC),
            id="linked data",
        ),
        pytest.param(
            '<meta name="last-modified" content="2025-05-01"><meta itemprop="datePublished" content="2025-04-08">',
            "",
            None,
            dt.date(2025, 4, 8),
            id="not the last change",
        ),
        pytest.param(
            "",
            '<time itemprop="datePublished" datetime="2025-04-08T10:00">8 April</time>',
            None,
            dt.datetime(2025, 4, 8, 10),  # noqa: DTZ001 - the page gives no zone
            id="marked in the text",
        ),
        pytest.param("", '<p class="date">Published April 8, 2025</p>', None, dt.date(2025, 4, 8), id="shown"),
        pytest.param("", "", "https://sand.example/2025/04/08/taiz", dt.date(2025, 4, 8), id="in the address"),
        pytest.param("", "", None, None, id="only a copyright"),
        pytest.param("", "<p>The siege of 8 April 2019 is remembered here.</p>", None, None, id="only told of"),
        pytest.param('<meta property="article:published_time" content="0000-99-99">', "", None, None, id="none"),
    ],
)
def test_the_date_of_a_page(tmp_path: Path, head: str, before: str, url: str | None, expected: dt.date | None) -> None:
    link = f'<link rel="canonical" href="{url}">' if url else ""
    (document,) = read(tmp_path / "a.htm", page(head=head + link, before=before))
    assert isinstance(document, Document)
    assert (document.published, type(document.published)) == (expected, type(expected))


@pytest.mark.parametrize(
    "content, reason",
    [
        pytest.param("", "not text|no HTML", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not text in any known encoding", id="a picture"),
        pytest.param("<html><body></body></html>", "no article is found on the page", id="nothing on it"),
        pytest.param("<html><body>Log in</body></html>", "no article is found on the page", id="hardly a word"),
        pytest.param("<p " + " ".join(f"a{n}=1" for n in range(9_999)) + ">x", "a tag with more than", id="attributes"),
        pytest.param("<p>" + "<i>x</i>" * 40_000, "a page of more than 30,000 elements", id="elements"),
        pytest.param("<p>" + "x" * 10_000_001, "a page of more than 10,000,000 bytes", id="bytes"),
    ],
)
def test_a_page_without_article_is_rejected(tmp_path: Path, content: str | bytes, reason: str) -> None:
    (found,) = read(tmp_path / "a.html", content)
    assert isinstance(found, Reject)
    assert any(found.reason.startswith(start) for start in reason.split("|")), found.reason


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(
            page().replace("</article>", "<table><tr><td>Hurt</td><td>11</td></tr></table></article>"), id="of data"
        ),
        pytest.param(
            f"<html><body><table><tr><td>{'<br><br>'.join(PARAGRAPHS)}</td></tr></table></body></html>", id="layout"
        ),
    ],
)
def test_tables_are_no_text_of_a_page_unless_all_is_one(tmp_path: Path, html: str) -> None:
    assert texts(read(tmp_path / "a.html", html)) == [TEXT]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "koi8-r"])
def test_a_page_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    told = "“No,” he said" if encoding != "koi8-r" else "Войска"
    named = "iso-8859-1" if encoding == "cp1252" else encoding
    html = page(f"{told}. {PARAGRAPHS[0]}", *PARAGRAPHS[1:], head=f'<meta charset="{named}">')
    (document,) = read(tmp_path / "a.html", html.encode(encoding))
    assert isinstance(document, Document)
    assert document.text.startswith(told)


# --- records


def test_fields_are_mapped(tmp_path: Path) -> None:
    line = json.dumps({"key": 7, "text": "An abstract.", "story": {"full": SHELLING}, "day": "2025-04-08"})
    found = read(tmp_path / "a.jsonl", line, id="key", text="story.full", published="day")
    assert found == [Document(id="7", text=SHELLING, published=dt.date(2025, 4, 8))]


def test_a_mapped_field_is_sought_nowhere_else(tmp_path: Path) -> None:
    assert texts(read(tmp_path / "a.jsonl", json.dumps({"text": SHELLING}), text="story")) == [
        "! no text in any of the fields story"
    ]


@pytest.mark.parametrize("given", ["text", "text=", "=body", "words=body"])
def test_what_maps_nothing_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="is no FIELD=NAME with a field of id, text, title"):
        parse_names([given])


ONE, TWO = {"id": "1", "text": SHELLING}, {"id": "2", "text": TRUCE}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(json.dumps([ONE, TWO]), id="list"),
        pytest.param("\ufeff " + json.dumps([ONE, TWO], indent=2) + "\n", id="list, indented"),
        pytest.param(json.dumps({"status": "ok", "response": {"docs": [ONE, TWO]}}), id="an answer"),
        pytest.param(json.dumps({"articles": [ONE, TWO], "tags": ["a"]}, indent=1), id="an answer, indented"),
        pytest.param(f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n", id="lines"),
        pytest.param(json.dumps([ONE, TWO]).encode("utf-16"), id="UTF-16"),
    ],
)
def test_json_holds_articles_in_many_ways(tmp_path: Path, content: str | bytes) -> None:
    assert texts(read(tmp_path / "a.json", content)) == [SHELLING, TRUCE]


def test_one_article_is_one_object_of_json(tmp_path: Path) -> None:
    content = json.dumps({**ONE, "author": [{"name": "A. Writer"}]}, indent=2)
    assert read(tmp_path / "a.json", content) == [Document(id="1", text=SHELLING)]


@pytest.mark.parametrize(
    "content, expected",
    [
        ('[{"text": "A."}, 5, {"text": "B."}]', ["A.", "! a JSON object is wanted, not 5", "B."]),
        ('[{"text": "A."} {"text": "B."}]', ["A.", "! not JSON, and nothing after it is read: a comma or ]"]),
        ('[{"text": "A."}, {"text": "B', ["A.", "! not JSON, and nothing after it is read: Unterminated"]),
        ('[{"text": "A."},', ["A.", "! the list breaks off"]),
        ("[" * 10_000, ["! not JSON, and nothing after it is read: "]),
        ('{"a":' * 10_000, ["! not JSON: "]),
        ("[]", []),
        ("", ["! not JSON"]),
        ("nothing", ["! not JSON"]),
        ('{"articles": []}', ["! no text in any of the fields"]),
    ],
    ids=range(10),
)
def test_broken_json_is_read_as_far_as_it_goes(tmp_path: Path, content: str, expected: list[str]) -> None:
    found = texts(read(tmp_path / "a.json", content))
    assert len(found) == len(expected)
    assert all(text.startswith(start) for text, start in zip(found, expected, strict=True)), found


def test_a_long_list_of_json_is_read_piece_by_piece() -> None:
    records = [{"id": str(n), "text": SHELLING * (1 + 9_000 * (n == 3))} for n in range(2_000)]
    stream = io.BufferedReader(io.BytesIO(json.dumps(records).encode()))
    found = list(read_json(stream, name="a.json", settings=Settings()))
    assert [position for position, _ in found] == [f"a.json[{n}]" for n in range(1, 2_001)]
    assert all(isinstance(document, Document) for _, document in found)


@pytest.mark.parametrize("name, delimiter", [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_a_table_has_an_article_a_row(tmp_path: Path, name: str, delimiter: str) -> None:
    rows = (
        ("Article ID", "Body", "Pub Date"),
        ("1", '"Shells ""hit"" Taiz.\n\nThree, were hurt."', "2025-04-08"),
        ("2",),
    )
    content = "\r\n".join(delimiter.join(row) for row in rows)
    first, second = read(tmp_path / name, content)
    assert first == Document(id="1", text='Shells "hit" Taiz.\n\nThree, were hurt.', published=dt.date(2025, 4, 8))
    assert isinstance(second, Reject)
    assert (second.id, second.position) == ("2", f"{tmp_path / name}:5")


@pytest.mark.parametrize(
    "content, expected",
    [
        ("", ["! no column is called text, body, "]),
        ("a,b\n1,2\n", ["! no column is called text, body, "]),
        ("id,text\n1,A.\n\n2,B.\n", ["A.", "B."]),
        ("id,text\n1,A.\n2," + "x" * 200 + "\n3,C.\n", ["A.", "! a line of more than 100 bytes", "C."]),
        (b"id,text\n1," + bytes(range(1, 9)) * 9 + b"\n2,B.\n", ["! not text in any known encoding", "B."]),
        ('id,text\n1,"A.\n2,B.', ["A.\n2,B."]),
        ("id,text".encode("utf-16"), ["! a table is UTF-8"]),
    ],
    ids=range(7),
)
def test_a_broken_table_is_read_as_far_as_it_goes(content: str | bytes, expected: list[str]) -> None:
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    found = texts([record for _, record in read_table(stream, name="a.csv", settings=Settings(), limit=100)])
    assert len(found) == len(expected)
    assert all(text.startswith(start) for text, start in zip(found, expected, strict=True)), found


def test_a_table_in_parquet(tmp_path: Path) -> None:
    moment = dt.datetime(2025, 4, 8, 10, tzinfo=dt.UTC)
    rows = [
        {"id": 1, "text": SHELLING, "published": moment, "vector": [1.0, 2.0]},
        {"id": 2, "text": None, "published": None, "vector": None},
    ]
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), path)
    first, second = read_documents([str(path)])
    assert first == Document(id="1", text=SHELLING, published=moment)
    assert isinstance(second, Reject)
    assert second.position == f"{path}:2"


def test_broken_parquet_is_rejected(tmp_path: Path) -> None:
    (found,) = texts(read(tmp_path / "a.parquet", b"PAR1" + bytes(50) + b"PAR1"))
    assert found.startswith("! no Parquet, or broken: ")


@pytest.mark.parametrize("name, module", [("a.parquet", "pyarrow"), ("a.txt.zst", "zstandard")])
def test_a_library_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    path = write(tmp_path / name, "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InputError, match=rf"{module}: pip install 'conflict-kg\[(parquet|zst)\]'"):
        read_documents([path])


# --- crawls


def test_the_pages_of_a_crawl_are_read_and_the_rest_is_counted(tmp_path: Path) -> None:
    chunked = "Content-Type: text/html", "Transfer-Encoding: chunked", "Content-Encoding: gzip"
    packed = gzip.compress(page(*PARAGRAPHS[1:]).encode())
    records = (
        record("software: x", kind="warcinfo"),
        record("GET /", kind="request"),
        record(page()),
        record(page(), status="404 Not Found"),
        record(b"\x89PNG", headers=["Content-Type: image/png"]),
        record(f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n", headers=chunked, url=f"{URL}/2"),
        record("<html><body></body></html>"),
    )
    path = write(tmp_path / "crawl.warc.gz", warc_gz(*records))
    notes: list[str] = []
    first, second, third = read_documents([path], note=notes.append)
    assert first == Document(
        id=content_id(TEXT, URL), text=TEXT, title="Market of Taiz shelled", publisher="The Daily Sand", url=URL
    )
    assert isinstance(second, Document)
    assert (second.url, second.text) == (f"{URL}/2", "\n".join(PARAGRAPHS[1:]))
    assert isinstance(third, Reject)
    assert (third.id, third.reason) == (URL, "no article is found on the page")
    counts = "1 answers with status 404, 1 request records, 1 responses that are no HTML, 1 warcinfo records"
    assert notes == [f"{path}: passed over: {counts}"]


@pytest.mark.parametrize(
    "content, expected",
    [
        (b"garbage\r\n" + record(page()), ["! no WARC record begins here", TEXT]),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\n" + record(page()), ["! a WARC record whose head gives no", TEXT]),
        (b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000 + b"\r\n" + record(page()), ["! a WARC record whose head gives", TEXT]),
        (record(page(), length=100) + record(page()), ["! no article", "! no WARC record begins here", TEXT]),
        (record(page()) + record(page(), url="x:y")[:-500], [TEXT, "! the last WARC record breaks off"]),
        (record(b"", kind="response")[:-9].replace(b"HTTP/1.1 200 OK", b"\0" * 15), ["! "]),
        (record(page() + " " * 10_000_000) + record(page()), ["! a page of more than 10,000,000 bytes", TEXT]),
        (b"", []),
    ],
    ids=["garbage", "no length", "endless head", "short", "cut", "no answer", "too large", "empty"],
)
def test_a_broken_crawl_is_read_around_what_is_broken(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    found = texts(read(tmp_path / "a.warc", content))
    assert len(found) == len(expected), found
    assert all(text.startswith(start) for text, start in zip(found, expected, strict=True)), found


# --- feeds


def test_the_entries_of_a_feed(tmp_path: Path) -> None:
    first = (
        f"<guid>g-1</guid><title>Shells &amp; more</title><link>{URL}</link>"
        "<pubDate>Tue, 08 Apr 2025 10:30:00 +0300</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[<p>{SHELLING}</p><p>Three <b>were</b> hurt.</p>]]></content:encoded>"
        '<source url="https://andes.example">Andes Wire</source>'
    )
    items = (
        first,
        f"<guid>g-2</guid><description>{TRUCE}</description>",
        "<guid>g-3</guid><title>Nothing</title>",
    )
    path = tmp_path / "feed.xml"
    assert read(path, rss(*items)) == [
        Document(
            id="g-1",
            text=f"{SHELLING}\nThree were hurt.",
            title="Shells & more",
            published=dt.datetime(2025, 4, 8, 10, 30, tzinfo=PLUS_3),
            publisher="Andes Wire",
            url=URL,
            language="en",
        ),
        Document(id="g-2", text=TRUCE, language="en"),
        Reject(id="g-3", reason="an entry without content or summary", position=f"{path}[3]"),
    ]


def test_atom(tmp_path: Path) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>tag:a</id><title>T</title>'
        f'<published>2025-04-08T10:00:00Z</published><content type="html">&lt;p&gt;{SHELLING}&lt;/p&gt;</content>'
        f'<link href="{URL}"/></entry></feed>'
    )
    moment = dt.datetime(2025, 4, 8, 10, tzinfo=dt.UTC)
    expected = Document(id="tag:a", text=SHELLING, title="T", published=moment, url=URL)
    assert read(tmp_path / "a.atom", feed) == [expected]


@pytest.mark.parametrize(
    "content, reason",
    [
        (rss().replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss'), "a feed that defines entities of its own"),
        (rss("<a>" * 201), "a feed whose tags are nested more than 200 deep"),
        (rss("x" * 50_000_000), "larger than 50,000,000 bytes"),
    ],
    ids=["entities", "deep", "large"],
)
def test_a_feed_that_takes_too_long_is_rejected(tmp_path: Path, content: str, reason: str) -> None:
    (found,) = texts(read(tmp_path / "a.xml", content))
    assert found.startswith(f"! {reason}")


def test_a_feed_that_trips_its_parser_up_is_rejected(tmp_path: Path) -> None:
    (found,) = texts(read(tmp_path / "a.xml", rss().encode().replace(b"utf-8", b"utf\xbf8")))
    assert found.startswith("! the reading failed: UnicodeDecodeError: ")


def test_a_page_that_trips_its_parser_up_is_rejected_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(_: object, *, url: str | None) -> None:
        if url == URL:
            raise IndexError("no such element")

    monkeypatch.setattr("kg.sources.pages.find_published", find)
    found = texts(read(tmp_path / "a.warc", record(page()) + record(page(), url=f"{URL}/2")))
    assert found == ["! the reading failed: IndexError: no such element", TEXT]


@pytest.mark.parametrize("content", ["", "<svg/>", "text", "<!DOCTYPE x><x>a</x>"])
def test_other_xml_is_no_feed(tmp_path: Path, content: str) -> None:
    (found,) = texts(read(tmp_path / "a.xml", content))
    assert found.startswith("! no RSS or Atom: ")


# --- packed


def packed(name: str, data: bytes) -> bytes:
    return gzip.compress(data) if name.endswith(".gz") else zstandard.compress(data)


@pytest.mark.parametrize("packer", [".gz", ".zst"])
@pytest.mark.parametrize(
    "name, data, expected",
    [
        ("a.txt", SHELLING, [SHELLING]),
        ("a.jsonl", json.dumps(ONE) + "\n" + json.dumps(TWO), [SHELLING, TRUCE]),
        ("a.html", page(), [TEXT]),
        ("a.csv", f"text\n{SHELLING}", [SHELLING]),
    ],
)
def test_packed_files_are_read(tmp_path: Path, name: str, data: str, expected: list[str], packer: str) -> None:
    path = tmp_path / f"{name}{packer}"
    assert texts(read(path, packed(path.name, data.encode()))) == expected


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_the_files_of_an_archive_are_read_and_those_of_other_kinds_are_counted(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "b/one.txt": SHELLING,
        "two.jsonl.gz": gzip.compress(json.dumps(TWO).encode()),
        "bad.txt": b"",
        "more.zip": zipped({"x.txt": "X."}),
        "picture.png": b"",
        "table.parquet": b"PAR1",
    }
    path = write(tmp_path / "a.zip", zipped(files))
    notes: list[str] = []
    records = list(read_documents([path], note=notes.append))
    assert texts(records)[:3] == [SHELLING, TRUCE, "! the text is empty"]
    assert texts(records)[3].startswith("! Parquet is packed in itself")
    assert isinstance(records[2], Reject)
    assert records[2].position == f"{path}/bad.txt"
    assert notes == [f"{path}: files of other kinds, passed over: 2"]


@pytest.mark.parametrize("packer", [".gz", ".zst"])
def test_what_stands_before_a_cut_is_read(tmp_path: Path, packer: str) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"{content_id(str(n))} fell."}) + "\n" for n in range(5_000))
    path = tmp_path / f"a.jsonl{packer}"
    *documents, last = read(path, packed(path.name, lines.encode())[:-5_000])
    assert len(documents) > 1_000
    assert isinstance(last, Reject)
    assert last.reason.startswith("the packed data are broken or break off") or last.reason.startswith("not JSON")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst", "a.zip"])
def test_what_is_not_packed_is_rejected(tmp_path: Path, name: str) -> None:
    (found,) = read(tmp_path / name, b"plain text that is not packed")
    assert isinstance(found, Reject)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.zst", "a.zip", "a.warc.gz"])
def test_what_swells_beyond_measure_is_given_up(tmp_path: Path, name: str) -> None:
    zeros = bytes(60_000_000)
    data = zipped({"z.jsonl": zeros}) if name == "a.zip" else packed(name, zeros)
    *_, last = texts(read(tmp_path / name, data))
    assert last == "! unpacked, the data grow more than 200 times, as no text does"


# --- paths


def test_globs_folders_and_addresses_of_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "b.txt", "B.")
    write(tmp_path / "a.txt", "A.")
    write(tmp_path / "in" / "c d.html", page())
    write(tmp_path / "in" / "e.txt.gz", gzip.compress(b"E."))
    address = (tmp_path / "in" / "c d.html").as_uri()
    assert texts(list(read_documents([f"{tmp_path}/[ab].txt", address]))) == ["A.", "B.", TEXT]
    assert texts(list(read_documents([f"{tmp_path}/**/*.gz", str(tmp_path / "in")]))) == ["E.", TEXT]


@pytest.mark.parametrize(
    "data, expected",
    [
        pytest.param(json.dumps(ONE).encode(), [SHELLING], id="JSON Lines"),
        pytest.param(json.dumps(ONE, indent=1).encode(), [SHELLING], id="an object"),
        pytest.param(json.dumps([ONE, TWO]).encode(), [SHELLING, TRUCE], id="a list"),
        pytest.param(page().encode(), [TEXT], id="a page"),
        pytest.param(record(page()), [TEXT], id="a crawl"),
        pytest.param(rss(f"<description>{TRUCE}</description>").encode(), [TRUCE], id="a feed"),
        pytest.param(gzip.compress(json.dumps(ONE).encode()), [SHELLING], id="packed"),
        pytest.param(gzip.compress(record(page())), [TEXT], id="a packed crawl"),
        pytest.param(gzip.compress(b"x" * 999)[:-9], ["! the packed data are broken or break off"], id="cut"),
        pytest.param(b"[Photo: AFP] Shells fell.", ["[Photo: AFP] Shells fell."], id="text"),
    ],
)
def test_standard_input_tells_what_it_is(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    found = texts(list(read_documents(["-"])))
    assert len(found) == len(expected)
    assert all(text.startswith(start) for text, start in zip(found, expected, strict=True)), found
