"""Who and what a text speaks of: people, countries, bodies, places, series of meetings."""

from collections.abc import Collection, Sequence

from cnvn.find.gazetteer import Hit, gazetteer
from cnvn.find.names import name_words
from cnvn.find.people import Description, Naming, Reader
from cnvn.find.places import PlaceFinder, capitals, place_words
from cnvn.find.series import SeriesFinder, congresses, named_alike, ordinals, series_words
from cnvn.find.shape import NameReader
from cnvn.find.speech import speakers
from cnvn.find.titles import title_words
from cnvn.find.tokens import ranges, tokenize
from cnvn.knowledge.records import Knowledge, PersonFact
from cnvn.model import Actor, Part, Sentence
from cnvn.resolve.offices import Offices
from cnvn.resolve.people import Resolver, Story, reference_words
from cnvn.resolve.registry import registry


def find_actors(
    text: str,
    sentences: Sequence[Sentence],
    parts: Sequence[Part],
    knowledge: Knowledge,
    wanted: Collection[int] | None = None,
    language: str = "en",
) -> tuple[tuple[Actor, ...], ...]:
    """The mentions of each sentence of a cleaned text, sorted, people resolved to canonical names.

    A person's mention covers the title, what follows the name ("of New Zealand") and an apposition, so that it is one
    noun group. Mentions do not overlap, except that a series may hold countries. `wanted` are the numbers of the
    sentences whose mentions are needed; those of others may be missing, while names introduced there still count.
    """
    tokens = tokenize(text)
    known = gazetteer(knowledge, language)
    titles, names = title_words(language), name_words(language)
    common = frozenset(key for key, word in zip(tokens.keys, tokens.words, strict=True) if key == word)
    reader = Reader(tokens, known, titles, NameReader(tokens, titles, names, common))
    spans = ranges(tokens, sentences)
    hits: list[dict[int, Hit]] = []
    found: list[tuple[Naming | Description, ...]] = []
    for first, end in spans:
        by_word = {i: hit for hit in known.scan(tokens, first, end) for i in range(hit.first, hit.last)}
        hits.append(by_word)
        found.append(tuple(reader.sentence(first, end, by_word)))
    namings = [
        (sentence.part, item)
        for sentence, items in zip(sentences, found, strict=True)
        for item in items
        if isinstance(item, Naming)
    ]
    days = tuple(p.anchor.period if p.anchor else None for p in parts)
    offices = Offices(knowledge, titles, days)

    def introduced(naming: Naming, key: str, part: int) -> PersonFact | None:
        """Whom the knowledge has for a short name under a title: the one of that name in that office that day."""
        if not naming.kind or offices.elsewhen(tokens, naming.first, part):
            return None
        facts = [f for f in known.short.get(key, ()) if naming.country in (None, f.country)]
        facts = [f for f in facts if naming.kind in offices.held(f, part)]
        return facts[0] if len(facts) == 1 else None

    people = registry(tokens, namings, known, names, speakers(tokens, language), introduced)
    resolver = Resolver(tokens, people, offices, known, titles, names, reference_words(language))
    counted = series_words(language)
    numbered = SeriesFinder(tokens, counted, titles.unnamed, congresses(knowledge), ordinals(tokens, counted))
    series = named_alike([tuple(numbered.sentence(*span, by_word)) for span, by_word in zip(spans, hits, strict=True)])
    places = PlaceFinder(tokens, place_words(language), capitals(knowledge))
    stories: dict[int, Story] = {}
    mentions: list[tuple[Actor, ...]] = []
    for number, (sentence, (first, end)) in enumerate(zip(sentences, spans, strict=True)):
        story = stories.setdefault(sentence.part, Story(sentence.part))
        persons = resolver.sentence(story, first, end, found[number], hits[number])
        if wanted is not None and number not in wanted:
            mentions.append(())
            continue
        here: list[Actor] = [*series[number]]
        here += [p for p in persons if not any(s.start < p.end and p.start < s.end for s in series[number])]
        here += places.sentence(first, end, hits[number], [(m.start, m.end) for m in here])
        mentions.append(tuple(sorted(here, key=lambda m: (m.start, -m.end))))
    return tuple(mentions)
