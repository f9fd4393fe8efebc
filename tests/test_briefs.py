"""The bundled briefs: front matter that is complete, labels that exist, prose of a readable length."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cnvn.model import Article
from cnvn.read import bundled_paths, read_bundled

LABEL = re.compile(r"\[([\w-]+)\]")
SENTENCE = re.compile(r"[^.!?]+[.!?](?=\s|$)")  # briefs are written without abbreviations
RESULTS = list(read_bundled())
BRIEFS = [r for r in RESULTS if isinstance(r, Article)]

each_brief = pytest.mark.parametrize("brief", BRIEFS, ids=lambda b: b.id)


def sentences(brief):
    return SENTENCE.findall(brief.text)


def words(sentence):
    return len(LABEL.sub("", sentence).split())


def test_every_brief_is_read_without_a_warning():
    assert [r for r in RESULTS if not isinstance(r, Article)] == []
    assert len(BRIEFS) == len(bundled_paths()) >= 20


@each_brief
def test_front_matter(brief):
    assert set(re.findall(r"(?m)^(\w+):", Path(brief_path(brief)).read_text("utf-8").split("---")[1])) == {
        "title", "published", "language", "sources",
    }  # fmt: skip
    assert brief.title and brief.language == "en" and brief.published
    assert brief.id[:2] in ("19", "20")


@each_brief
def test_sources(brief):
    assert brief.references
    for reference in brief.references:
        assert reference.title or reference.url, reference
        assert reference.url is None or re.fullmatch(r"https?://[\w.-]+/\S+", reference.url)
        assert reference.published is None or date(1949, 1, 1) <= reference.published <= brief.published


@each_brief
def test_labels_name_sources_and_every_source_is_used(brief):
    assert set(LABEL.findall(brief.text)) == {r.label for r in brief.references}
    for label in LABEL.finditer(brief.text):
        assert brief.text[label.end()] == ".", "a label stands at the end of its sentence"


@each_brief
def test_a_labelled_sentence_or_its_neighbour_has_a_year(brief):
    for paragraph in brief.text.strip().split("\n\n"):
        told = SENTENCE.findall(paragraph)
        for n, sentence in enumerate(told):
            if LABEL.search(sentence):
                assert re.search(r"\b(19|20)\d\d\b", " ".join(told[max(0, n - 1) : n + 2])), sentence


@each_brief
def test_sentences_are_of_sane_length(brief):
    lengths = [words(s) for s in sentences(brief)]
    assert 10 <= sum(lengths) / len(lengths) <= 24
    assert max(lengths) <= 50


def test_the_prose_as_a_whole():
    told = [s for b in BRIEFS for s in sentences(b)]
    assert 15 <= sum(map(words, told)) / len(told) <= 18
    background = sum(not LABEL.search(s) for s in told) / len(told)
    assert 0.28 <= background <= 0.38
    assert len(told) == len({s.strip() for s in told})


def skeleton(sentence):
    """A sentence with its names, dates and places masked."""
    bare = re.sub(r"\b\d\w*", "N", LABEL.sub("", sentence).strip())
    masked = re.sub(r"[A-Z][\w'’-]*(?: (?:of |and |the )*[A-Z][\w'’-]*)*", "N", bare)
    return re.sub(r"N(?:,? (?:and )?N)+", "N", " ".join(masked.split()))


def test_no_sentence_is_built_like_many_others():
    built = Counter(skeleton(s) for b in BRIEFS for s in sentences(b))
    assert skeleton("On 3 May 2011 Ana Silva met Jonas Berg in Oslo [x].") == "N met N in N ."
    assert [(s, n) for s, n in built.most_common(9) if n > 4] == []


def brief_path(brief):
    return next(p for p in bundled_paths() if Path(p).stem == brief.id)
