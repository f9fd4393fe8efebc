"""Chronologies: entries that begin with their date ("• Oct. 11, 2011: …") or stand under a line that is a date."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnvn.find.binding import BOUNDS, NEARER
from cnvn.find.frames import Frame
from cnvn.knowledge.words import load_words
from cnvn.model import Sentence, TimeExpression

_MARGIN = re.compile(r"[\s•·▪●■□◆►*_|–—-]*(?:\d{1,2}[.)]\s+(?=\d{4}\b))?")
_MARK = re.compile(r"[\s)*]*(?::|\||--|[–—]|-(?=\s))[\s(*]*|\s*\((?=\d|[^\W\d_]+\.? \d)")
# What a whole sentence ends with.
_ENDS = '.!?"”’)|'
# What an entry without a mark begins with behind its date: "May 1970 Withdrawal of …".
_CAPITAL = re.compile(r"\s*(?=[“\"'(]?[A-Z])")
# A line of its own heads what follows only where the text is built so: that many dated lines make a chronology.
_HEADINGS = 3
# So many titles over paragraphs that tell on are none by chance.
_TITLES = 2
# How long after its day an entry may go on to another one, in days.
_SOON = 366
# How far from its beginning a sentence that opens with a date has it, in characters.
_HEAD = 20
# How far from its beginning an entry names the fight that it tells of, in characters.
_OPENS = 40
# … and a sentence opens with a date that only bounds what it tells.
_LED = 8
# The days of the longest entry beside whose date a day of something else may stand.
_EXACT = 31


@dataclass(frozen=True, slots=True)
class Entry:
    """The date that a sentence stands under. `start` is where its words begin, `first` tells the entry's opening, `led`
    that it is prose, in which the date dates what its own clause tells."""

    time: TimeExpression
    start: int
    first: bool
    led: bool = False


def find_entries(
    text: str, sentences: Sequence[Sentence], times: Sequence[Sequence[TimeExpression]]
) -> dict[int, Entry]:
    """The sentences of entries, by their index, each with the date of its entry."""
    lines = {n: time for n, s in enumerate(sentences) if times[n] and (time := _date_line(text, s, times[n]))}
    lines = {n: time for n, time in lines.items() if not n or _words(text, sentences[n - 1]) not in _labels()}
    heads = {n: time for n, time in lines.items() if not n or sentences[n - 1].paragraph != sentences[n].paragraph}
    headings = heads if len(heads) >= _HEADINGS else {}
    rows = _rows(sentences, {n: time for n, time in lines.items() if n not in heads})
    sessions = _sessions(text, sentences, times)
    unmarked = _unmarked(text, sentences, times)
    led = _led(text, sentences, times)
    found: dict[int, Entry] = {}
    titled = _titled(
        text, sentences, times, unmarked
    )  # the paragraph right behind a title is its own; what follows tells on
    current: tuple[int, TimeExpression] | None = None  # the paragraph and the date of an inline entry
    part, reach = -1, False  # of the current entry: its part, and whether the paragraph behind it is its own
    gone = False  # whether it has gone on to a later date
    under: tuple[int, TimeExpression] | None = None  # the part and the date of the last date line
    for n, sentence in enumerate(sentences):
        if n in sessions:
            current, under = None, (sentence.part, sessions[n])
            if n + 1 in sessions:
                found[n] = Entry(sessions[n], sentence.start, True)
            elif sentence.kind == "heading" or times[n][-1].end < sentence.end:  # it holds its date itself
                current, under = (sentence.paragraph, sessions[n]), None
                part, reach, gone = sentence.part, True, False
            continue
        if n in headings:
            under = (sentence.part, headings[n])
            continue
        if sentence.paragraph in rows:
            found[n] = Entry(
                rows[sentence.paragraph], sentence.start, n == 0 or sentences[n - 1].paragraph < sentence.paragraph
            )
            continue
        if sessions and sentence.kind == "heading":
            under = None
        if opened := _opened(text, sentence, times[n]) or unmarked.get(n):
            current, part, reach = (sentence.paragraph, opened.time), sentence.part, n in titled
            found[n] = opened
            gone = False
        elif n in led:
            current, found[n] = None, led[n]
        elif current and sentence.part == part and 0 <= sentence.paragraph - current[0] <= reach:
            gone = gone or _goes_on(sentence, times[n], current[1])
            if not gone:  # "11 July: … In August embassies were opened. Silva paid a visit."
                found[n] = Entry(current[1], sentence.start, False)
        elif under and sentence.kind == "heading" and n + 1 in headings and n - 1 not in headings:
            found[n] = Entry(headings[n + 1], sentence.start, True)  # the title of the entry that follows
        elif under and under[0] == sentence.part:
            found[n] = Entry(under[1], sentence.start, n - 1 in headings)
    return found


def _rows(sentences: Sequence[Sentence], closing: Mapping[int, TimeExpression]) -> dict[int, TimeExpression]:
    """The paragraphs that are rows of a table and end with their date: "President Silva. Working visit. May 3, 1998";
    several are, and no sentence of theirs stands behind it."""
    last = {s.paragraph: n for n, s in enumerate(sentences)}
    found = {sentences[n].paragraph: time for n, time in closing.items() if last[sentences[n].paragraph] == n}
    return found if len(found) >= _HEADINGS else {}


def _sessions(
    text: str, sentences: Sequence[Sentence], times: Sequence[Sequence[TimeExpression]]
) -> dict[int, TimeExpression]:
    """The titles that name one of several sessions and end with its date in brackets: "First Summit, Oslo (3-5 May
    1991)"; and where there are several, those whose date stands in the line below, with that line."""
    found: dict[int, TimeExpression] = {}
    over: dict[int, TimeExpression] = {}
    for n, s in enumerate(sentences):
        if s.kind not in ("heading", "dateline") or not _session().match(text, s.start, s.end):
            continue
        below = times[n + 1] if n + 1 < len(sentences) and sentences[n + 1].kind == "dateline" else ()
        if len(times[n]) == 1 and times[n][0].period and text[times[n][0].end : s.end] == ")":
            found[n] = times[n][0]
        elif not times[n] and len(below) == 1 and below[0].period:
            over |= {n: below[0], n + 1: below[0]}
    return found | (over if len(over) >= 2 * _TITLES else {})


