"""Reading: what a file is, what it says of itself, and what happens to those that cannot be read."""

import io
import json
import os
import random
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from cnvn.errors import Issue
from cnvn.model import Article, Reference
from cnvn.read import bundled_paths, read_bundled, read_paths
from cnvn.read.days import Incomplete, parse_day

TEXT = "The two ministers met in Hanoi on 3 May 2014 and spoke about trade.\n"


def read(*paths, **said):
    """The articles and the issues of some paths."""
    results = list(read_paths([str(p) for p in paths], **said))
    return [r for r in results if isinstance(r, Article)], [r for r in results if isinstance(r, Issue)]


def one(path, **said):
    articles, issues = read(path, **said)
    assert len(articles) == 1 and not issues, issues
    return articles[0]


def refusal(path, **said):
    articles, issues = read(path, **said)
    assert not articles and len(issues) == 1 and issues[0].refused, (articles, issues)
    assert "\n" not in str(issues[0])
    return issues[0]


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*records):
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


# ----------------------------------------------------------------------------------------------------------- formats
def test_plain_text_is_the_article_as_it_stands(tmp_path):
    text = "Headline\r\n\r\nBody of Trọng’s visit.\rEnd\n\n"
    path = write(tmp_path, "visit.txt", text)
    assert one(path) == Article("visit", text, path=str(path))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/2014/05/04/a\n\nA visit\n\nThey met.", "https://example.org/2014/05/04/a"),
        ("A visit\n\nThey met.\n\nOne.\n\nTwo.\n\nURL: https://example.org/a", "https://example.org/a"),
        ("A visit\n\nThey met.\n\nOne.\n\nTwo.\n\nhttps://example.org/other", None),
        ("https://example.org/a\nhttps://example.org/b\n\nThey met.", None),
        ("See https://example.org/a for more.", None),
    ],
)
def test_the_address_that_a_text_was_saved_from(tmp_path, text, url):
    found = one(write(tmp_path, "a.txt", text))
    assert found.url == url
    assert found.published == (date(2014, 5, 4) if url and "2014" in url else None)


def test_the_day_of_an_archive_is_not_the_page_s(tmp_path):
    saved = "https://web.archive.org/web/20150607/https://example.org/2014/05/04/a"
    assert one(write(tmp_path, "a.txt", f"{saved}\n\nThey met.")).published == date(2014, 5, 4)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("date: 2014-05-04", date(2014, 5, 4)),
        ("date: 2014-05-04T09:30:00+07:00", date(2014, 5, 4)),
        ("date: soon", None),
    ],
)
def test_the_other_key_for_the_day_in_front_matter(tmp_path, line, day):
    assert one(write(tmp_path, "a.md", f"---\n{line}\n---\nThey met.")).published == day
    given = one(write(tmp_path, "b.md", f"---\npublished: 2014-05-01\n{line}\n---\nThey met."))
    assert given.published == date(2014, 5, 1)


def test_front_matter(tmp_path):
    path = write(
        tmp_path,
        "visit.md",
        "---\ntitle: A visit\npublisher: A paper\npublished: 2014-05-04\nurl: http://example.org/a\nlanguage: en-GB\n"
        "id: my-visit\nsources:\n  - label: one\n    title: First\n    publisher: P\n    published: 2014-05-03\n"
        "    url: http://example.org/1\n  - {label: two}\n---\n\n" + TEXT,
    )
    assert one(path) == Article(
        "my-visit",
        "\n" + TEXT,
        "A visit",
        "A paper",
        date(2014, 5, 4),
        "http://example.org/a",
        references=(Reference("one", "First", "P", date(2014, 5, 3), "http://example.org/1"), Reference("two")),
        path=str(path),
    )


def test_front_matter_keeps_values_as_they_are_written(tmp_path):
    article = one(write(tmp_path, "a.md", f"---\r\nid: 1979\r\ntitle: No\r\nother: [1, 2]\r\n---\r\n{TEXT}"))
    assert (article.id, article.title, article.text) == ("1979", "No", TEXT)


def test_a_rule_of_dashes_is_no_front_matter(tmp_path):
    text = f"---\nTalks in Hanoi\n---\n{TEXT}"
    assert one(write(tmp_path, "a.txt", text)).text == text


