"""What a change gains, loses and alters: every candidate event of all texts, before and after.

    python tests/bench/changes.py FILE [MORE …]     # before: writes the candidates to FILE
    python tests/bench/changes.py FILE [MORE …]     # after: prints those that went (-) and came (+)

Reads the reference texts beside the checkout, if present, the bundled briefs, and the text files of any folders given
as MORE. Scores say how much is right; this shows what is different, to be read line by line against the texts.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import reference

from cnvn.knowledge import load
from cnvn.model import Article, Candidate
from cnvn.pipeline import extract
from cnvn.read.bundled import read_bundled


def main(path: Path, folders: list[Path]) -> None:
    knowledge = load()
    now = [line(c) for article in texts(folders) for c in extract(article, knowledge).candidates]
    if not path.exists():
        path.write_text("".join(f"{each}\n" for each in now), encoding="utf-8")
        print(f"{len(now)} candidates written to {path}")
        return
    before = path.read_text(encoding="utf-8").splitlines()
    known, after = set(before), set(now)
    changed = [f"- {each}" for each in before if each not in after]
    changed += [f"+ {each}" for each in now if each not in known]
    for each in sorted(changed, key=lambda line: line[2:].split("\t")[0]):
        print(each)
    print(f"{len(before)} candidates before, {len(now)} now, {len(changed)} lines differ")


def texts(folders: list[Path]) -> Iterator[Article]:
    if reference.FOLDER.is_dir():
        yield from reference.texts()
    yield from (article for article in read_bundled() if isinstance(article, Article))
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            yield Article(path.stem, path.read_text(encoding="utf-8"))


def line(c: Candidate) -> str:
    """All that a candidate says, on one line: the article, when, what, who, where, by which rule, and the words."""
    people = ", ".join(f"{p.name} ({p.role}{f', {p.office_in_text}' if p.office_in_text else ''})" for p in c.people)
    others = " ".join((*c.organizations, *c.countries))
    place = c.place.name if c.place else ""
    session = f"{c.meeting.series} {c.meeting.number or ''}".strip() if c.meeting else ""
    said = (
        c.source.article,
        c.period.edtf,
        c.dated_by,
        c.status,
        c.type,
        people,
        others,
        place,
        session,
        c.topic or "",
    )
    return "\t".join((*said, c.source.rule, f"{c.source.start}", c.source.quote)).replace("\n", " ")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
