"""Text → paragraphs, each with its kind and its sentences: what the page looks like, before what it says.

A heading, a caption and a line with nothing but a date or an agency are told from prose by their form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from cnvn.find.dates import find_readings
from cnvn.knowledge.words import load_words
from cnvn.sentences import Block, cut_sentences, ends_in_abbreviation, split_blocks

Kind = Literal["prose", "heading", "caption", "dateline"]

_LONGEST_HEADING = 230
_LONGEST_BYLINE = 100
_LONGEST_CAPTION = 500
# The most words besides its date of a line that says what it is or stands in columns, and of any other.
_MOST_WORDS = 10
_MOST_NAMES = 4
_COLUMNS = ("|", "·", "•")
_ADDRESS = re.compile(r"\S+@\S+|(?:\w+\.)+[a-z]{2,4}\b")  # "news@example.org", "Example.com.vn"
# The most lines of a title with what stands right below it, and what none of them ends in.
_HEAD_LINES = 4
_GOES_ON = (".", ",", ";", ":")
# So many date lines make a chronology.
_ENTRIES = 2
_BELOW = 4  # lines that the entries of a chronology have at most on average, their date line with them
_LABEL = ":"  # behind what a line says that it tells: "Published: May 5, 2001"
_TOLD = ": "  # what parts the date of an entry from its words
_ANYTHING = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f'-]*")
_OPEN_END = re.compile(r"[.!?:;,…](?:[\"')\]]*)$")
# "They met in Oslo on Monday. — Agency", "… on Monday.-Agency", "… on Monday. (Agency)"
_SIGNED_END = re.compile(r"[.!?][\"'”’]* ?(?:[—–-]+ ?[A-Z][\w/]{1,15}|\([A-Z][\w/]{1,15}\))$")

# "… of both. (Agency, May 5, 2001)" at the end of a report.
_SIGNED_IN = re.compile(r"(?P<mark>[.!?][\"']?) ?(?P<in>\([^()\n]*\d[^()\n]*\))$")

# "NANNING, Sept. 16 (Agency) — ", "Phnom Penh, September 3rd— ", "HAVANA (AP) _ ", "BEIJING, May 5 /Agency/ -- "
# The dash alone is found faster.
_HEAD_DASH = re.compile(r"--|[—–_]|[\s)/]-")
_LONGEST_HEAD = 200
_HEAD = re.compile(r"(?P<head>[(\w][^\n]{1,88}?)\s*(?:--+|—|–|_|(?<=[\s)/])-)(?:\s+|$|(?<=\)--)|(?<=\)[—–]))")
# "BEIJING, May 5 ", "HAVANA, Cuba, May 5 (Agency) " with no mark behind it.
_HEAD_BARE = re.compile(
    r"(?P<head>[A-Z]{3,}[A-Z/ .,'-]*, (?:[A-Z][a-z]+(?: [A-Z][a-z]+)?, )?[A-Z][a-z]{2,8}\.? \d{1,2}"
    r"(?: \([^()]{2,40}\))?) +(?=[A-Z])"
)
# "(Hanoi, 3 May 2011) ", "[Hanoi, Agency, 3 May 2011] " with all of it in brackets.
_HEAD_IN = re.compile(r"[(\[](?P<head>[A-Z][^()\[\]\n]{4,60}?\d[^()\[\]\n]{0,12})[)\]][:,]? +(?=[A-Z\"“])")
# "MOSCOW (Agency / Other Agency - 16th September, 2021) " with the day in the brackets.
_HEAD_ROUND = re.compile(r"(?P<head>[A-Z]{3,}[A-Z/ .,'-]*\([^()\n]{2,60} - [^()\n]{4,20}\d{4}\)) +(?=[A-Z])")
# "JAKARTA (JP): ", "ISLAMABAD, May 3: ", "Hanoi, 20 August: "; capitals alone are a speaker's.
_HEAD_COLON = re.compile(
    r"(?P<head>[A-Z]{3,}[A-Z/ .,'-]*(?:, [A-Z][A-Za-z]{2,8}\.? \d{1,2}| \([A-Z][A-Za-z/ ]{1,20}\))+"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?, \d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?): +(?=[A-Z\"“])"
)
# What an agency puts before a report of another one: "[Text] ", "[FBIS Transcribed Text] ".
_BEFORE = re.compile(r"\[[A-Z][^\[\]\n\d]{2,40}\] +")
_AGENCY = re.compile(r"\s*(?:\((?P<round>[^()]{2,80})\)|/(?P<slashed>[^/]{2,30})/)$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report was filed: the stretch of text before its dash."""

    start: int
    end: int
    agency: bool
    dated: bool


