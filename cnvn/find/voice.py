"""Whether a participle without an auxiliary, or with one, stands in the passive."""

from cnvn.find.grammar import Grammar
from cnvn.find.items import HEADS, Item
from cnvn.find.verb_places import is_of, is_preposition


def is_passive(items: tuple[Item, ...], i: int, seen: list[str], forms: frozenset[str], grammar: Grammar) -> bool:
    """Whether the form at `i`, behind the auxiliaries `seen`, tells what was done to its subject or its noun: "the
    congress, held in May", "was received", but not "they held"."""
    if "participle" not in forms:
        return False
    if seen:
        return "be" in seen and "ing" not in forms
    j = i + 1
    while j < len(items) and items[j].has("adverb") and not items[j].is_mention:
        j += 1
    after = items[j] if j < len(items) else None
    end = min(j + 1 + is_preposition(after), len(items))  # "presided over by A"
    by = next((k for k in range(j, end) if items[k].word == "by"), None)
    if by is not None:  # but "Norway responded by expelling"
        return not (i and items[i - 1].kind in HEADS and any("ing" in k.info.forms for k in items[by + 1 : by + 2]))
    before = items[i - 1] if i else None
    if before is not None and before.kind == "person" and items[i].info.lemma in grammar.lists["chosen"]:
        office = any(item.word in grammar.lists["offices"] for item in items[j : j + 2])
        alone = (
            after is None or after.kind in ("time", "comma", "stop") or after.word == "." or after.has("preposition")
        )
        return office or alone  # "Ana Silva elected president"
    if before is None or "past" not in forms:
        return "past" not in forms
    plain = items[i].info.lemma in grammar.lists["transitive"] and after is not None and after.has("preposition")
    two = plain and i > 3 and items[i - 4].has("preposition") and items[i - 2].has("conjunction")
    if two and any(item.word in grammar.lists["amid"] for item in items[max(i - 7, 0) : i - 3]):
        return before.is_mention and items[i - 3].is_mention  # "talks between A and B held in May"
    if before.kind == "person" or before.has("relative"):  # "the talks that started on Monday"
        return False
    if before.word in grammar.lists["seated"] and grammar.verb_is(items[i].info.lemma, "speech"):
        return False  # "the ministry announced on Monday"
    if items[i].info.lemma in grammar.lists["planning"] and after is not None and after.word == "for":
        return True  # "a trip to Norway planned for May"
    if items[i].info.lemma in grammar.lists["waging"] and after is not None and after.word in grammar.lists["amid"]:
        return before.kind == "word" and not before.info.classes  # "a war fought between Norway and Chile"
    # "the congress, held in October": a participle behind its noun, with nothing that it could govern.
    said = before.word not in grammar.lists["statements"]  # but "in a statement issued on Monday that"
    if said and any(item.has("relative") and item.has("determiner") for item in items[j : j + 3]):
        return False  # "the ministry announced on Monday that"
    if after is not None and after.has("infinitive") and items[i].info.lemma in grammar.lists["planning"]:
        return before.word in grammar.lists["told_meetings"]  # "for talks expected to focus on fish"
    k = j
    while k < len(items) and (items[k].kind in ("place", "country", "time") or items[k].has("preposition")):
        k += 1
    if said and j < k < len(items) and items[k].has("determiner") and not items[k - 1].has("preposition"):
        return False  # "they, on Monday, issued in Oslo a statement"
    measured = after is not None and after.kind == "time" and is_of(items[j + 1] if j + 1 < len(items) else None)
    bare = after is None or after.kind in ("time", "comma", "stop") or after.has("preposition")
    bare = bare or (
        after is not None and after.has("subordinator") and [i.kind for i in items[j + 1 : j + 2]] == ["time"]
    )
    bare = bare and not measured  # "officials held two days of talks"
    if items[i].info.lemma in grammar.lists["made"] and before.kind == "country":
        return after is None or after.kind in ("comma", "stop") or after.word == "."  # "People's Republic proclaimed"
    return bare and items[i].info.lemma in grammar.lists["transitive"] and before.kind in ("comma", "series", "word")


def only_describes(items: tuple[Item, ...], i: int, lemma: str, grammar: Grammar) -> bool:
    """Whether a participle right behind its noun only says what that is, and no more than that: "signed documents aimed
    at boosting trade", "a pact known as the Lakes Accord"."""
    noun = items[i - 1] if i else None
    return noun is not None and noun.kind == "word" and not noun.info.classes and lemma in grammar.lists["telling_what"]
