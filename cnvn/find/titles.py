"""Titles: read from their head ("minister") outwards, over qualifiers, countries and bodies."""

from collections.abc import Mapping
from typing import NamedTuple

from cnvn.find.complements import complement, country_of, land_of
from cnvn.find.gazetteer import Hit
from cnvn.find.title_words import TitleWords, head_at, kind_of, kind_there
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import OrganizationFact


class Title(NamedTuple):
    """Words `first` to `last` (exclusive) are a title, its office alone `core` to `last`; `head` is the singular head.

    `kind` tells which offices answer to it (see titles.toml), `country` where its words say of which one it is.
    """

    first: int
    core: int
    last: int
    head: str
    kind: str
    country: str | None
    plural: bool
    honorific: bool = False
    past: bool = False


def read_title(
    tokens: Tokens, i: int, start: int, end: int, hits: Mapping[int, Hit], words: TitleWords
) -> Title | None:
    """The title whose head begins with word `i`, within the words from `start` to `end` (exclusive).

    `hits` has the known names by each of their words.
    """
    last = head_at(tokens, i, end, words)
    if last is None:
        return None
    phrase = " ".join(tokens.keys[i:last])
    head = words.heads.get(phrase)
    if head is None:
        return Title(i, i, last, phrase, "", None, phrase in words.several, honorific=True)
    if _goes_on_to_head(tokens, i, last, end, words):
        return None
    core, first, country = _leftwards(tokens, i, start, hits, words)
    # "the counterpart of Premier Voss": what follows is another person.
    whose = head in words.counterpart
    after, of_country = (
        _whence(tokens, last, end, hits, words)
        if whose
        else complement(tokens, last, end, hits, words, head in words.widened)
    )
    if after == last and head in words.presiding and tokens.cased(i):
        after = _presided(tokens, last, end, words)
    country = (
        country or of_country or (_land_of_body(tokens, after, end, hits, words) if head in words.offices else None)
    )
    before = (tokens.keys[k] for k in range(first, i) if k not in hits or country_of(hits[k]) is None)
    kind = kind_of((*before, *head.replace("-", " ").split(), *tokens.keys[last:after]), words)
    return Title(
        first,
        core,
        after,
        head,
        kind_there(kind, country, words),
        country,
        head != phrase,
        past=any(k in words.past for k in tokens.keys[first:i]),
    )


def _whence(tokens: Tokens, i: int, end: int, hits: Mapping[int, Hit], words: TitleWords) -> tuple[int, str | None]:
    """Where "from Chile" ends behind a counterpart's head before word `i`, and the country; (`i`, None) without it."""
    hit = hits.get(i + 1) if i + 1 < end and tokens.keys[i] in words.whence and tokens.beside(i - 1) else None
    land = country_of(hit) if hit and not hit.named.adjective else None
    return (hit.last, land) if hit and land else (i, None)


def _presided(tokens: Tokens, i: int, end: int, words: TitleWords) -> int:
    """Where the body's name ends that stands right behind the head before word `i`, with a name behind it: "Speaker |
    National Assembly Ana Silva"; `i` where none does."""
    k = i
    while k < end and tokens.beside(k - 1) and tokens.cased(k):
        if tokens.keys[k] in words.bodies and _more(tokens, k, end):
            return k + 1
        if tokens.keys[k] in words.longest and tokens.keys[k] not in words.qualifiers:
            return i
        k += 1
    return i


def _goes_on_to_head(tokens: Tokens, i: int, last: int, end: int, words: TitleWords) -> bool:
    """Whether the head is only a word of a longer title ("Chief Medical Advisor") or of a body's name ("General
    Assembly"), by what its run of words goes on with."""
    k, cased = last, tokens.cased(i)
    qualifier = tokens.keys[i] in words.qualifiers and last == i + 1
    while k < end and k < last + 5 and tokens.beside(k - 1) and tokens.cased(k) == cased:
        key = tokens.keys[k]
        if key in words.bodies and cased and not _more(tokens, k, end):
            return True
        if key in words.longest and (after := head_at(tokens, k, end, words)):
            if " ".join(tokens.keys[k:after]) in words.honorifics:
                return False
            return qualifier or (cased and _more(tokens, after - 1, end)) or not cased
        if not cased and key not in words.qualifiers:
            return False
        k += 1
    return False


def _more(tokens: Tokens, k: int, end: int) -> bool:
    return k + 1 < end and tokens.beside(k) and tokens.cased(k + 1)