class Paragraph(NamedTuple):
    """A paragraph, its kind, and its sentences as (start, end). A report's first paragraph may open with a dateline."""

    start: int
    end: int
    kind: Kind
    sentences: tuple[tuple[int, int], ...]
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Forms:
    """What headings, captions and bylines of a language are told by."""

    particles: frozenset[str]
    never_first: frozenset[str]
    byline: frozenset[str]
    later: frozenset[str]
    credits: frozenset[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    needs: tuple[str, ...]  # what a line holds that ends so
    session: re.Pattern[str]


@cache
def forms(language: str = "en") -> Forms:
    data = load_words(language, "segment")
    return Forms(
        particles=frozenset(data["dateline"]["particles"]),
        never_first=frozenset(data["dateline"]["never_first"]),
        byline=frozenset(data["byline"]["words"]),
        later=frozenset(data["byline"]["later"]),
        credits=frozenset(data["byline"]["credits"]),
        begins=re.compile(data["caption"]["begins"]),
        ends=re.compile(data["caption"]["ends"]),
        needs=tuple(data["caption"]["needs"]),
        session=re.compile(data["line"]["session"]),
    )


def lay_out(text: str, language: str = "en") -> tuple[Paragraph, ...]:
    """The paragraphs of a cleaned text, in order."""
    known = forms(language)
    found = []
    for block in (part for whole in split_blocks(text) for part in _parted(text, whole, known)):
        if not _ANYTHING.search(text, block.start, block.end):  # a rule, a stray mark
            continue
        head = dateline(text, block.start, block.end, known)
        kind = _kind(text, block.start, block.end, head, known)
        if head and kind == "dateline" and head.end < block.end:
            head = None  # "AGENCY NEWS - May 5, 2001": the dash is one of the line's own
        if kind in ("prose", "caption"):
            sentences = cut_sentences(text, block.start, block.end, language)
        else:
            sentences = ((block.start, block.end),)
        found.append(Paragraph(block.start, block.end, kind, sentences, head))
    return tuple(found)


def _parted(text: str, whole: Block, known: Forms) -> Iterator[Block]:
    """A block without the lines and brackets that only say who wrote it and when: each of them is one of its own."""
    for block in _with_bylines_apart(text, whole, known):
        m = _SIGNED_IN.search(text, max(block.start, block.end - _LONGEST_BYLINE), block.end)
        if m and _is_byline(text, m.start("in"), m.end("in"), known):
            yield Block(block.start, m.end("mark"))
            yield Block(m.start("in"), block.end)
        else:
            yield block


def _with_bylines_apart(text: str, block: Block, known: Forms) -> Iterator[Block]:
    """A block, cut around each line that is a byline: such a line right below a title looks as if it went on from it.

    Prose, of which some line ends as a sentence or a part of one does, is left as it is.
    """
    lines = text[block.start : block.end].split("\n", _HEAD_LINES)
    if not 1 < len(lines) <= _HEAD_LINES:
        yield block
        return
    ends = list(accumulate((len(line) + 1 for line in lines), initial=block.start))
    own = [
        len(line) <= _LONGEST_BYLINE and any(c.isdigit() for c in line) and _is_byline(text, at, at + len(line), known)
        for line, at in zip(lines, ends, strict=False)
    ]
    if not any(own) or any(
        line.rstrip().endswith(_GOES_ON) for line, dated in zip(lines, own, strict=True) if not dated
    ):
        yield block
        return
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or own[i] or own[i - 1]:
            start = ends[first] + len(lines[first]) - len(lines[first].lstrip())
            yield Block(start, start + len(text[start : ends[i] - 1].rstrip()))
            first = i


def dateline(text: str, start: int, end: int, known: Forms) -> Dateline | None:
    """The dateline with which a paragraph opens, if it does."""
    before = _BEFORE.match(text, start, end) if text[start] == "[" else None
    start = before.end() if before else start
    dashed = _HEAD_DASH.search(text, start, min(end, start + _LONGEST_HEAD))
    m = _HEAD_ROUND.match(text, start, end) or _HEAD.match(text, start, end) if dashed else None
    m = (
        m
        or _HEAD_BARE.match(text, start, end)
        or _HEAD_COLON.match(text, start, end)
        or _HEAD_IN.match(text, start, end)
    )
    if not m:
        return None
    head = m["head"]
    if head.count("(") != head.count(")"):
        return None  # "Ana Silva (3 May 1929 - 5 May 2010) was …": the dash joins the days of a life
    agency = _AGENCY.search(head)
    place = head[: agency.start()] if agency else head
    words = _WORD.findall(place)
    if words and words[0].lower() in known.never_first:
        return None
    if any(word[0].islower() and word not in known.particles and not _ordinal(place, word) for word in words):
        return None
    dated = any(c.isdigit() for c in place)
    if not (agency or dated) and not (place.isupper() and len(place) > 3):
        return None
    if dated:
        readings = find_readings(text, start, start + len(place))
        if not any(r.month and r.day for r in readings):
            return None
        named = any(not any(r.start <= start + w.start() < r.end for r in readings) for w in _WORD.finditer(place))
        if not (agency or named):  # "February 17 - …" opens an entry of a chronology
            return None
    return Dateline(start, m.end(), agency is not None, dated)


def _ordinal(place: str, word: str) -> bool:
    return re.search(rf"\d{re.escape(word)}\b", place) is not None


def _kind(text: str, start: int, end: int, head: Dateline | None, known: Forms) -> Kind:
    if head and head.end >= end:
        return "dateline"
    if end - start > _LONGEST_CAPTION:
        return "prose"
    piece = text[start:end]
    line = "\n" not in piece and end - start <= _LONGEST_BYLINE
    if line and any(c.isdigit() for c in piece) and _is_byline(text, start, end, known):
        return "dateline"
    if known.begins.match(piece) or (any(mark in piece for mark in known.needs) and known.ends.search(piece)):
        return "caption"
    if "\n" in piece or end - start > _LONGEST_HEADING:
        return "prose"
    return "heading" if _is_heading(piece) else "prose"


def _is_byline(text: str, start: int, end: int, known: Forms) -> bool:
    """Whether a line holds one whole date, or when it was updated, and, besides, nothing but names and words like
    "published on"."""
    readings = find_readings(text, start, end)
    first = readings[0] if readings else None
    clock = first is not None and first.type == "TIME" and text[start : first.start].strip().lower() in known.later
    if not clock and not any(r.month and r.day and r.type in ("DATE", "TIME") for r in readings):
        return False
    if readings[0].start == start and text.startswith(_TOLD, readings[0].end, end):
        return False  # "May 3, 1911: War ends" opens an entry
    rest, at = [], start
    for r in readings:
        rest.append(text[at : r.start])
        at = r.end
    rest.append(text[at:end])
    words = _WORD.findall(_ADDRESS.sub(" ", " ".join(rest)))
    labelled = any(word.lower() in known.byline for word in words) or any(mark in text[start:end] for mark in _COLUMNS)
    return len(words) <= (_MOST_WORDS if labelled else _MOST_NAMES) and all(
        not word[0].islower() or word in known.byline for word in words
    )


def signs(text: str, paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether the paragraph at `i` is a line below an article that says who wrote it and when: "Agency - May 5, 2001".

    Such a line stands right below prose, or below who is to be credited with it, with the next article's title or
    nothing below it.
    """
    if paragraphs[i].kind != "dateline" or paragraphs[i].dateline or not i:
        return False
    above = paragraphs[i - 2] if i > 1 and _credits(text, paragraphs[i - 1]) else paragraphs[i - 1]
    return above.kind == "prose" and (i + 1 == len(paragraphs) or paragraphs[i + 1].kind == "heading")


def _credits(text: str, p: Paragraph) -> bool:
    """Whether a line only says who wrote or edited what stands above it: "Editor: Ann Lee", "(Source: Agency)"."""
    words = _WORD.findall(text[p.start : p.end]) if p.end - p.start <= _LONGEST_BYLINE else []
    return bool(words) and words[0].lower() in forms().credits and all(w[0].isupper() for w in words[1:])


def is_labelled(text: str, p: Paragraph) -> bool:
    """Whether a line with a date says what it is: "Published: May 5, 2001"."""
    label, colon, _ = text[p.start : p.end].partition(_LABEL)
    return p.kind == "dateline" and bool(colon) and {*label.lower().split()} <= forms().byline


def is_session(text: str, p: Paragraph, below: Paragraph) -> bool:
    """Whether a title names one of several sessions and the line below it says when that was."""
    named = p.kind == "heading" and below.kind == "dateline" and not below.dateline
    return named and forms().session.match(text, p.start, p.end) is not None


def heads_entries(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether lines that are dates head what follows them, as in a chronology: several stand between prose and prose,
    where the line that signs an article would have the next one's title below it, and no more than a few lines stand
    below each."""
    kinds = [p.kind for p in paragraphs]
    if sum(is_session(text, p, below) for p, below in pairwise(paragraphs)) >= _ENTRIES:
        return True
    between = sum(kinds[i - 1 : i + 2] == ["prose", "dateline", "prose"] for i in range(1, len(kinds) - 1))
    return between >= _ENTRIES and _BELOW * kinds.count("dateline") >= len(kinds)


def _is_heading(piece: str) -> bool:
    """Whether a line reads as a title: no end of a sentence at its end or within it, a capital at its start.

    >>> _is_heading("Two ministers meet in Vientiane"), _is_heading("They met."), _is_heading("Those present were:")
    (True, False, False)
    """
    if not (piece[0].isupper() or piece[0].isdigit() or piece[0] in "\"'"):
        return False
    if (_OPEN_END.search(piece) and not ends_in_abbreviation(piece)) or _SIGNED_END.search(piece):
        return False
    return len(cut_sentences(piece, 0, len(piece))) == 1
