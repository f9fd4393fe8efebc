"""The stages in their order: one article's extraction as a pure function, and many articles on one or more workers."""

import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cnvn.assemble import Assembler, Refusal, Setting
from cnvn.clean import clean
from cnvn.company import add_company, company_spotted
from cnvn.errors import Issue
from cnvn.find.actions import find_actions
from cnvn.find.actors import find_actors
from cnvn.find.delegations import with_leaders
from cnvn.find.entries import find_entries
from cnvn.find.frames import Frame
from cnvn.find.grammar import Grammar, load_grammar
from cnvn.find.items import itemize
from cnvn.find.rules import load_rules
from cnvn.find.triggers import Spotted, spot_triggers, with_pairs_named
from cnvn.guest_lists import gone_to, guest_lists, whither
from cnvn.headline import headline_news
from cnvn.knowledge import Knowledge, load
from cnvn.layout import dateline, forms
from cnvn.lead_days import lead_days
from cnvn.model import Actor, Article, Candidate, Part, Place, Sentence, TimeExpression
from cnvn.openings import openings
from cnvn.remarks import remarked
from cnvn.remarks_made import made_aside
from cnvn.resolve.dates import kinds_of_text, resolve_dates
from cnvn.resolve.ranges import join_ranges
from cnvn.segment import Segmented, segment
from cnvn.sequel import may_go_on
from cnvn.two_sides import BACK, CHRONOLOGY, two_sides
from cnvn.under_way import leads, may_be_under_way
from cnvn.versions import tells_rival

_BATCH = 32


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of one article."""

    article: Article
    parts: tuple[Part, ...]
    candidates: tuple[Candidate, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What each stage saw in an article; the tuples by sentence are aligned with `sentences`."""

    clean: str
    parts: tuple[Part, ...]
    kinds: tuple[str, ...]  # for each part "news" or "history": whence its bare dates count
    sentences: tuple[Sentence, ...]
    times: tuple[tuple[TimeExpression, ...], ...]
    actors: tuple[tuple[Actor, ...], ...]
    actions: tuple[tuple[Frame, ...], ...]
    candidates: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]
    aside: frozenset[int]  # which of all that became candidates, in order, were mere remarks and are none any more


def extract(article: Article, knowledge: Knowledge) -> Extraction:
    """The candidate events of one article. Pure: the same article and knowledge always give the same."""
    seen = trace(article, knowledge, whole=False)
    return Extraction(article, seen.parts, seen.candidates)


def trace(article: Article, knowledge: Knowledge, *, whole: bool = True) -> Trace:
    """One article through all stages, with what each of them saw.

    Not `whole`, the actions of sentences that can make no event are passed by: those without a day, with nothing told
    shortly before that could give them one. The candidates are the same.
    """
    grammar, rules = load_grammar(article.language), load_rules(article.language)
    text = clean(article.text)
    cut = segment(text, article.published)
    spotted = spot_triggers(text, cut.sentences, article.language)
    # An anniversary is an event, and dates none.
    readings = tuple(tuple(r for r in found if r.means != "anniversary") for found in cut.readings)
    times = tuple(join_ranges(text, found) for found in resolve_dates(text, cut.sentences, readings, cut.parts))
    entries = find_entries(text, cut.sentences, times)
    told = spotted.told.keys() | {n for n, entry in entries.items() if entry.first}
    listed = {n: title for n, title in guest_lists(text, cut.sentences, times).items() if n not in spotted.told}
    told |= listed.keys()
    accompanied = company_spotted(text, cut.sentences, article.language)
    wanted = with_pairs_named(cut.sentences, told, spotted.paired, BACK)
    wanted |= {m for n, where in accompanied.items() for m in (n, *where)} | {*listed.values()}
    wanted |= {0} if len(entries) >= CHRONOLOGY else set()  # its title says what a chronology is about
    days = [found or ((entries[n].time,) if n in entries else ()) for n, found in enumerate(times)]
    actors = find_actors(
        text, cut.sentences, cut.parts, knowledge, wanted, article.language, times=days, title=article.title
    )
    heads = _datelines(text, cut.sentences, article.language)
    kinds = kinds_of_text(cut.sentences, cut.readings, cut.parts)
    news = headline_news(article, cut.parts, kinds, cut.sentences, times, actors)
    remarks = remarked(text, cut.sentences, told, cut.parts, times, grammar.lists["remarked"])
    opened = openings(text, cut.sentences, times, actors, grammar)
    steps = _steps(cut)
    sides = two_sides(text, cut, actors, grammar, knowledge.unions(), sum(e.first for e in entries.values()))
    rival = tells_rival(article.language)
    heres = _heres(text, cut, actors, heads, grammar)
    first = leads(cut.sentences)
    began = lead_days(text, cut.sentences, cut.parts, kinds, times, actors, first, grammar)
    setting = Setting(cut.parts, entries, heres, sides, steps, remarks, opened, began, rival, news, first)
    done = Assembler(article, cut.sentences, setting)
    coming = _coming(cut.sentences, times, spotted)
    coming |= may_be_under_way(cut.sentences, cut.parts, spotted, grammar)
    frames: list[tuple[Frame, ...]] = []
    for n, sentence in enumerate(cut.sentences):
        frames.append(())
        where = accompanied.get(n)
        if where:
            add_company(done, article, text, cut, n, where, actors, times)
        if n not in told:
            continue
        before = done.told(n)
        if not whole:
            dated = n in entries or n in remarks or any(t.period or (before and t.start in steps) for t in times[n])
            dated = dated or n in opened or n in began or n in coming or (news is not None and news[0] == n)
            if not dated and not (before and may_go_on(before, n, sentence, actors[n], spotted.glance(n, grammar))):
                continue
        named = n in entries or actors[n] or n in spotted.vague or (before and times[n])
        if not named and not (before and spotted.opens(n, grammar)):
            continue
        # A dateline says where and when of the writing, not of the action; an entry's date stands before it.
        start = entries[n].start if n in entries else heads.get(n, sentence.start)
        mentions = [m for m in (*actors[n], *times[n]) if m.start >= start]
        items = with_leaders(itemize(text, start, sentence.end, mentions, grammar), grammar)
        land = whither(text, cut.sentences[listed[n]], actors[listed[n]]) if n in listed else None
        items = gone_to(items, land, grammar) if land else items
        frames[n] = find_actions(items, rules, grammar, entry=land is not None or (n in entries and entries[n].first))
        done.tell(n, frames[n])
        if where and frames[n]:
            add_company(done, article, text, cut, n, where, actors, times, own=True)
    aside = made_aside(done.candidates, rules.remarks)
    return Trace(
        text,
        cut.parts,
        kinds,
        cut.sentences,
        times,
        actors,
        tuple(frames),
        tuple(c for i, c in enumerate(done.candidates) if i not in aside),
        tuple(done.refused),
        aside,
    )