def test_json_lines(tmp_path):
    record = {"id": "a", "title": "T", "publisher": "P", "published": "2014-05-04", "url": "u", "language": "vi"}
    path = write(tmp_path, "a.txt", lines({**record, "text": TEXT, "other": {"x": 1}}, "", {"id": 7, "text": "Bảy"}))
    (first, second), issues = read(path)
    assert not issues
    assert first == Article("a", TEXT, "T", "P", date(2014, 5, 4), "u", "vi", path=str(path))
    assert (second.id, second.text, second.published) == ("7", "Bảy", None)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("shape", ["one", "array", "sequence"])
def test_json_documents(tmp_path, indent, shape):
    records = [{"id": f"r{n}", "text": TEXT, "sources": [{"label": "x"}]} for n in range(1 if shape == "one" else 3)]
    if shape == "array":
        content = json.dumps(records, indent=indent)
    else:
        content = "\n".join(json.dumps(r, indent=indent) for r in records)
    articles, issues = read(write(tmp_path, "a", content))
    assert not issues and [a.id for a in articles] == [r["id"] for r in records]
    assert all(a.references == (Reference("x"),) for a in articles)


@pytest.mark.parametrize(
    "text", ["{sic} said the envoy", "[Hanoi] Talks were held.", "[[link]] and text", "- a\n- b\n"]
)
def test_text_that_only_looks_like_json(tmp_path, text):
    assert one(write(tmp_path, "a.json", text)).text == text


def test_the_ending_of_a_name_says_nothing(tmp_path):
    assert one(write(tmp_path, "a.pdf", TEXT)).text == TEXT
    assert one(write(tmp_path, "b.txt", lines({"id": "x", "text": TEXT}))).id == "x"
    assert one(write(tmp_path, "c.json", f"---\ntitle: T\n---\n{TEXT}")).title == "T"


def test_the_address_of_a_page_tells_its_day_where_nothing_else_does(tmp_path: Path) -> None:
    def day(fields: str) -> date | None:
        return one(write(tmp_path, "a.md", f"---\n{fields}\n---\n{TEXT}")).published

    assert day("url: https://example.org/2014/05/04/rivers.html") == date(2014, 5, 4)
    assert day("url: https://example.org/english/2014-05/04/c_137583815.htm") == date(2014, 5, 4)
    assert day("url: https://example.org/2014/05/04/rivers.html\npublished: 2014-05-03") == date(2014, 5, 3)
    assert day("url: https://example.org/2014/13/04/rivers?day=2014-05-04") is None
    assert day("url: https://example.org/2014/05/04/the-2015-06-07-treaty") is None


def test_arguments_give_what_a_text_does_not_say(tmp_path):
    said = {"published": date(2020, 1, 1), "title": "Given", "publisher": "Given"}
    bare = one(write(tmp_path, "a.txt", TEXT), **said)
    assert (bare.published, bare.title, bare.publisher) == (date(2020, 1, 1), "Given", "Given")
    own = one(write(tmp_path, "b.md", f"---\npublished: 2014-05-04\ntitle: Own\npublisher: Own\n---\n{TEXT}"), **said)
    assert (own.published, own.title, own.publisher) == (date(2014, 5, 4), "Own", "Own")


# --------------------------------------------------------------------------------------------------------- encodings
VIETNAMESE = "Hôm nay, hai bên đã trao đổi ý kiến về quan hệ hợp tác giữa hai nước và tình hình khu vực. " * 6
CHINESE = "两国外长在河内举行会谈,就双边关系和共同关心的国际地区问题深入交换意见。双方同意加强合作。" * 6
ENGLISH = "The minister said “we are friends” – and left for Paris with José Muñoz’s envoy on 5 May 2014.\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(tmp_path, encoding):
    text = "Nguyễn Phú Trọng\r\n" + TEXT
    assert one(write(tmp_path, "a.txt", text.encode(encoding))).text == text
    jsonl = lines({"id": "a", "text": "Phú\u2028Trọng"}, {"id": "b", "text": "b"})
    articles, issues = read(write(tmp_path, "b.txt", jsonl.encode(encoding)))
    assert not issues and [a.text for a in articles] == ["Phú\u2028Trọng", "b"]


