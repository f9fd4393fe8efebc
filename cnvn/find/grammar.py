"""The closed classes and the verbs of a language, compiled from its word files into one look-up by word."""

from dataclasses import dataclass
from functools import cache

from cnvn.knowledge.words import load_words

_FORMS = ("third", "past", "participle", "ing")
# The classes of auxiliaries; a word of several of them is the first.
_AUXILIARIES = ("be", "have", "future", "conditional", "do", "infinitive")


@dataclass(frozen=True, slots=True)
class WordInfo:
    """What a word can be: closed classes, and a verb's lemma with the forms that this spelling may stand for.

    `auxiliary` is the class of an auxiliary verb or of the infinitive's particle; `verbal` tells that a verb group may
    begin with the word.
    """

    classes: frozenset[str] = frozenset()
    lemma: str | None = None
    forms: frozenset[str] = frozenset()
    auxiliary: str | None = None
    verbal: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that the clause reader knows of a language."""

    words: dict[str, WordInfo]
    verb_groups: dict[str, frozenset[str]]  # lemma → groups of verbs.toml that hold it
    lists: dict[str, frozenset[str]]  # the [words] and [marks] of grammar.toml
    verb_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    no_plural: tuple[str, ...]  # endings that look like those: "previous"
    participle_ending: str
    adverb_ending: str
    possessive: tuple[str, ...]
    stay: str  # the preposition of where somebody is
    shown: str  # the verb of what those do who are pictured together
    adding: tuple[str, ...]  # conjunctions and prepositions of several words
    phrasal: dict[tuple[str, str], str]  # a verb and its particle → the verb that says the same

    def classes(self, word: str) -> frozenset[str]:
        """The closed classes that a word may belong to."""
        info = self.words.get(word.lower())
        return info.classes if info else frozenset()

    def is_plural(self, word: str) -> bool:
        """Whether a noun looks like a plural."""
        return word.endswith(self.plural_endings) and not word.endswith(self.no_plural)

    def verb_is(self, lemma: str | None, group: str) -> bool:
        return lemma is not None and group in self.verb_groups.get(lemma, frozenset())


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of a language. Raises `FileNotFoundError` where there is none."""
    data = load_words(language, "grammar")
    classes: dict[str, set[str]] = {}
    for name, words in data["classes"].items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    lemmas: dict[str, str] = {}
    forms: dict[str, set[str]] = {}
    groups: dict[str, set[str]] = {}
    for group, verbs in load_words(language, "verbs").items():
        for lemma, spelled in verbs.items():
            groups.setdefault(lemma, set()).add(group)
            for form, spellings in zip(("base", *_FORMS), (lemma, *spelled.split()), strict=True):
                for word in spellings.split("/"):
                    lemmas.setdefault(word, lemma)
                    forms.setdefault(word, set()).add(form)
    words = {
        word: WordInfo(
            frozenset(classes.get(word, ())),
            lemmas.get(word),
            frozenset(forms.get(word, ())),
            next((name for name in _AUXILIARIES if name in classes.get(word, ())), None),
            verbal=word in lemmas or any(name in classes.get(word, ()) for name in (*_AUXILIARIES, "negation")),
        )
        for word in classes.keys() | lemmas.keys()
    }
    return Grammar(
        words=words,
        verb_groups={lemma: frozenset(names) for lemma, names in groups.items()},
        lists={name: frozenset(entries) for name, entries in (data["words"] | data["marks"]).items()},
        verb_endings=tuple(data["shapes"]["verb_endings"]),
        plural_endings=tuple(data["shapes"]["plural_endings"]),
        no_plural=tuple(data["shapes"]["no_plural"]),
        participle_ending=data["shapes"]["participle_ending"],
        adverb_ending=data["shapes"]["adverb_ending"],
        possessive=tuple(data["shapes"]["possessive"]),
        stay=data["shapes"]["stay"],
        shown=data["shapes"]["shown"],
        phrasal={(verb, particle): lemma for verb, particle, lemma in data["shapes"]["phrasal"]},
        adding=tuple(w for name in ("conjunction", "preposition") for w in data["classes"][name] if " " in w),
    )
