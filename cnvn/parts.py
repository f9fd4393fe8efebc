"""Which paragraphs of a page belong to which article.

Most texts are one article. A page of several is told by what stands between them: a line that closes an article by
repeating its title, a title above a dateline, or first sentences that introduce the same people in full all over
again and speak of their own "today". A report that an article reprints with a dateline of its own becomes a part of
its own too, with the number of the article that holds it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from cnvn.knowledge.words import load_words
from cnvn.layout import Paragraph, heads_entries, signs

# How many words of a first sentence are looked at, and how long a paragraph is at least that opens an article.
_FIRST_WORDS = 40
_SHORTEST_LEAD = 60
# A title has at least so many words; the first so many characters below it should speak of the same names.
_SHORTEST_TITLE = 5
_BELOW = 400
_ABOVE = 4  # lines between a title and its text, and the title
_LONGEST_CLOSING = 300

_NAME = re.compile(r"[^\W\d_a-z][\w.\u0300-\u036f'-]*(?: [^\W\d_a-z][\w.\u0300-\u036f'-]*){2,5}")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w\u0300-\u036f]{3,}")


@dataclass(frozen=True, slots=True)
class Slice:
    """The paragraphs `first` to `last` (exclusive) that make a part; the article's number on the page, or None."""

    first: int
    last: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Lead:
    """How a paragraph opens: whether it speaks of its own day, whom it introduces in full, whether it goes on."""

    fresh: bool
    name: str | None
    two: bool  # whether somebody else is introduced in full in the same breath
    goes_on: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cues:
    fresh: re.Pattern[str]
    fresh_words: tuple[str, ...]  # one of which stands in a text that `fresh` is worth looking for in
    continuing: re.Pattern[str]
    adding: frozenset[str]
    closing: tuple[str, ...]
    article: str


@cache
def cues(language: str = "en") -> Cues:
    data = load_words(language, "segment")
    lead = data["lead"]
    return Cues(
        fresh=re.compile(rf"\b(?:{'|'.join(lead['fresh'])})\b", re.I),
        fresh_words=tuple(lead["fresh"]),
        continuing=re.compile(rf"(?:{'|'.join(lead['continuing'])})\b", re.I),
        adding=frozenset(lead["adding"]),
        closing=tuple(data["closing"]["phrases"]),
        article=lead["article"] + " ",
    )


def find_slices(text: str, paragraphs: Sequence[Paragraph], language: str = "en") -> tuple[Slice, ...]:
    """The parts of a page, in order. Lines that only close an article belong to none."""
    if heads_entries(text, paragraphs):
        return (Slice(0, len(paragraphs), None),)
    known = cues(language)
    articles = _closed(text, paragraphs, known)
    if len(articles) > 1:
        return _numbered(paragraphs, articles)
    start, end = articles[0] if articles else (0, len(paragraphs))
    articles = _signed(text, paragraphs, start, end)
    if len(articles) > 1:
        found = _numbered(paragraphs, articles)
    else:
        start, end = articles[0] if articles else (start, end)
        starts = [start, *_starts(text, paragraphs, start, end, known)]
        ends = [*starts[1:], end]
        numbers: list[int | None] = [None] if len(starts) == 1 else [*range(1, len(starts) + 1)]
        found = tuple(Slice(*each) for each in zip(starts, ends, numbers, strict=True))
    bodies = [p for each in found if _has_body(text, p := paragraphs[each.first : each.last])]
    told = [p for p in bodies if _has_sentences(text, p)] if len(bodies) > 1 else bodies
    own = len(bodies) > 1 and told and any(p.kind == "dateline" or (p.dateline and p.dateline.dated) for p in told[0])
    if len(found) > 1 and len(told) <= 1 and not own:
        return (Slice(found[0].first, found[-1].last, None),)  # the others are what a page has around its article
    return found


def _numbered(paragraphs: Sequence[Paragraph], articles: Sequence[tuple[int, int]]) -> tuple[Slice, ...]:
    return tuple(
        Slice(first, last, number)
        for number, (start, end) in enumerate(articles, 1)
        for first, last in _reports(paragraphs, start, end)
    )