def test_a_declared_encoding(tmp_path):
    text = f"# -*- coding: iso-8859-5 -*-\nМосква {TEXT}"
    assert one(write(tmp_path, "a.txt", text.encode("iso-8859-5"))).text == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(CHINESE, "gb18030"), (CHINESE.replace("国", "國"), "big5"), (ENGLISH, "cp1252")]
)
def test_a_detected_encoding_is_read_with_a_warning(tmp_path, text, encoding):
    data = text.encode(encoding, "ignore")
    articles, (warning,) = read(write(tmp_path, "a.txt", data))
    assert articles[0].text == data.decode(encoding)
    assert not warning.refused and encoding in warning.reason


def test_vietnamese_windows_text(tmp_path):
    import unicodedata

    # The code page has letters with breve, circumflex and horn, and tones as marks after them.
    text = "".join(c if c in "ăâđêôơưĂÂĐÊÔƠƯ" else unicodedata.normalize("NFD", c) for c in VIETNAMESE)
    data = text.encode("cp1258", "ignore")
    articles, _ = read(write(tmp_path, "a.txt", data))
    assert articles[0].text == data.decode("cp1258")


def test_damaged_utf8_is_not_read_as_something_else(tmp_path):
    issue = refusal(write(tmp_path, "a.txt", (TEXT + VIETNAMESE).encode() + b"\xff\xfe broken"))
    assert "UTF-8" in issue.reason and "line 2" in issue.reason and "UTF-8" in issue.hint


def test_bytes_without_any_encoding(tmp_path):
    choose = random.Random(3).choice
    noise = bytes(choose(b"abc def \xe9\xff\x81\x8d\x9d\x90") for _ in range(3000))
    assert "encoding" in refusal(write(tmp_path, "a.txt", noise)).reason


def test_half_a_surrogate_pair_can_be_stored(tmp_path):
    article = one(write(tmp_path, "a.jsonl", r'{"id": "a\ud800", "text": "x\udfff y"}'))
    assert (article.id, article.text) == ("a\ufffd", "x\ufffd y")
    article.text.encode()


# --------------------------------------------------------------------------------------------------------------- ids
def test_ids_are_given_or_stems_or_paths(tmp_path):
    for name in ("in/one.txt", "in/sub/two.txt", "in/other/two.txt", "in/two.md"):
        write(tmp_path, name, TEXT)
    articles, issues = read(tmp_path / "in")
    assert not issues and [a.id for a in articles] == ["one", "other/two.txt", "sub/two.txt", "two.md"]


def test_an_id_that_is_given_leaves_the_stem_to_others(tmp_path):
    write(tmp_path, "a/x.md", f"---\nid: own\n---\n{TEXT}")
    write(tmp_path, "b/x.txt", TEXT)
    write(tmp_path, "c/x.txt", "")
    assert [a.id for a in read(tmp_path)[0]] == ["own", "x"]


def test_files_of_one_name_in_folders_named_apart(tmp_path):
    for folder in ("a", "b"):
        write(tmp_path, f"{folder}/x.txt", TEXT)
    assert [a.id for a in read(tmp_path / "a", tmp_path / "b")[0]] == ["a/x.txt", "b/x.txt"]
    assert [a.id for a in read(tmp_path / "a/x.txt", tmp_path / "b/x.txt")[0]] == ["a/x.txt", "b/x.txt"]


def test_records_without_ids(tmp_path):
    assert one(write(tmp_path, "one.jsonl", lines({"text": "A"}))).id == "one"
    articles, _ = read(write(tmp_path, "two.jsonl", lines({"text": "A"}, {"id": "own", "text": "B"}, {"text": "C"})))
    assert [a.id for a in articles] == ["two-1", "own", "two-3"]


def test_one_id_for_different_articles(tmp_path):
    records = [{"id": "x", "text": t} for t in ("A", "B", "C")] + [{"id": "y", "text": "D"}]
    forward, backward = lines(*records), lines(*reversed(records))
    articles, issues = read(write(tmp_path, "f.jsonl", forward))
    assert len({a.id for a in articles}) == 4 and len(issues) == 3
    assert all(not i.refused and i.where.startswith(str(tmp_path / "f.jsonl:")) for i in issues)
    again, _ = read(write(tmp_path, "b.jsonl", backward))
    assert {a.text: a.id for a in articles} == {a.text: a.id for a in again}
    assert {a.text: a.id for a in articles}["D"] == "y"


def test_one_id_with_one_content_is_one_article_given_twice(tmp_path):
    record = {"id": "x", "text": TEXT}
    first, second = read(write(tmp_path, "a.jsonl", lines(record, record)))[0]
    assert first == second and first.id == "x"