def _leftwards(
    tokens: Tokens, i: int, start: int, hits: Mapping[int, Hit], words: TitleWords
) -> tuple[int, int, str | None]:
    """Where the office and the whole title begin whose head is word `i`, and the country named before it."""
    core, country, k = i, None, i - 1
    titled = tokens.cased(i)
    while k >= start:
        own = tokens.possessive(k)
        if not own and not tokens.beside(k):
            break
        hit = hits.get(k)
        if hit:
            land = country_of(hit)
            if land:
                country = land
                # "former US president": what stands before the country still belongs to the title.
                before = hit.first - 1
                if (
                    titled
                    and not own
                    and not hit.named.adjective
                    and (body := _body_of(tokens, before, start, words)) is not None
                ):
                    return body, body, country
                if before >= start and tokens.keys[before] in words.leading and tokens.beside(before):
                    return core, before, country
                return core, hit.first, country
            if (place := land_of(hit)) and core < k + 2 and _local(tokens, i, hit.first, start, words):
                return core, hit.first, place
            if own or not hit.named.body:
                break
            core = k = hit.first
            country = next(
                (f.countries[0] for f in hit.named.facts if isinstance(f, OrganizationFact) and f.countries), None
            )
            k -= 1
            continue
        key = tokens.keys[k]
        if own:
            break
        if key in words.qualifiers or (key in words.bodies and (tokens.cased(k) or not titled)):
            core = k
        elif key in words.conjunction and k - 1 >= start and _ends_title(tokens, k - 1, words):
            core = k - 1
            k -= 1
        elif key in words.belonging and k - 1 >= start and _tied(tokens, k - 1, words):
            core = k = k - 1
        elif (
            key in words.article and core > k and tokens.keys[k - 1] in words.belonging and _tied(tokens, k - 2, words)
        ):
            core = k - 2
            k -= 2
        elif key in words.chosen and k > start and tokens.keys[k - 1] in words.newly:  # "the newly elected president"
            core = k = k - 1
        elif (key in words.heads and tokens.cased(k) == titled) or (
            k > start and (_word(tokens, k, words) if titled else _between(tokens, k, start, hits, words))
        ):
            core = k
        else:
            break
        k -= 1
    return core, core, country


def _land_of_body(tokens: Tokens, i: int, end: int, hits: Mapping[int, Hit], words: TitleWords) -> str | None:
    """The country of a body whose name is no known one: "chairman of the Thai chamber of commerce", "head of the
    Chinese Communist Party's publicity department"."""
    opens = i + 2 < end and tokens.keys[i] in words.belonging & words.complement and tokens.keys[i + 1] in words.article
    hit = hits.get(i + 2) if opens and tokens.gap(i - 1).isspace() else None
    if hit is None or not (hit.named.adjective or tokens.possessive(hit.last - 1)) or tokens.gap(hit.last - 1) == "-":
        return None
    lands: set[str | None] = {c for f in hit.named.facts if isinstance(f, OrganizationFact) for c in f.countries}
    lands = lands or {country_of(hit)}
    return lands.pop() if len(lands) == 1 else None


def _between(tokens: Tokens, k: int, start: int, hits: Mapping[int, Hit], words: TitleWords) -> bool:
    """Whether word `k` stands between a country's adjective and a head, "Chilean fisheries minister": what it says of
    the office need not be known."""
    before = hits.get(k - 1) if k > start and tokens.beside(k - 1) else None
    adjective = before is not None and before.named.adjective and country_of(before) is not None
    return tokens.keys[k] in words.portfolios or (adjective and tokens.keys[k] not in words.verbs)


def _local(tokens: Tokens, i: int, first: int, start: int, words: TitleWords) -> bool:
    """Whether the place that begins with word `first` says whose the head `i` is: "Hanoi Mayor", but not "in Hanoi
    Governor …"."""
    before = tokens.keys[first - 1] if first > start else ""
    return tokens.keys[i] in words.local and not (before in words.complement or before in words.wider)


def _word(tokens: Tokens, k: int, words: TitleWords) -> bool:
    """Whether a capitalised word may be any part of a capitalised title: "Climate" in "Climate Envoy"."""
    return tokens.cased(k) and tokens.keys[k] not in words.unnamed and len(tokens.keys[k]) > 1


def _body_of(tokens: Tokens, k: int, start: int, words: TitleWords) -> int | None:
    """Where the body begins that word `k`, its "of", ties to the country after it: "Communist Party of Vietnam"."""
    if (
        k <= start
        or tokens.keys[k] not in words.belonging
        or tokens.keys[k - 1] not in words.bodies
        or not tokens.cased(k - 1)
    ):
        return None
    k -= 1
    while k > start and tokens.cased(k - 1) and tokens.beside(k - 1):
        k -= 1
    return k


def _tied(tokens: Tokens, k: int, words: TitleWords) -> bool:
    """Whether word `k` is a head of the same person's as the title after its "of": no "counterpart of Premier Voss"."""
    key = tokens.keys[k]
    return key in words.heads and key not in words.counterpart and key not in words.serving


def _ends_title(tokens: Tokens, k: int, words: TitleWords) -> bool:
    return tokens.keys[k] in words.heads and tokens.beside(k)
