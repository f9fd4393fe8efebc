"""Where something was said, told in the sentence behind it: "Silva called on Monday for talks. She made the remarks
while meeting Berg." """

from collections.abc import Collection, Sequence

from cnvn.model import Part, Sentence, TimeExpression

# How far from its beginning a sentence says that it tells of remarks, in characters; how old news are, in days.
_OPENING = 80
_NEWS = 10


def remarked(
    text: str,
    sentences: Sequence[Sentence],
    told: Collection[int],
    parts: Sequence[Part],
    times: Sequence[Sequence[TimeExpression]],
    phrases: Collection[str],
) -> dict[int, TimeExpression]:
    """The sentences without a day that tell where the remarks of the sentence before them were made, and its day.

    Those looked at are `told`, by their indexes; `phrases` are those that say so. Nothing is told by a sentence that
    names several days, or none that just passed.
    """
    found: dict[int, TimeExpression] = {}
    for n in sorted(told):
        sentence, before = sentences[n], sentences[n - 1]
        if not n or sentence.part != before.part or any(t.period for t in times[n]):
            continue
        opening = text[sentence.start : min(sentence.end, sentence.start + _OPENING)].lower()
        if not any(phrase in opening for phrase in phrases):
            continue
        dated = [t for t in times[n - 1] if t.period]
        anchor = parts[sentence.part].anchor
        if len({t.period for t in dated}) != 1 or anchor is None:
            continue
        day = dated[-1].period
        if day and day.is_day and 0 <= (anchor.period.end - day.start).days <= _NEWS:
            found[n] = dated[-1]
    return found