def test_copies_under_two_names_are_two_articles(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", TEXT)
    assert [a.id for a in read(tmp_path)[0]] == ["a", "b"]


def test_a_file_is_read_once_however_often_it_is_named(tmp_path):
    path = write(tmp_path, "a.txt", TEXT)
    assert [a.id for a in read(path, tmp_path, path)[0]] == ["a"]


def test_ids_do_not_depend_on_the_order_of_paths(tmp_path):
    names = ["a/x.txt", "b/x.txt", "b/c/x.md", "y.txt", "d/y.jsonl"]
    paths = [write(tmp_path, n, TEXT + n) for n in names[:-1]]
    paths.append(write(tmp_path, names[-1], lines({"id": "y", "text": "1"}, {"id": "x", "text": "2"})))
    expected = None
    for seed in range(6):
        random.Random(seed).shuffle(paths)
        articles, _ = read(*paths)
        ids = {a.text: a.id for a in articles}
        assert len(set(ids.values())) == 6
        expected = expected or ids
        assert ids == expected


# --------------------------------------------------------------------------------------------------- folders, stdin
def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b.txt.txt", ".hidden", ".git/config", "C.txt"):
        write(tmp_path, name, TEXT)
    articles, issues = read(tmp_path)
    assert [a.id for a in articles] == ["C", "b.txt", "z", "b"]
    assert [Path(i.where).name for i in issues] == [".git", ".hidden"] and not any(i.refused for i in issues)
    assert one(tmp_path / ".hidden").text == TEXT


def test_a_link_to_a_folder_above_ends(tmp_path):
    write(tmp_path, "a/x.txt", TEXT)
    (tmp_path / "a/loop").symlink_to(tmp_path)
    assert [a.id for a in read(tmp_path)[0]] == ["x"]


def pipe_in(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_stdin(monkeypatch):
    pipe_in(monkeypatch, TEXT.encode())
    article = one("-")
    assert (article.id, article.text, article.path) == ("stdin", TEXT, None)
    pipe_in(monkeypatch, lines({"text": "A"}, {"id": "b", "text": "B"}, "{broken", {"text": "C"}).encode("utf-16"))
    articles, (issue,) = read("-", "-")
    assert [a.id for a in articles] == ["stdin-1", "b", "stdin-3"] and issue.where == "stdin:3"
    pipe_in(monkeypatch, b"")
    assert refusal("-").where == "stdin"
    monkeypatch.setattr(sys, "stdin", None)
    assert refusal("-").where == "stdin"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX")
def test_pipes_with_a_name(tmp_path):
    read_end, write_end = os.pipe()
    os.write(write_end, TEXT.encode())
    os.close(write_end)
    assert one(f"/dev/fd/{read_end}").text == TEXT
    os.close(read_end)
    os.mkfifo(tmp_path / "fifo")  # in a folder it would be waited for, for ever
    assert "regular" in refusal(tmp_path).reason


# --------------------------------------------------------------------------------------------------------- bad input
def test_missing_and_empty(tmp_path):
    missing = refusal(tmp_path / "none.txt")
    assert missing.where == str(tmp_path / "none.txt") and "no such file" in missing.reason and missing.hint
    assert "empty" in refusal(write(tmp_path, "a.txt", "")).reason
    assert "no text" in refusal(write(tmp_path, "b.txt", " \n\n\t ")).reason
    assert "without text" in refusal(write(tmp_path, "c.md", "---\ntitle: T\n---\n \n")).reason
    assert "null" in refusal("a\0b").reason


@pytest.mark.parametrize(
    ("data", "name", "hint"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF", "pdftotext"),
        (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml...word/document.xml", "DOCX", "text"),
        (b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml", "XLSX", "JSON"),
        (b"PK\x03\x04\x14\x00\x06\x00notes.txt", "ZIP", "unpack"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG", "tesseract"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG", "tesseract"),
        (b"\x1f\x8b\x08\x00", "gzip", "gunzip"),
        (b"{\\rtf1\\ansi Talks}", "RTF", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "DOC", "text"),
        (b"<!DOCTYPE html>\n<html><body>Talks</body></html>", "HTML", "pandoc"),
        (b"\xef\xbb\xbf\n<!-- saved -->\n<HTML lang=en>", "HTML", "pandoc"),
        ("<html><p>Talks</p></html>".encode("utf-16"), "HTML", "pandoc"),
        (b"<?xml version='1.0'?><rss/>", "XML", "text"),
        (b"From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n", "MHTML", "text"),
        (b"\x00\x01\x02\x03\x04" * 50, "binary", "text"),
        (TEXT.encode() * 2000 + b"\x00\x00", "binary", "text"),
    ],
)
def test_unknown_formats_are_named(tmp_path, data, name, hint):
    issue = refusal(write(tmp_path, "a.txt", data))
    assert name in issue.reason and hint in issue.hint


def test_one_bad_file_stops_nothing(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.pdf", b"%PDF-1.4")
    write(tmp_path, "c.txt", TEXT)
    articles, issues = read(tmp_path / "none", tmp_path)
    assert [a.id for a in articles] == ["a", "c"] and len(issues) == 2


def test_broken_lines_are_named_and_the_others_go_in(tmp_path):
    path = write(
        tmp_path,
        "a.jsonl",
        lines('{"id": "z", "text": ', {"id": "a", "text": "A"}, "garbage", {"id": "b", "text": "B"}, [1], {"id": "n"})
        + lines({"id": "m", "text": ["x"]}, {"id": ["l"], "text": "x"}, {"id": "c", "text": "C"}, '{"id": "d"'),
    )
    articles, issues = read(path)
    assert [a.id for a in articles] == ["a", "b", "c"]
    assert [i.where.rsplit(":", 1)[1] for i in issues] == ["1", "3", "5", "6", "7", "8", "10"]
    assert all(i.refused and i.hint for i in issues)
    assert "broken JSON" in issues[0].reason and "without text" in issues[3].reason


def test_a_line_in_another_encoding(tmp_path):
    data = (
        lines({"id": "a", "text": "Trọng"}).encode()
        + b'{"id": "b", "text": "Ph\xfa Tr\xe1\xbb\x8dng ph\xe1\xbb\x9f"}\n'
    )
    articles, issues = read(write(tmp_path, "a.jsonl", data + lines({"id": "c", "text": "C"}).encode()))
    assert [a.id for a in articles] == ["a", "c"]
    assert [i.where.rsplit(":", 1)[1] for i in issues] == ["2"]


@pytest.mark.parametrize("text", ['[{"id": "a", "text": "A"}, {"id": ', "[" + '{"a":[' * 100_000])
def test_a_broken_array(tmp_path, text):
    assert "broken JSON" in refusal(write(tmp_path, "a.json", text)).reason


def test_a_line_nested_too_deep(tmp_path):
    articles, issues = read(write(tmp_path, "a.jsonl", lines('{"a": ' * 100_000, {"id": "b", "text": "B"})))
    assert [a.id for a in articles] == ["b"] and "deep" in issues[0].reason


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("title: [open\n---\n", "front matter"),
        ("title: T\nno end\n", "no end"),
        ("title: a: b\n---\n", "mapping values"),
        ("title: " + "[" * 100_000 + "\n---\n", "nest"),
        ("title: T\n\x07\n---\n", "front matter"),
        ("title: [a, b]\n---\n", "title"),
    ],
)
def test_front_matter_that_does_not_parse(tmp_path, block, reason):
    assert reason in refusal(write(tmp_path, "a.md", f"---\n{block}{TEXT}")).reason


@pytest.mark.parametrize("day", ["10/11/2022", "2022-06-31", "31 June 2022", "30 February 2023", "soon", "7 Dec 23"])
def test_days_that_cannot_be_are_refused(tmp_path, day):
    issue = refusal(write(tmp_path, "a.md", f"---\npublished: {day}\n---\n{TEXT}"))
    assert day in issue.reason and "YYYY-MM-DD" in issue.hint
    articles, (issue,) = read(write(tmp_path, "b.jsonl", lines({"text": "A"}, {"text": "B", "published": day})))
    assert len(articles) == 1 and issue.where.endswith("b.jsonl:2")


def test_a_month_is_no_day(tmp_path):
    for month in ("2022-10", "October 2022", "2022"):
        (article,), (warning,) = read(write(tmp_path, "a.md", f"---\npublished: {month}\n---\n{TEXT}"))
        assert article.published is None and not warning.refused and "undated" in warning.hint


def test_a_source_that_cannot_be_read_leaves_the_text(tmp_path):
    sources = [
        "x",
        {"title": "no label"},
        {"label": "a", "published": "31 June 2022"},
        {"label": "a"},
        {"label": ["b"]},
    ]
    (article,), issues = read(write(tmp_path, "a.jsonl", lines({"text": TEXT, "sources": sources})))
    assert article.references == (Reference("a"),) and len(issues) == 5 and not any(i.refused for i in issues)
    (article,), issues = read(write(tmp_path, "b.md", f"---\nsources: one\n---\n{TEXT}"))
    assert article.references == () and len(issues) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="to root, everything is readable")
def test_unreadable(tmp_path):
    path = write(tmp_path, "in/a.txt", TEXT)
    path.chmod(0)
    assert "permission" in refusal(path).reason
    path.parent.chmod(0)
    assert "permission" in refusal(path.parent).reason
    path.parent.chmod(0o755)


@pytest.mark.parametrize("method", ["open", "iterdir"])
def test_refusal_by_the_system(tmp_path, monkeypatch, method):
    write(tmp_path, "a.txt", TEXT)

    def deny(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, method, deny)
    issue = refusal(tmp_path)
    assert issue.reason == "permission denied" and "readable" in issue.hint


@pytest.mark.parametrize("url", ["https://example.org/a", "file:///tmp/a"])
def test_addresses_are_not_fetched(url):
    issue = refusal(url)
    assert issue.where == url and "web" in issue.reason and "save" in issue.hint


def test_names_that_are_not_text(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\nx.txt"
    Path(os.fsdecode(path)).write_text(TEXT)
    article = one(os.fsdecode(path))
    assert article.id == "\ufffd x" and "\n" not in article.path
    article.path.encode()


# --------------------------------------------------------------------------------------------------------------- days
@pytest.mark.parametrize(
    "text",
    [
        "2023-12-07", "2023/12/7", "2023.12.07", "20231207", "2023-12-07T23:30:00+07:00", "2023-12-07 10:00",
        "7 December 2023", "Dec 7, 2023", "December 7th, 2023", "Thu, 07 Dec 2023 10:00:00 GMT",
    ],
)  # fmt: skip
def test_days_in_all_unambiguous_forms(text):
    assert parse_day(text) == date(2023, 12, 7)


def test_a_day_above_twelve_can_be_told_from_a_month():
    assert parse_day("13/11/2022") == parse_day("11/13/2022") == date(2022, 11, 13)
    assert parse_day("11/11/2022") == date(2022, 11, 11)


@pytest.mark.parametrize(
    "text", ["2023-02-30", "31/6/2022", "Friday", "1670371200", "7 Dec 23", "about 7 Dec 2023", "x"]
)
def test_what_is_no_day(text):
    with pytest.raises(ValueError) as e:
        parse_day(text)
    assert not isinstance(e.value, Incomplete)


# ---------------------------------------------------------------------------------------------------- large, bundled
def test_json_lines_are_not_loaded_whole(tmp_path):
    path = tmp_path / "large.jsonl"
    record = json.dumps({"text": TEXT * 400}) + "\n"
    with path.open("w") as f:
        for _ in range(1000):
            f.write(record)
    tracemalloc.start()
    count = sum(1 for _ in read_paths([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000 and path.stat().st_size > 25_000_000
    assert peak < 3_000_000


def test_a_long_tail_after_a_broken_line_stays_quick(tmp_path):
    articles, issues = read(write(tmp_path, "a.jsonl", '{"id": \n' + ' {"x": 1}\n' * 5000))
    assert not articles and issues


def test_bundled_briefs_are_articles_like_any_other():
    assert bundled_paths()
    articles = list(read_bundled())
    assert len(articles) == len(bundled_paths())
    assert all(isinstance(a, Article) and a.origin == "bundled" and a.path == f"{a.id}.md" for a in articles)


def test_bundled_briefs_of_an_installed_package(tmp_path, monkeypatch):
    write(tmp_path, "cnvn/data/briefs/a.md", f"---\ntitle: T\n---\n{TEXT}")
    monkeypatch.setattr("cnvn.briefs.__file__", str(tmp_path / "cnvn" / "briefs.py"))
    assert [a.title for a in read_bundled()] == ["T"]
    monkeypatch.setattr("cnvn.briefs.__file__", str(tmp_path / "none" / "briefs.py"))
    assert bundled_paths() == ()
