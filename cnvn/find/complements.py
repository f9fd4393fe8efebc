"""What follows a title's head: "of the Communist Party of Vietnam Central Committee", "for Maritime Affairs"."""

from collections.abc import Mapping

from cnvn.find.gazetteer import Hit
from cnvn.find.title_words import TitleWords, head_at
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import OrganizationFact, PlaceFact

_ASIDE = 4  # words of a bracket that says what a body is


def complement(
    tokens: Tokens, i: int, end: int, hits: Mapping[int, Hit], words: TitleWords, wide: bool = False
) -> tuple[int, str | None]:
    """Where "of the Communist Party of Vietnam Central Committee" ends that begins with word `i`, and its country.

    It ends with the last word that names a body or a country in its run of capitalised words; what is left of the run
    is the name of the one who has the title. (`i`, None) where no such words begin here.
    """
    country: str | None = None
    last = i
    while last < end and (tokens.gap(last - 1).isspace() or tokens.beside(last - 1) or tokens.gap(last - 1) == ") "):
        if tokens.keys[last] not in words.complement and not (wide and tokens.keys[last] in words.wider):
            break
        k = last + 1
        article = k < end and (tokens.keys[k] in words.article or tokens.keys[k] in words.its)
        k += article
        # "Assistant to the President"; "the envoy of President Voss" is not he
        serves = tokens.keys[last - 1] in words.serving and not article
        if wide and not serves and tokens.keys[last] in words.belonging and (head := _next_head(tokens, k, end, words)):
            last = head
            continue
        body, land, named = k, None, _portfolio(tokens, k, end, words)
        if named:
            k = body = named
        while k < end and (k == last + 1 or _in_body(tokens, k - 1) or _listed(tokens, k, end, named, words)):
            hit = hits.get(k)
            key = tokens.keys[k]
            if hit and hit.first == k and (land_of(hit) or hit.named.body):
                land = (
                    land or state_behind(tokens, hit, end, hits, words.conjunction) or land_of(hit) or _organized(hit)
                )
                # "of Norway Anna Bergen": a town that is a word of the name.
                named_so = country_of(hit) or hit.named.body or named is None or k == body
                k = hit.last
                if named_so and not hit.named.adjective:
                    named = body = k
            elif tokens.gap(k) == "-" and not tokens.cased(k):
                break  # "Minister of Trade Silva | co-chaired"
            elif key in words.bodies or key in words.portfolios or _is_acronym(tokens, k):
                k += 1
                named = body = k
            elif tokens.cased(k) and (key not in words.unnamed or key in words.qualifiers or key in words.descriptive):
                k += 1
            elif (
                (key in words.complement or key in words.conjunction)
                and named == k
                and k + 1 < end
                and _goes_on(tokens, k, end, hits, words)
            ):
                k += 2 if tokens.keys[k + 1] in words.article else 1
            elif key in words.conjunction and named is None and k > last + 1 and _names_body(tokens, k + 1, end, words):
                k += 1  # "of Foreign and European Affairs", "of the National Water and Soil Agency"
            elif last + 1 < k < end - 2 and tokens.cased(k) and tokens.keys[k + 1] in words.article:
                k += 2  # "for Relations Across the Strait"
            else:
                break
        if named is None or tokens.possessive(body - 1):
            break
        last, country = body, country or land
        # "of Pine County, Ohio": what the place lies in, where the name goes on behind it.
        hit = hits.get(last) if last < end and tokens.gap(last - 1) in (", ", ",\n") else None
        if (
            hit
            and not hit.named.adjective
            and land_of(hit)
            and hit.last < end
            and tokens.beside(hit.last - 1)
            and tokens.cased(hit.last)
        ):
            last, country = hit.last, country or land_of(hit)
        # An acronym in brackets behind the name, or what it is: "of the Mazhilis (lower house) of the Parliament".
        if last < end and tokens.gap(last - 1).endswith("("):
            aside = next((j for j in range(last, min(last + _ASIDE, end)) if tokens.gap(j).startswith(")")), last)
            goes_on = aside + 1 < end and tokens.keys[aside + 1] in words.complement
            last = aside + 1 if goes_on else last + tokens.words[last].isupper()
    return last, country


def _is_acronym(tokens: Tokens, k: int) -> bool:
    """Whether word `k` abbreviates a body, and is none of the "L.P." in a name."""
    return tokens.words[k].isupper() and 1 < len(tokens.words[k]) < 8 and "." not in tokens.words[k]


def _next_head(tokens: Tokens, k: int, end: int, words: TitleWords) -> int | None:
    """Where the title ends that begins with word `k`, if one does."""
    while k < end and tokens.keys[k] in words.qualifiers and tokens.beside(k):
        k += 1
    return head_at(tokens, k, end, words) if k < end else None