def _words(text: str, sentence: Sentence) -> str:
    return text[sentence.start : sentence.end].strip(" :").lower()


@cache
def _labels(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "segment")["line"]["labels"])


@cache
def _session(language: str = "en") -> re.Pattern[str]:
    return re.compile(load_words(language, "segment")["line"]["session"])


def _unmarked(text: str, sentences: Sequence[Sentence], times: Sequence[Sequence[TimeExpression]]) -> dict[int, Entry]:
    """The entries whose date a mere blank parts from their words, if several lines are such: prose begins none so."""
    found: dict[int, Entry] = {}
    paragraph = -1
    for n, sentence in enumerate(sentences):
        opens, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        if not (opens and times[n] and times[n][0].period and times[n][0].type == "DATE"):
            continue
        margin = _MARGIN.match(text, sentence.start, sentence.end)
        start = margin.end() if margin else sentence.start
        blank = _CAPITAL.match(text, times[n][0].end, sentence.end) if times[n][0].start == start else None
        if blank:
            found[n] = Entry(times[n][0], blank.end(), True)
    return found if len(found) >= _HEADINGS else {}


def _led(text: str, sentences: Sequence[Sentence], times: Sequence[Sequence[TimeExpression]]) -> dict[int, Entry]:
    """The sentences that open a paragraph with "On 3 May 2011, …", where most paragraphs do: each tells of its day."""
    found: dict[int, Entry] = {}
    paragraph, told = -1, 0
    for n, sentence in enumerate(sentences):
        opens, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        if not opens or sentence.kind == "heading":
            continue
        told += 1
        time = times[n][0] if times[n] else None
        if time is None or time.how != "explicit" or not (time.period and time.period.is_day):
            continue
        lead = text[sentence.start : time.start].strip().lower()
        if lead in _leads() and text[time.end : time.end + 1] == ",":
            found[n] = Entry(time, sentence.start, True, led=True)
    return found if len(found) >= _HEADINGS and 2 * len(found) >= told else {}


@cache
def _leads(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "dates")["story"]["entry_openers"])


