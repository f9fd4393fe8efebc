"""Titles: read from their head ("minister") outwards, over qualifiers, countries and bodies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from cnvn.find.gazetteer import Hit
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import CountryFact, OrganizationFact
from cnvn.knowledge.words import load_words

_AUXILIARY = ("be", "have", "future", "conditional", "do")


@dataclass(frozen=True, slots=True, eq=False)
class TitleWords:
    """The words of `titles.toml` and `actors.toml`. `heads` has each head phrase (folded) with its singular; `longest`
    the number of words of the longest head that begins with a key; `offices` the singular heads of offices."""

    heads: Mapping[str, str]
    longest: Mapping[str, int]
    offices: frozenset[str]
    honorifics: frozenset[str]
    several: frozenset[str]
    qualifiers: frozenset[str]
    ranks: frozenset[str]
    past: frozenset[str]
    leading: frozenset[str]
    determiners: frozenset[str]
    complement: frozenset[str]
    wider: frozenset[str]
    widened: frozenset[str]
    kinds: tuple[tuple[str, str], ...]
    single: frozenset[str]
    bodies: frozenset[str]
    after_name: frozenset[str]
    unnamed: frozenset[str]
    descriptive: frozenset[str]
    portfolios: frozenset[str]
    conjunction: frozenset[str]
    article: frozenset[str]
    belonging: frozenset[str]
    counterpart: frozenset[str]
    general: frozenset[str]
    referring: frozenset[str]
    adjectives: frozenset[str]
    verbs: frozenset[str]
    finite: frozenset[str]
    bases: frozenset[str]
    participle: str


@cache
def title_words(language: str = "en") -> TitleWords:
    """The words of titles of a language."""
    titles, actors = load_words(language, "titles"), load_words(language, "actors")
    grammar, verbs = load_words(language, "grammar"), load_words(language, "verbs")
    closed = {word for listed in grammar["classes"].values() for word in listed}
    descriptive = frozenset(actors["unnamed"]["descriptive"])
    finite = {form for group in verbs.values() for line in group.values() for form in line.split()[:2]}
    heads: dict[str, str] = {}
    for head in (*titles["heads"]["office"], *titles["heads"]["role"]):
        heads[_key(head)] = heads[_key(titles["plural"].get(head, head + "s"))] = head
    honorifics = frozenset(_key(h) for h in titles["honorifics"]["person"])
    longest: dict[str, int] = {}
    for phrase in (*heads, *honorifics):
        first, size = phrase.split(" ", 1)[0], phrase.count(" ") + 1
        longest[first] = max(longest.get(first, 0), size)
    qualifiers = titles["qualifiers"]
    kinds = [(f" {phrase} ", kind["id"]) for kind in titles["kind"] for phrase in kind["phrases"]]
    lists = {key: frozenset(words) for key, words in titles["words"].items()}
    references = actors["references"]
    return TitleWords(
        heads=heads,
        longest=longest,
        offices=frozenset(titles["heads"]["office"]),
        honorifics=honorifics,
        several=frozenset(titles["honorifics"]["several"]),
        qualifiers=frozenset((*qualifiers["rank"], *qualifiers["past"], *qualifiers["other"])),
        ranks=frozenset(qualifiers["rank"]),
        past=frozenset(qualifiers["past"]),
        leading=frozenset((*qualifiers["past"], *qualifiers["leading"])),
        **lists,
        kinds=tuple(sorted(kinds, key=lambda pair: (-len(pair[0]), pair))),
        single=frozenset(kind["id"] for kind in titles["kind"] if kind["single"]),
        bodies=frozenset(actors["bodies"]["words"]),
        after_name=frozenset(actors["bodies"]["after_name"]),
        unnamed=frozenset((*actors["unnamed"]["words"], *descriptive, *(word for word in closed if word.isalpha()))),
        descriptive=descriptive,
        counterpart=frozenset(references["counterpart"]),
        general=frozenset(references["any_office"]),
        referring=frozenset((*references["counterpart"], *references["any_office"])),
        verbs=frozenset(finite | closed),
        finite=frozenset(finite | {word for name in _AUXILIARY for word in grammar["classes"][name]}),
        bases=frozenset(base for group in verbs.values() for base in group),
        participle=grammar["shapes"]["participle_ending"],
    )


@dataclass(frozen=True, slots=True)
class Title:
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


def head_at(tokens: Tokens, i: int, end: int, words: TitleWords) -> int | None:
    """Where a head or honorific that begins with word `i` ends, the longest; None where none begins."""
    longest = words.longest.get(tokens.keys[i])
    if longest is None:
        return None
    keys = tokens.keys
    for last in range(min(end, i + longest), i, -1):
        phrase = keys[i] if last == i + 1 else " ".join(keys[i:last])
        if phrase in words.heads or phrase in words.honorifics:
            return last
    return None


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
    after, of_country = complement(tokens, last, end, hits, words, head in words.widened)
    before = (tokens.keys[k] for k in range(first, i) if k not in hits or country_of(hits[k]) is None)
    kind = kind_of((*before, *head.replace("-", " ").split(), *tokens.keys[last:after]), words)
    return Title(
        first,
        core,
        after,
        head,
        kind,
        country or of_country,
        head != phrase,
        past=any(k in words.past for k in tokens.keys[first:i]),
    )


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


@lru_cache(4096)
def kind_of(keys: tuple[str, ...], words: TitleWords) -> str:
    """Which kind of office a title's words name; a rank below it makes another kind."""
    title = f" {' '.join(keys)} "
    for phrase, kind in words.kinds:
        if phrase in title:
            rank = [k for k in title[: title.index(phrase) + 1].split() if k in words.ranks]
            return " ".join((*rank, kind))
    return ""


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
                    and not hit.adjective
                    and (body := _body_of(tokens, before, start, words)) is not None
                ):
                    return body, body, country
                if before >= start and tokens.keys[before] in words.leading and tokens.beside(before):
                    return core, before, country
                return core, hit.first, country
            if own or not any(isinstance(f, OrganizationFact) for f in hit.facts):
                break
            core = k = hit.first
            country = next((f.countries[0] for f in hit.facts if isinstance(f, OrganizationFact) and f.countries), None)
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
        elif key in words.belonging and k - 1 >= start and tokens.keys[k - 1] in words.heads:
            core = k = k - 1
        elif (
            key in words.article
            and core > k
            and tokens.keys[k - 1] in words.belonging
            and tokens.keys[k - 2] in words.heads
        ):
            core = k - 2
            k -= 2
        elif (key in words.heads and tokens.cased(k) == titled) or (titled and k > start and _word(tokens, k, words)):
            core = k
        else:
            break
        k -= 1
    return core, core, country


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


