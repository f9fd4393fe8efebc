"""The words of an article that say so, as the source of a candidate event."""

import re

from cnvn.model import Article, Part, Reference, Sentence, Source, TimeExpression


def source_of(
    article: Article, part: Part, sentence: Sentence, dated: Sentence, rule: str, words: TimeExpression | None
) -> Source:
    """The words that say so: the trigger's sentence, with the date's where that stands right before it."""
    start = sentence.start
    if dated is not sentence and dated.end <= start and not article.text[dated.end : start].strip(" \t"):
        start = dated.start
    cited = _cited(article, start, sentence.end)
    return Source(
        article=article.id,
        start=start,
        end=sentence.end,
        quote=article.text[start : sentence.end],
        rule=rule,
        part=part.number,
        title=cited.title or article.title,
        publisher=cited.publisher or article.publisher,
        published=cited.published or article.published,
        url=cited.url or article.url,
        date_text=article.text[words.start : words.end] if words else None,
        origin=article.origin,
    )


_LABEL = re.compile(r"\[([\w-]+)\]")
_NOTHING = Reference("")


def _cited(article: Article, start: int, end: int) -> Reference:
    """What a brief's sentence cites by its label; where it has no label, the only source that the brief names."""
    for label in _LABEL.findall(article.text, start, end) if article.references else ():
        for reference in article.references:
            if reference.label == label:
                return reference
    return article.references[0] if len(article.references) == 1 else _NOTHING