def _titled(
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[Sequence[TimeExpression]],
    unmarked: Mapping[int, Entry],
) -> frozenset[int]:
    """The entries that are but titles of the paragraph behind them: "May 2009: Norway's line", and then one that tells.

    All of a text's entries are, or at least two of them stand over such a paragraph. Those without a mark are where
    they are set apart as titles: "1962 Lakes War".
    """
    opening = {n for n, s in enumerate(sentences) if times[n] and _opened(text, s, times[n])}
    opening |= {n for n in unmarked if sentences[n].kind == "heading"}
    titles = frozenset(n for n in opening if text[sentences[n].end - 1] not in _ENDS)
    if len(titles) >= _HEADINGS and len(titles) == len(opening):
        return titles
    over = frozenset(n for n in titles if _is_over_prose(text, sentences, n) and n + 1 not in opening)
    return over if len(over) >= _TITLES else frozenset()


def _is_over_prose(text: str, sentences: Sequence[Sentence], n: int) -> bool:
    behind = sentences[n + 1] if n + 1 < len(sentences) else None
    return behind is not None and behind.paragraph == sentences[n].paragraph + 1 and text[behind.end - 1] in _ENDS


def opens_entry(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether the date from `first` to `last` opens a sentence and has a mark behind it, or nothing at all."""
    margin = _MARGIN.match(text, start, end)
    if (margin.end() if margin else start) != first:
        return False
    return _MARK.match(text, last, end) is not None or not any(c.isalnum() for c in text[last:end])


def _opened(text: str, sentence: Sentence, times: Sequence[TimeExpression]) -> Entry | None:
    """The entry that a sentence opens with its date and a mark; None where it is no entry's opening. A second date that
    lies in the first and has a mark too is the more exact one: "2006 - 15 November: …"."""
    found: Entry | None = None
    margin = _MARGIN.match(text, sentence.start, sentence.end)
    start = margin.end() if margin else sentence.start
    for n, time in enumerate(times[:2]):
        within = found is None or _is_within(time, found.time)
        mark = _MARK.match(text, time.end, sentence.end) if time.period and time.start == start and within else None
        exacter = times[1] if not n and len(times) > 1 and _is_within(times[1], time) else None
        if mark is None and exacter and text[time.end : exacter.start].strip() in ("", ","):  # "2006, November 15: …"
            start = exacter.start
            continue
        if mark is None or mark.end() >= sentence.end:
            break
        start = mark.end()
        found = Entry(time, start, True)
    return found


def _date_line(text: str, sentence: Sentence, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The date that a line is, or None: "May 2011", "2011, May 3", "In 2011:"."""
    first, last = times[0], times[-1]
    within = len(times) == 1 or (len(times) == 2 and _is_within(last, first))
    between = text[first.end : last.start] if last is not first else ""
    before = text[sentence.start : first.start]
    before = "" if before.strip().lower() in _leads() else before
    rest = before + between + text[last.end : sentence.end]
    return last if last.period and within and not any(c.isalnum() for c in rest) else None


def _goes_on(sentence: Sentence, times: Sequence[TimeExpression], entry: TimeExpression) -> bool:
    """Whether a sentence opens with a date of the weeks and months behind the day of its entry."""
    if not times or times[0].start - sentence.start > _HEAD or not (entry.period and entry.period.is_day):
        return False
    first = times[0].period if times[0].type == "DATE" and times[0].how == "explicit" else None
    return first is not None and 0 < (first.start - entry.period.end).days <= _SOON


def _is_within(time: TimeExpression, longer: TimeExpression) -> bool:
    return time.period is not None and longer.period is not None and longer.period.contains(time.period)


def _has_month(time: TimeExpression) -> bool:
    """Whether it is a month or a day of one whose year is not known: "In April"."""
    return time.type == "DATE" and time.value[:1] == "X" and time.value[5:7].isdigit()


def dates_entry(frame: Frame, entry: Entry) -> bool:
    """Whether an entry's date is that of what it tells by `frame`, which has no date of its own."""
    if frame.aside or any(t.period or t.how == "relative" or _has_month(t) for t in frame.times):
        return False  # "Early the next year Silva was elected."
    if frame.type == "conflict" and not frame.narrated and frame.start - entry.start > _OPENS:
        return False  # "cleared the mines that were left from the war"
    own = min((t.start for t, why in frame.passed if why == NEARER and t.period and t.period.is_day), default=0)
    exact = entry.first and entry.time.period and entry.time.period.days <= _EXACT
    if own >= entry.start and not (exact and frame.end < own):
        return False  # the sentence has a day of its own, if for another action
    # "By the early 1960s twelve countries had done so."
    return not any(why == BOUNDS and 0 <= t.start - entry.start < _LED for t, why in frame.passed)
