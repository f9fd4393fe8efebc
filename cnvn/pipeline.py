"""The stages in their order: one article's extraction as a pure function, and many articles on one or more workers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cnvn.assemble import STORY, Refusal, Setting, assemble
from cnvn.clean import clean
from cnvn.errors import Issue
from cnvn.find.actions import find_actions
from cnvn.find.actors import find_actors
from cnvn.find.delegations import with_leaders
from cnvn.find.entries import find_entries
from cnvn.find.frames import Frame
from cnvn.find.grammar import Grammar, load_grammar
from cnvn.find.items import itemize
from cnvn.find.rules import load_rules
from cnvn.find.triggers import sentences_with_triggers, with_pairs_named
from cnvn.headline import headline_news
from cnvn.knowledge import Knowledge, load
from cnvn.layout import dateline, forms
from cnvn.model import Actor, Article, Candidate, Country, Part, Person, Place, Sentence, Series, TimeExpression
from cnvn.resolve.dates import kinds_of_text, resolve_dates
from cnvn.resolve.ranges import join_ranges
from cnvn.segment import Segmented, segment

_BATCH = 32
# How many sentences back "the two countries" may have been named.
_BACK = 5


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
    triggered = sentences_with_triggers(text, cut.sentences, article.language)
    # An anniversary is an event, and dates none.
    readings = tuple(tuple(r for r in found if r.means != "anniversary") for found in cut.readings)
    times = tuple(join_ranges(text, found) for found in resolve_dates(text, cut.sentences, readings, cut.parts))
    entries = find_entries(text, cut.sentences, times)
    told = triggered | {n for n, entry in entries.items() if entry.first}
    wanted = with_pairs_named(text, cut.sentences, told, article.language, _BACK)
    actors = find_actors(
        text, cut.sentences, cut.parts, knowledge, wanted, article.language, times=times, title=article.title
    )
    heads = _datelines(text, cut.sentences, article.language)
    kinds = kinds_of_text(cut.sentences, cut.readings, cut.parts)
    news = headline_news(article, cut.parts, kinds, cut.sentences, times, actors)
    frames: list[tuple[Frame, ...]] = []
    story: tuple[int, int] | None = None  # part and paragraph of the last sentence that may have told an event
    for n, sentence in enumerate(cut.sentences):
        dated = n in entries or any(t.period for t in times[n]) or (news is not None and news[0] == n)
        going_on = story and story[0] == sentence.part and sentence.paragraph - story[1] <= STORY
        if n not in told or not (dated or going_on or whole):
            frames.append(())
            continue
        sequel = text[sentence.start : sentence.end].split(None, 1)[0].lower() in grammar.lists["sequel"]
        named = n in entries or times[n] or sequel or any(isinstance(a, Person | Series) for a in actors[n])
        if not named:
            frames.append(())
            continue
        # A dateline says where and when of the writing, not of the action; an entry's date stands before it.
        start = entries[n].start if n in entries else heads.get(n, sentence.start)
        mentions = [m for m in (*actors[n], *times[n]) if m.start >= start]
        items = with_leaders(itemize(text, start, sentence.end, mentions, grammar), grammar)
        found = find_actions(items, rules, grammar, entry=n in entries and entries[n].first)
        frames.append(found)
        if (dated or going_on) and any(not f.refused for f in found):
            story = sentence.part, sentence.paragraph
    pairs = _pairs(text, cut, actors, grammar, frames)
    setting = Setting(cut.parts, entries, _heres(cut, actors, heads), pairs, _steps(cut), news)
    done = assemble(article, cut.sentences, frames, setting)
    return Trace(text, cut.parts, kinds, cut.sentences, times, actors, tuple(frames), done.candidates, done.refused)


_STEPS = {"previous": -1, "same": 0, "following": 1}


def _steps(cut: Segmented) -> dict[int, int]:
    """The expressions that count days from what was told, by their start: "the same day" is 0."""
    return {
        r.start: _STEPS[r.shift]
        for readings in cut.readings
        for r in readings
        if r.shift in _STEPS and r.unit == "D" and r.count in (None, 1)
    }


def _pairs(
    text: str, cut: Segmented, actors: Sequence[Sequence[Actor]], grammar: Grammar, frames: Sequence[Sequence[Frame]]
) -> tuple[tuple[str, ...], ...]:
    """For each sentence that has frames which two countries "the two sides" are: those that make up most of what its
    part names; else the last two that were named side by side a few sentences ago; else nothing."""
    whole: list[Counter[str]] = [Counter() for _ in cut.parts]
    for sentence, found in zip(cut.sentences, actors, strict=True):
        whole[sentence.part].update(_countries(found))
    leading = [_leading_pair(count) for count in whole]
    pairs: list[tuple[str, ...]] = []
    for n, sentence in enumerate(cut.sentences):
        pair = leading[sentence.part] if frames[n] else ()
        for m in range(n, max(n - _BACK, -1), -1):
            if pair or not frames[n] or cut.sentences[m].part != sentence.part:
                break
            pair = _side_by_side(text, actors[m], grammar)
        pairs.append(pair)
    return tuple(pairs)


def _side_by_side(text: str, actors: Sequence[Actor], grammar: Grammar) -> tuple[str, ...]:
    """The last two countries of a sentence that only a conjunction parts, and that end no longer list, or one mention
    that names two."""
    pair: tuple[str, ...] = ()
    before: Country | None = None
    listed = False  # whether the one before stands in a list: "Chile, Peru and Norway"
    for actor in actors:
        if isinstance(actor, Person) and len(actor.countries) == 2:
            pair = tuple(sorted(actor.countries))
        if not isinstance(actor, Country):
            before, listed = None, False
            continue
        codes = set(actor.codes)
        between = text[before.end : actor.start].strip() if before else ""
        if before and not listed and "conjunction" in grammar.classes(between):
            codes |= set(before.codes)
        pair = tuple(sorted(codes)) if len(codes) == 2 else pair
        before, listed = actor, between == ","
    return pair


def _countries(actors: Iterable[Actor]) -> Counter[str]:
    count: Counter[str] = Counter()
    for actor in actors:
        if isinstance(actor, Country):
            count.update(actor.codes)
        elif isinstance(actor, Person):
            count.update((actor.country,) if actor.country else actor.countries)
    return count


# A country named so much more often than the other makes no pair with it.
_LOPSIDED = 4


def _leading_pair(count: Counter[str]) -> tuple[str, ...]:
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    clear = len(ranked) >= 2 and ranked[1][1] > sum(number for _, number in ranked[2:])
    clear = clear and _LOPSIDED * ranked[1][1] >= ranked[0][1]
    return tuple(sorted(code for code, _ in ranked[:2])) if clear else ()


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


def _heres(cut: Segmented, actors: Sequence[Sequence[Actor]], heads: Mapping[int, int]) -> tuple[Place | None, ...]:
    """For each part that opens with a dateline, the place where it was written: what "here" means there."""
    heres: list[Place | None] = [None] * len(cut.parts)
    for n in sorted(heads, reverse=True):
        place = next((a for a in actors[n] if isinstance(a, Place) and a.end <= heads[n]), None)
        heres[cut.sentences[n].part] = place
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
    with ProcessPoolExecutor(workers) as pool:
        pending: list[Future[list[Extraction | Issue]]] = []
        while True:
            while len(pending) < workers * 3 and (batch := list(islice(source, _BATCH))):
                pending.append(pool.submit(_extract_batch, batch, folder))
            if not pending:
                return
            yield from pending.pop(0).result()


def _extract_batch(items: list[Article | Issue], folder: Path | None) -> list[Extraction | Issue]:
    return list(extract_all(items, folder=folder))