def _ends_title(tokens: Tokens, k: int, words: TitleWords) -> bool:
    return tokens.keys[k] in words.heads and tokens.beside(k)


def complement(
    tokens: Tokens, i: int, end: int, hits: Mapping[int, Hit], words: TitleWords, wide: bool = False
) -> tuple[int, str | None]:
    """Where "of the Communist Party of Vietnam Central Committee" ends that begins with word `i`, and its country.

    It ends with the last word that names a body or a country in its run of capitalised words; what is left of the run
    is the name of the one who has the title. (`i`, None) where no such words begin here.
    """
    country: str | None = None
    last = i
    while last < end and (tokens.gap(last - 1).isspace() or tokens.beside(last - 1)):
        if tokens.keys[last] not in words.complement and not (wide and tokens.keys[last] in words.wider):
            break
        k = last + 1
        if k < end and tokens.keys[k] in words.article:
            k += 1
        # "Assistant to the President"
        if wide and tokens.keys[last] in words.belonging and (head := _next_head(tokens, k, end, words)):
            last = head
            continue
        body, land, named = k, None, _portfolio(tokens, k, end, words)
        if named:
            k = body = named
        while k < end and (k == last + 1 or _in_body(tokens, k - 1)):
            hit = hits.get(k)
            key = tokens.keys[k]
            if hit and hit.first == k and (country_of(hit) or any(isinstance(f, OrganizationFact) for f in hit.facts)):
                land = land or country_of(hit) or _organized(hit)
                k = hit.last
                if not hit.adjective:
                    named = body = k
            elif key in words.bodies or key in words.portfolios or (tokens.words[k].isupper() and 1 < len(key) < 8):
                k += 1
                named = body = k
            elif tokens.cased(k) and (key not in words.unnamed or key in words.qualifiers or key in words.descriptive):
                k += 1
            elif (
                (key in words.complement or key in words.conjunction)
                and named == k
                and k + 1 < end
                and _goes_on(tokens, k, hits, words)
            ):
                k += 2 if tokens.keys[k + 1] in words.article else 1
            else:
                break
        if named is None or tokens.possessive(body - 1):
            break
        last, country = body, country or land
        # An acronym in brackets after the body's name.
        if last < end and tokens.gap(last - 1).endswith("(") and tokens.words[last].isupper():
            last += 1
    return last, country


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


def _in_body(tokens: Tokens, k: int) -> bool:
    """Whether a body's name may go on after word `k`: "People's Republic", "Party of Vietnam (CPV) Central"."""
    return (
        tokens.beside(k)
        or tokens.gap(k) in (") ", " (")
        or (tokens.possessive(k) and k + 1 < len(tokens.keys) and tokens.cased(k + 1))
    )


def _goes_on(tokens: Tokens, k: int, hits: Mapping[int, Hit], words: TitleWords) -> bool:
    """Whether a body's name goes on over word `k` ("of", "and"), rather than a new noun group beginning after it."""
    following = k + 2 if tokens.keys[k + 1] in words.article else k + 1
    if following >= len(tokens.keys) or not tokens.cased(following):
        return False
    key = tokens.keys[following]
    if tokens.keys[k] in words.conjunction and (following in hits or key in words.longest):
        return False
    return (
        following in hits or key in words.bodies or key in words.qualifiers or tokens.keys[k] not in words.conjunction
    )


def country_of(hit: Hit) -> str | None:
    """The country that a known name stands for, if it is one's."""
    codes = [f.code for f in hit.facts if isinstance(f, CountryFact)]
    return codes[0] if len(codes) == 1 else None


def _organized(hit: Hit) -> str | None:
    lands = {c for f in hit.facts if isinstance(f, OrganizationFact) for c in f.countries}
    return lands.pop() if len(lands) == 1 else None


def _key(phrase: str) -> str:
    return phrase.replace("-", " ").rstrip(".") if not phrase.count(".") > 1 else phrase
