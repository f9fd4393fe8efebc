"""What a source calls the thing done, as far as its words are plain enough to be quoted in a title."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cnvn.knowledge.words import load_words
from cnvn.model import EventType
from cnvn.text import fold

_PLAIN = re.compile(r"[\w'’&.\- ]+")
_COUNT = re.compile(r"^\d{1,2} ")  # "22 agreements"
_NUMBER = re.compile(r"\d{3,}|\d+(?=\s)")


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done in the present tense, of one and of many, and to what. `what` is empty where nothing is needed."""

    one: str
    many: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class _Verb:
    one: str
    many: str
    alone: bool


def deed(topic: str | None, kind: EventType, language: str = "en") -> Deed | None:
    """The deed that the words of a text tell ("signed the pact", "pact was signed"); None where they are not plain."""
    words = load_words(language, "event_titles")
    tokens = (topic or "").split()
    helping = words["phrases"]["auxiliaries"]
    verbs = _verbs(language)
    begin = next((i for i, word in enumerate(tokens) if word.lower() not in helping), len(tokens))
    if begin < len(tokens) and (verb := verbs.get(tokens[begin].lower())):
        if verb.alone:
            return Deed(verb.one, verb.many)
        rest = tokens[begin + 1 :]
        off = rest and verb.one.endswith(f" {rest[0].lower()}")  # "broke off | relations"
        if off or rest[:1] == words["phrases"]["done_to"]:  # "signing | of the pact"
            rest = rest[1:]
        what = thing(" ".join(rest), kind, language)
        return Deed(verb.one, verb.many, what) if what else None
    if tokens and (verb := verbs.get(tokens[-1].lower())) and not verb.alone:
        end = len(tokens) - 1
        while end and tokens[end - 1].lower() in helping:
            end -= 1
        what = thing(" ".join(tokens[:end]), kind, language)
        return Deed(verb.one, verb.many, what) if what else None
    return None


def thing(phrase: str, kind: EventType, language: str = "en") -> str:
    """A noun phrase of a text with the article that it needs, or nothing where it can't stand by itself.

    >>> thing("Thirteen documents", "agreement"), thing("its first train", "launch"), thing("the treaty", "agreement")
    ('thirteen documents', 'a first train', 'a treaty')
    >>> thing("its own treaty", "agreement")
    'a treaty'
    >>> thing("the Land Border Treaty", "agreement"), thing("his guest the Friendship Medal", "award")
    ('the Land Border Treaty', 'the Friendship Medal')
    >>> thing("Treaty of Friendship", "agreement"), thing("Treaty on fish", "agreement")
    ('a Treaty of Friendship', 'a treaty on fish')
    >>> thing("Diplomatic relations between Norway and Chile", "agreement"), thing("Joint Declaration", "statement")
    ('diplomatic relations', 'the Joint Declaration')
    """
    words = load_words(language, "event_titles")
    rules = words["phrases"]
    tokens = phrase.split()
    if kind == "award":  # who was honoured stands before the honour
        last = max((i for i, word in enumerate(tokens) if word.lower() in rules["determiners"]), default=0)
        tokens = tokens[last:]
    owned = bool(tokens) and tokens[0].lower() in rules["owners"]
    tokens = tokens[owned:]
    if owned and tokens and tokens[0].lower() in rules["own"]:  # "its own treaty"
        tokens = tokens[1:]
    folded = [fold(word) for word in tokens]
    end = next((i for i, word in enumerate(folded) if i and word in rules["dropped"]), len(tokens))
    tokens, folded = tokens[:end], folded[:end]
    heads = [i for i, word in enumerate(folded) if word in words["things"].get(kind, ())]
    text = " ".join(tokens)
    counted = _COUNT.sub("", text, count=1) if heads and folded[heads[0]].endswith(rules["plural"]) else text
    if not heads or len(tokens) > rules["longest"] or not _PLAIN.fullmatch(text) or _NUMBER.search(counted):
        return ""
    ends = folded[0] in rules["never_first"] or folded[-1] in rules["never_last"]
    if ends or not set(folded).isdisjoint(rules["never"]):
        return ""
    if heads[-1] + 1 < len(folded) and folded[heads[-1] + 1] not in rules["behind"]:
        return ""
    return _with_article(tokens, folded, heads[0], owned, rules)


def _with_article(tokens: list[str], folded: Sequence[str], head: int, owned: bool, rules: Mapping[str, Any]) -> str:
    vague = tuple(folded[:-1]) == (rules["definite"],) and not tokens[-1].isupper()
    if vague:  # "the treaty": which one a title does not say
        tokens, folded, head = tokens[1:], folded[1:], 0
    elif folded[0] in rules["determiners"] or any(word.endswith(tuple(rules["possessives"])) for word in folded[:head]):
        return " ".join(tokens)
    called = any(word[:1].isupper() for word in tokens[1 : head + 1]) or (tokens[0].isupper() and not vague)
    named = len(tokens) > 2 and tokens[1].islower() and tokens[2][:1].isupper() and head == 0  # "Treaty of Friendship"
    plain = not called and not named and (head == 0 or folded[0] in rules["plain"])
    if vague or folded[0] in rules["small"] or plain:
        tokens = [tokens[0].lower(), *tokens[1:]]
    text = " ".join(tokens)
    if called and not owned and head == len(tokens) - 1 and folded[head].endswith(rules["plural"]):
        return f"{rules['definite']} {text}"  # "the Lakes Accords"
    if folded[head] in rules["plurals"] or folded[head].endswith(rules["plural"]) or folded[head] in rules["bare"]:
        return text
    if called and not owned and head == len(tokens) - 1:
        return f"{rules['definite']} {text}"
    return indefinite(text, rules)


def indefinite(text: str, rules: Mapping[str, Any]) -> str:
    """A noun phrase with the article for one of several.

    >>> indefinite("accord", load_words("en", "event_titles")["phrases"])
    'an accord'
    """
    key = fold(text)
    an = key[:1] in rules["an_before"] and not key.startswith(tuple(rules["a_before"]))
    article: str = rules["an" if an else "a"]
    return article + text


@cache
def _verbs(language: str) -> dict[str, _Verb]:
    return {
        form: _Verb(entry["one"], entry["many"], entry.get("alone", False))
        for entry in load_words(language, "event_titles")["deeds"]
        for form in entry["forms"]
    }
