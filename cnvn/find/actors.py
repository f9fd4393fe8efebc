"""Who and what a text speaks of: people, countries, bodies, places, series of meetings."""

from collections.abc import Collection, Sequence
from functools import cache
from itertools import compress
from operator import itemgetter, or_

from cnvn.clean import clean
from cnvn.find.gazetteer import Gazetteer, Hit, gazetteer
from cnvn.find.names import name_words
from cnvn.find.namings import Description, Naming
from cnvn.find.people import Reader, people_reader
from cnvn.find.places import PlaceFinder, capitals, place_words, seats
from cnvn.find.series import SeriesFinder, countries_of
from cnvn.find.series_words import congresses, ordinals, series_words
from cnvn.find.speech import speakers, speech_verbs
from cnvn.find.title_words import title_words
from cnvn.find.tokens import ranges, tokenize
from cnvn.knowledge.records import Knowledge, PersonFact
from cnvn.model import Actor, Part, Person, Sentence, TimeExpression
from cnvn.resolve.candidates import Candidates
from cnvn.resolve.days import days_told
from cnvn.resolve.offices import Days, Offices, elsewhen
from cnvn.resolve.people import reference_words, resolver
from cnvn.resolve.registry import registry
from cnvn.resolve.series import named_alike
from cnvn.resolve.story import Story

_NOWHERE = -1  # the part of a name that only the title of a page of several articles has


