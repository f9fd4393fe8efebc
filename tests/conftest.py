"""What tests of the store, the queries and the command line share: a small store, made without the pipeline."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from cnvn import cli, edtf
from cnvn.errors import Issue
from cnvn.model import Article, Candidate, Event, EventType, Part, Participant, Session, Source, Spot, Status
from cnvn.store.codec import fingerprint
from cnvn.store.store import Store


@dataclass(frozen=True)
class Extracted:
    """What the pipeline gives, as far as a store wants it."""

    article: Article
    candidates: tuple[Candidate, ...] = ()
    parts: tuple[Part, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Told:
    """One event as an article of the small store tells it: its sentence is found in the article's text."""

    sentence: str
    when: str
    type: EventType = "meeting"
    people: tuple[tuple[str, str | None], ...] = ()
    countries: tuple[str, ...] = ("CN", "VN")
    place: str | None = None
    meeting: tuple[str, int | None] | None = None
    status: Status = "happened"


LAM = ("To Lam", "VN")
XI = ("Xi Jinping", "CN")
WANG = ("Wang Yi", "CN")
COMMITTEE = "China-Vietnam Steering Committee for Bilateral Cooperation"

ARTICLES: dict[str, tuple[Told, ...]] = {
    "spring": (
        Told("To Lam came to Beijing for three days.", "2024-08-18/2024-08-20", "visit", (LAM,), place="Beijing"),
        Told("He sat down with Xi Jinping on the second day.", "2024-08-19", people=(LAM, XI), place="Beijing"),
        Told("A railway accord was put on paper that month.", "2024-08", "agreement", place="Beijing"),
    ),
    "committee": (
        Told("The committee gathered for its 11th session.", "2018-04-01", people=(WANG,), meeting=(COMMITTEE, 11)),
        Told("Its 14th session followed in Hanoi.", "2022-07", place="Hanoi", meeting=(COMMITTEE, 14)),
        Told("The 12th session had been held on the border.", "2019-09-16", meeting=(COMMITTEE, 12)),
        Told("Another session is expected next year.", "2027", status="planned", meeting=(COMMITTEE, None)),
    ),
    "past": (
        Told("Guns spoke along the border in the eighties.", "198X", "conflict"),
        Told("A guest from Laos called on To Lam at New Year.", "2024-12-30/2025-01-02", "visit", (LAM,), ("LA", "VN")),
    ),
}


def article_of(name: str, *, text: str | None = None, **fields: object) -> Article:
    """An article of the small store, its sentences set in paragraphs."""
    body = text or "\n\n".join(f"Before it. {told.sentence} And after it." for told in ARTICLES[name])
    return Article(name, body, title=f"On {name}", published=date(2025, 2, 3), **fields)  # type: ignore[arg-type]


def extract(article: Article) -> Extracted:
    """Stands for the pipeline: the events that are listed for the article and whose sentences its text still has."""
    told = [t for t in ARTICLES.get(article.id, ()) if t.sentence in article.text]
    return Extracted(article, tuple(_candidate(article, t) for t in told))


def _candidate(article: Article, told: Told) -> Candidate:
    start = article.text.index(told.sentence)
    source = Source(
        article.id, start, start + len(told.sentence), told.sentence, "told",
        title=article.title, published=article.published, origin=article.origin,
    )  # fmt: skip
    return Candidate(
        type=told.type,
        period=edtf.parse(told.when),
        dated_by="explicit",
        status=told.status,
        source=source,
        people=tuple(Participant(name, country=country) for name, country in told.people),
        countries=told.countries,
        place=Spot(told.place) if told.place else None,
        meeting=Session(*told.meeting) if told.meeting else None,
    )


def merge(candidates: Iterable[Candidate]) -> tuple[Event, ...]:
    """Stands for the merge: one type, one first day and the same people are one event."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Candidate]] = {}
    for c in sorted(candidates, key=lambda c: (c.period.start, c.period.end, c.type, c.source.article, c.source.start)):
        names = tuple(p.name for p in c.people) or c.countries
        groups.setdefault((c.period.start.isoformat(), c.type, names), []).append(c)
    return tuple(_event("-".join([day, kind, *names]), cs) for (day, kind, names), cs in groups.items())


def _event(name: str, told: Sequence[Candidate]) -> Event:
    first = told[0]
    return Event(
        id=name.lower().replace(" ", "-"),
        period=first.period,
        dated_by=first.dated_by,
        status=first.status,
        type=first.type,
        title=f"{' and '.join(p.name for p in first.people) or 'China and Vietnam'}: {first.type}",
        people=first.people,
        countries=first.countries,
        place=first.place,
        meeting=first.meeting,
        sources=tuple(c.source for c in told),
    )


def fill(store: Store, *articles: Article) -> None:
    """Puts articles into a store and merges."""
    store.put([(fingerprint(article, "test"), extract(article)) for article in articles])
    store.merge(merge)


@dataclass
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.out.splitlines()


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test: nobody's store is read, built or changed."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("CNVN_DB", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def db(tmp_path: Path) -> str:
    """The path of a filled store."""
    path = str(tmp_path / "filled.sqlite3")
    with Store(path) as store:
        fill(store, *map(article_of, ARTICLES))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def run_it(*arguments: str) -> Ran:
        code = cli.main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_it