def _portfolio(tokens: Tokens, k: int, end: int, words: TitleWords) -> int | None:
    """Where "public security" or "labour and social affairs" ends that begins with word `k`."""
    last = None
    while k < end and not tokens.cased(k):
        key = tokens.keys[k]
        if key in words.portfolios:
            last = k + 1
        elif not (key in words.qualifiers or key in words.conjunction):
            break
        if not tokens.beside(k):
            break
        k += 1
    return last


def _names_body(tokens: Tokens, k: int, end: int, words: TitleWords) -> bool:
    """Whether capitalised words up to that of a portfolio or body begin with word `k`, and no title ends with them."""
    ends = words.portfolios | words.bodies
    while k + 1 < end and tokens.cased(k) and tokens.beside(k) and tokens.keys[k] not in ends:
        k += 1
    named = k < end and tokens.cased(k) and tokens.keys[k] in ends
    return named and (k + 1 == end or head_at(tokens, k + 1, end, words) is None)


def _in_body(tokens: Tokens, k: int) -> bool:
    """Whether a body's name may go on after word `k`: "People's Republic", "Party of Vietnam (CPV) Central"."""
    return (
        tokens.beside(k)
        or tokens.gap(k) in (") ", " (")
        or (tokens.possessive(k) and k + 1 < len(tokens.keys) and tokens.cased(k + 1))
    )


def _listed(tokens: Tokens, k: int, end: int, named: int | None, words: TitleWords) -> bool:
    """Whether a list of portfolios goes on with word `k`: "Culture, | Sports and Tourism"."""
    if named != k or tokens.gap(k - 1) not in (", ", ",\n") or not _ministry(tokens, k, words):
        return False
    while k < end and tokens.cased(k) and tokens.beside(k):
        k += 1
    return k + 1 < end and tokens.keys[k] in words.conjunction and _ministry(tokens, k + 1, words)


def _ministry(tokens: Tokens, k: int, words: TitleWords) -> bool:
    """Whether word `k` may begin the name of what a minister is minister of."""
    key = tokens.keys[k]
    return tokens.cased(k) and (key in words.portfolios or key in words.bodies or key in words.qualifiers)


def _goes_on(tokens: Tokens, k: int, end: int, hits: Mapping[int, Hit], words: TitleWords) -> bool:
    """Whether a body's name goes on over word `k` ("of", "and"), rather than a new noun group beginning after it."""
    following = k + 2 if tokens.keys[k + 1] in words.article else k + 1
    if following >= len(tokens.keys) or not tokens.cased(following):
        return False
    key = tokens.keys[following]
    if tokens.keys[k] in words.conjunction and (following in hits or key in words.longest):
        return False
    if _ministry(tokens, following, words) or following in hits or tokens.keys[k] not in words.conjunction:
        return True
    return _names_body(tokens, following, end, words)  # "of Housing and Urban Development"


def country_of(hit: Hit) -> str | None:
    """The country that a known name stands for, if it is one's."""
    return hit.named.country.code if hit.named.country else None


def land_of(hit: Hit) -> str | None:
    """The country that a known name is, or that the place lies in which it names and no person."""
    if hit.named.person:
        return None
    lands = {f.country for f in hit.named.facts if isinstance(f, PlaceFact)}
    return country_of(hit) or (lands.pop() if len(lands) == 1 else None)


def state_behind(
    tokens: Tokens, hit: Hit, end: int, hits: Mapping[int, Hit], conjunction: frozenset[str]
) -> str | None:
    """The country whose state is named behind a town: "Lebanon, New Hampshire". None where none is, and where it may be
    the next of a list: "Hanoi, Texas and Lima"."""
    k = hit.last
    if k >= end or tokens.gap(k - 1) not in (", ", ",\n") or hit.named.adjective or state_of(hit):
        return None
    behind = hits.get(k)
    country = state_of(behind) if behind and behind.first == k else None
    if behind is None or country is None or behind.last >= end:
        return country
    after = behind.last
    following = after + (tokens.keys[after] in conjunction)
    listed = following in hits and (following > after or tokens.gap(after - 1) in (", ", ",\n"))
    return None if listed or tokens.possessive(after - 1) else country


def state_of(hit: Hit) -> str | None:
    """The country of the state of a federation that a known name is, if it is one."""
    return next((f.country for f in hit.named.facts if isinstance(f, PlaceFact) and f.state), None)


def _organized(hit: Hit) -> str | None:
    lands = {c for f in hit.named.facts if isinstance(f, OrganizationFact) for c in f.countries}
    return lands.pop() if len(lands) == 1 else None