def _coming(
    sentences: Sequence[Sentence], times: Sequence[Sequence[TimeExpression]], spotted: Spotted
) -> frozenset[int]:
    """The sentences that may tell a visit without a date, which the next one or the one after it dates."""
    visits = spotted.telling("visit")
    dated = {n for n in visits if times[n]}
    near = ((n, m) for n in visits if not times[n] for m in (n + 1, n + 2) if m in dated)
    return frozenset(n for n, m in near if sentences[n].part == sentences[m].part)


_STEPS = {"previous": -1, "same": 0, "following": 1}


def _steps(cut: Segmented) -> dict[int, int]:
    """The expressions that count days from what was told, by their start: "the same day" is 0."""
    return {
        r.start: _STEPS[r.shift]
        for readings in cut.readings
        for r in readings
        if r.shift in _STEPS and r.unit == "D" and r.count in (None, 1)
    }


def _datelines(text: str, sentences: Sequence[Sentence], language: str) -> dict[int, int]:
    """The sentences that open with a dateline, and where it ends."""
    known = forms(language)
    found: dict[int, int] = {}
    paragraph = -1
    for n, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            if sentence.kind == "prose" and (head := dateline(text, sentence.start, sentence.end, known)):
                found[n] = head.end
    return found


def _heres(
    text: str, cut: Segmented, actors: Sequence[Sequence[Actor]], heads: Mapping[int, int], grammar: Grammar
) -> tuple[Place | None, ...]:
    """For each part the place where it was written, which "here" means there: that of its dateline, else the only one
    in which its title tells that something was."""
    heres: list[Place | None] = [None] * len(cut.parts)
    for n in sorted(heads, reverse=True):
        place = next((a for a in actors[n] if isinstance(a, Place) and a.end <= heads[n]), None)
        heres[cut.sentences[n].part] = place
    opened = -1
    for n, sentence in enumerate(cut.sentences):
        if sentence.part == opened:
            continue
        opened = sentence.part
        if sentence.kind == "heading" and heres[opened] is None:
            places = [a for a in actors[n] if isinstance(a, Place)]
            before = text[sentence.start : places[0].start].lower().split()[-1:] if len(places) == 1 else []
            if not grammar.lists["place_prepositions"].isdisjoint(before):
                heres[opened] = places[0]
    return tuple(heres)


def extract_all(
    items: Iterable[Article | Issue], *, workers: int = 1, folder: Path | None = None
) -> Iterator[Extraction | Issue]:
    """The extraction of each article, issues passed through, in the order of `items`, on as many processes as asked.

    `folder` holds a user's own knowledge, which each process loads for itself.
    """
    if workers <= 1:
        knowledge = load(folder)
        for item in items:
            yield item if isinstance(item, Issue) else extract(item, knowledge)
        return
    source = iter(items)
    pool = ProcessPoolExecutor(workers, initializer=_leave_interrupts)
    try:
        pending: list[Future[list[Extraction | Issue]]] = []
        while True:
            while len(pending) < workers * 3 and (batch := list(islice(source, _BATCH))):
                pending.append(pool.submit(_extract_batch, batch, folder))
            if not pending:
                return
            yield from pending.pop(0).result()
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Leaves an interrupt from the terminal, which all processes get, to the one that gives out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _extract_batch(items: list[Article | Issue], folder: Path | None) -> list[Extraction | Issue]:
    return list(extract_all(items, folder=folder))