def _has_body(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a sentence stands there, or many words: not just a menu's "Font size:"."""
    prose = [p for p in paragraphs if p.kind == "prose"]
    return any(p.end - p.start >= _SHORTEST_LEAD or text[p.end - 1] in ".!?\"')" for p in prose)


def _has_sentences(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a paragraph of sentences stands there, or two sentences: not just a menu's words or a line of the top."""
    ended = [p for p in paragraphs if p.kind == "prose" and (text[p.end - 1] in ".!?\"')" or len(p.sentences) > 1)]
    return len(ended) > 1 or any(p.end - p.start >= _SHORTEST_LEAD for p in ended)


def _closed(text: str, paragraphs: Sequence[Paragraph], known: Cues) -> list[tuple[int, int]]:
    """The articles of a page on which lines close an article by repeating its title; the lines are left out.

    The title that is repeated also says where its article began; what stands above it is an article of its own.
    """
    found: list[tuple[int, int]] = []
    titles: dict[str, int] = {}
    start = 0
    for i, p in enumerate(paragraphs):
        if p.end - p.start > _LONGEST_CLOSING or p.kind == "dateline":
            continue
        line = " ".join(text[p.start : p.end].split()).lower()
        phrase = next((phrase for phrase in known.closing if line.startswith(phrase)), None)
        top = _named(line[len(phrase) :], titles) if phrase else None
        if top is not None:
            if any(q.kind == "prose" for q in paragraphs[start:top]):
                found.append((start, top))
                start = top
            found.append((start, i))
            start = i + 1
            titles.clear()
        elif " " in line:
            titles.setdefault(line, i)
    if start < len(paragraphs):
        found.append((start, len(paragraphs)))
    return found


def _signed(text: str, paragraphs: Sequence[Paragraph], start: int, end: int) -> list[tuple[int, int]]:
    """The articles of a page on which each ends with a line that says who wrote it and when; one, if none does."""
    ends = [i + 1 for i in range(start, end) if signs(text, paragraphs[:end], i)]
    edges = [start, *ends, *([] if ends and ends[-1] == end else [end])]
    found = [*pairwise(edges)]
    if len(found) > 1 and not any(p.kind == "prose" for p in paragraphs[found[-1][0] : end]):  # but a footer
        found[-2:] = [(found[-2][0], end)]
    return found


def _named(rest: str, titles: Mapping[str, int]) -> int | None:
    """Which of the titles a line names after the phrase that closes an article; some go on: "… appeared first on"."""
    words = rest.strip(" :»›→>-\"'").split()
    for count in range(len(words), 1, -1):
        title = " ".join(words[:count])
        if title in titles:
            return titles[title]
    return None


def _reports(paragraphs: Sequence[Paragraph], start: int, end: int) -> list[tuple[int, int]]:
    """An article cut where a report begins that it reprints: below a heading, with a dateline of its own."""
    cuts = [start]
    prose = False
    for i in range(start, end):
        p = paragraphs[i]
        if prose and _filed(p) and paragraphs[i - 1].kind == "heading":
            cuts.append(i - 1)
            prose = False
        prose = prose or p.kind == "prose"
    return [*zip(cuts, [*cuts[1:], end], strict=True)]


def _filed(p: Paragraph) -> bool:
    """Whether a paragraph says by itself when or by whom its report was filed."""
    return p.kind == "dateline" or (p.dateline is not None and (p.dateline.agency or p.dateline.dated))


def _starts(text: str, paragraphs: Sequence[Paragraph], start: int, end: int, known: Cues) -> list[int]:
    """Where further articles begin on a page without closing lines."""
    body = next((i for i in range(start, end) if paragraphs[i].kind == "prose"), end)
    if not _may_hold_several(text, paragraphs[body + 1 : end], known):
        return []
    leads = {i: lead for i in range(body, end) if (lead := _lead(text, paragraphs[i], known))}
    tops = {i: _title_above(text, paragraphs, i, body) for i in range(body + 1, end)}
    certain = _certain(text, paragraphs, leads, tops, body)
    if not certain:
        return []
    # The page is a collection: now a first sentence need not prove by itself that it opens an article.
    openers = Counter(lead.name for i, lead in leads.items() if i in certain or i == body)
    opening = {
        i
        for i, lead in leads.items()
        if i > body and (tops[i] < i or (not lead.goes_on and (lead.fresh or (lead.name and openers[lead.name] > 1))))
    }
    return sorted({tops[i] for i in certain | opening})


def _may_hold_several(text: str, paragraphs: Sequence[Paragraph], known: Cues) -> bool:
    """Whether one of these paragraphs could open an article, by a cheap look."""
    if not paragraphs:
        return False
    lowered = text[paragraphs[0].start : paragraphs[-1].end].lower()
    return any(word in lowered for word in known.fresh_words) or any(map(_filed, paragraphs))


def _certain(
    text: str, paragraphs: Sequence[Paragraph], leads: Mapping[int, Lead], tops: Mapping[int, int], body: int
) -> set[int]:
    """Paragraphs that open an article, whatever the rest of the page looks like. The page's text begins at `body`."""
    found: set[int] = set()
    first = leads.get(body)
    names = {first.name} if first else set()
    for i, top in tops.items():
        p, lead = paragraphs[i], leads.get(i)
        # Somebody is introduced all over again, or two at once, or as the first of the page was.
        introduces = lead and lead.name and (lead.two or lead.name in names or (first and first.fresh and first.name))
        if (_filed(p) and (top < i or p.kind == "prose") and not _teased(text, p)) or (
            lead and lead.fresh and (top < i or (introduces and not lead.goes_on))
        ):
            found.add(i)
        if lead:
            names.add(lead.name)
    return found


def _teased(text: str, p: Paragraph) -> bool:
    """Whether a report's first words stand above it already, as a page's teaser for it."""
    start = p.dateline.end if p.dateline else p.start
    words = text[start : min(p.end, start + _SHORTEST_LEAD)]
    at = text.find(words, 0, p.start) if len(words) == _SHORTEST_LEAD else -1
    return at >= 0 and not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _title_above(text: str, paragraphs: Sequence[Paragraph], i: int, start: int) -> int:
    """The title of the article whose text begins with paragraph `i`, or `i` itself where it has none.

    Above a text stand its title, subtitle and byline, but also whatever the article before it ended with.
    """
    top = i
    for j in range(i - 1, max(start, i - _ABOVE) - 1, -1):
        p = paragraphs[j]
        if p.kind not in ("heading", "dateline"):
            break
        alone = j == i - 1 and p.kind == "heading" and _ends_text(text, paragraphs[j - 1])
        above_date = p.kind == "heading" and top == i and _filed(paragraphs[j + 1])
        if above_date or _shares_names(text, p, paragraphs[i]) or (alone and _long_enough(text, p)):
            top = j
    return top


def _ends_text(text: str, p: Paragraph) -> bool:
    """Whether a paragraph is prose and no item of a list, so that a heading below it is none either."""
    return p.kind == "prose" and text[p.start].isalpha() and text[p.end - 1] in ".!?\"')"


def _long_enough(text: str, title: Paragraph) -> bool:
    return len(text[title.start : title.end].split()) >= _SHORTEST_TITLE


def _shares_names(text: str, title: Paragraph, p: Paragraph) -> bool:
    """Whether a title is long enough for one and the text below it speaks of the same names."""
    if title.kind != "heading" or not _long_enough(text, title):
        return False
    below = set(_CAPITALISED.findall(text, p.start, min(p.end, p.start + _BELOW)))
    return len(below.intersection(_CAPITALISED.findall(text, title.start, title.end))) >= 2


def _lead(text: str, p: Paragraph, known: Cues) -> Lead | None:
    """How a paragraph of prose opens; None for anything that opens no article."""
    if p.kind != "prose" or p.end - p.start < _SHORTEST_LEAD or not text[p.start].isupper():
        return None
    start, end = p.sentences[0]
    words = text[start : min(end, start + 600)].split()[:_FIRST_WORDS]
    if words[-1].endswith(":") or any(word.endswith(":") for word in words[:6]):
        return None
    opening = " ".join(words)
    lowered = opening.lower()
    fresh = known.fresh.search(opening) if any(word in lowered for word in known.fresh_words) else None
    at_once = fresh is not None and fresh.start() == 0
    begins = fresh.end() if fresh and at_once else 0
    names = list(islice(_NAME.finditer(opening, begins), 2))
    subject = names[0] if names and not opening[begins : names[0].start()].strip(", ") else None
    return Lead(
        fresh=fresh is not None,
        name=subject[0] if subject and not subject[0].startswith(known.article) else None,
        two=len(names) > 1,
        goes_on=(not at_once and known.continuing.match(opening) is not None)
        or not known.adding.isdisjoint(words[1:7]),
    )