def find_actors(
    text: str,
    sentences: Sequence[Sentence],
    parts: Sequence[Part],
    knowledge: Knowledge,
    wanted: Collection[int] | None = None,
    language: str = "en",
    times: Sequence[Sequence[TimeExpression]] | None = None,
    title: str | None = None,
) -> tuple[tuple[Actor, ...], ...]:
    """The mentions of each sentence of a cleaned text, sorted, people resolved to canonical names.

    A person's mention covers the title, what follows the name ("of New Zealand") and an apposition, so that it is one
    noun group; one by the rule "possessive-pronoun" covers "his" or "their" alone. Mentions do not overlap, except
    that a series may hold countries. `wanted` are the numbers of the sentences whose mentions are needed; those of
    others may be missing, while names introduced there still count. `times` are the time expressions of each
    sentence: they tell on which day an office counts; without them the day of the writing does. The people whom the
    `title` names are known to the text.
    """
    # The title's words stand behind the text, so that the text's offsets stay.
    tokens = tokenize(f"{text}\n\n{clean(title)}" if title else text)
    known = gazetteer(knowledge, language)
    titles, names = title_words(language), name_words(language)
    opening = _opening(known, language)
    begins = map(opening.__contains__, tokens.keys)
    figures = map(str.isdigit, map(itemgetter(0), tokens.keys))
    marked = list(compress(range(len(tokens.keys)), map(or_, map(or_, tokens.capital, begins), figures)))
    reader = people_reader(tokens, titles, names, marked)
    spans = ranges(tokens, sentences)
    days = days_told(sentences, parts, times)
    hits: list[dict[int, Hit]] = []
    found: list[tuple[Naming | Description, ...]] = []
    for first, end in spans:
        by_word = {i: hit for hit in known.scan(tokens, marked, first, end) for i in range(hit.first, hit.last)}
        hits.append(by_word)
        found.append(tuple(reader.sentence(first, end, by_word)))
    namings: list[tuple[int, Naming]] = []
    written: dict[int, tuple[Days, bool]] = {}
    for number, items in enumerate(found):
        for item in items:
            if isinstance(item, Naming):
                namings.append((sentences[number].part, item))
                written[item.first] = days[number]
    if title:
        part = 0 if len(parts) == 1 else _NOWHERE
        in_title = _title_namings(reader, spans[-1][1] if spans else 0, known)
        namings += [(part, naming) for naming in in_title]
        written.update((naming.first, days_told(sentences[:1], parts, None)[0]) for naming in in_title if sentences)
    offices = Offices(knowledge, titles)

    def introduced(naming: Naming, key: str) -> PersonFact | None:
        """Whom the knowledge has for a short name under a title: the one of that name in that office that day."""
        when, dated = written.get(naming.first, ((), False))
        if not (naming.kind or naming.head) or not (dated or not elsewhen(tokens, naming.first, when)):
            return None
        named = known.short.get(key) or known.people.get(key, ())
        facts = [f for f in named if naming.country in (None, f.country)]
        if not naming.kind:  # "Secretary Kerry"
            holding = [f for f in facts if offices.called(f, naming.head, when)]
            return holding[0] if len(holding) == 1 else None
        holding = [f for f in facts if naming.kind in offices.held(f, when)]
        if not holding and naming.country:
            holding = [f for f in facts if offices.may_hold(f, naming.kind, when)]
        return holding[0] if len(holding) == 1 else None

    def possible(naming: Naming, fact: PersonFact | None) -> bool:
        """Whether a person can have been alive when a name was used."""
        when, dated = written.get(naming.first, ((), False))
        return not dated or offices.alive(fact, when)

    people = registry(tokens, namings, known, names, speakers(tokens, marked, language), introduced, possible)
    resolve = resolver(
        Candidates(tokens, people, offices, titles, reference_words(language), names),
        known,
        place_words(language),
        capitals(knowledge),
        speech_verbs(language),
        marked,
    )
    counted = series_words(language)
    lands = frozenset(code for by_word in hits for hit in by_word.values() for code in countries_of(hit))
    numbered = SeriesFinder(
        tokens, counted, titles.unnamed, titles.finite, congresses(knowledge), ordinals(tokens, counted, marked), lands
    )
    places = PlaceFinder(tokens, place_words(language), capitals(knowledge), seats(knowledge))
    stories: dict[int, Story] = {}
    persons: list[tuple[Person, ...]] = []
    for number, (sentence, span) in enumerate(zip(sentences, spans, strict=True)):
        story = stories.get(sentence.part) or stories.setdefault(sentence.part, Story(sentence.part))
        story.days, story.dated = days[number]
        persons.append(resolve.sentence(story, *span, found[number], hits[number]))
        story.at = span[0]
    series = named_alike(
        [
            tuple(numbered.sentence(*span, by_word, seen))
            for span, by_word, seen in zip(spans, hits, persons, strict=True)
        ]
    )
    mentions: list[tuple[Actor, ...]] = []
    for number, (first, end) in enumerate(spans):
        if wanted is not None and number not in wanted:
            mentions.append(())
            continue
        here: list[Actor] = [*series[number]]
        here += [p for p in persons[number] if not any(s.start < p.end and p.start < s.end for s in series[number])]
        here += places.sentence(first, end, hits[number], [(m.start, m.end) for m in here])
        mentions.append(tuple(sorted(here, key=lambda m: (m.start, -m.end))))
    return tuple(mentions)


@cache
def _opening(known: Gazetteer, language: str) -> frozenset[str]:
    """The words in lower case that any of the finders looks at first; all others can begin no mention."""
    return frozenset(
        {
            *title_words(language).longest,
            *reference_words(language)["third_person"],
            *reference_words(language)["sides"],
            *series_words(language).ordinals,
            *speech_verbs(language),
            *known.lowered,
        }
    )


def _title_namings(reader: Reader, first: int, known: Gazetteer) -> list[Naming]:
    """The names that a title gives, from word `first` to the end of the words: those that are known, and those of which
    no word is used as another word by the text, since a headline may write any word with a capital."""
    tokens = reader.tokens
    end = len(tokens.keys)
    hits = {i: hit for hit in known.scan(tokens, tokens.capitals, first, end) for i in range(hit.first, hit.last)}
    found = []
    for item in reader.sentence(first, end, hits):
        if not isinstance(item, Naming) or item.rule == "bare":
            continue
        words = tokens.keys[item.name : item.name_end]
        if item.rule == "known" or not (
            reader.shape.common.intersection(words) or reader.titles.finite.intersection(words)
        ):
            found.append(item)
    return found
