"""What a file is, told from its first bytes and never from its name."""

import re
from dataclasses import dataclass
from typing import Literal

from cnvn.read.encoding import marked

HEAD = 64 * 1024  # bytes that `sniff` wants to see

_AS_TEXT = "save it as plain text first"
_UNPACK = "unpack it and name what is in it"

# (offset, signature, name, what to do)
_SIGNATURES = (
    (0, b"%PDF-", "a PDF", "extract its text first, for example with pdftotext"),
    (0, b"%!PS", "a PostScript file", "extract its text first, for example with ps2ascii"),
    (0, b"{\\rtf", "an RTF document", _AS_TEXT),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS, PPT)", _AS_TEXT),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image", "extract its text first, for example with tesseract"),
    (0, b"\xff\xd8\xff", "a JPEG image", "extract its text first, for example with tesseract"),
    (0, b"GIF8", "a GIF image", "extract its text first, for example with tesseract"),
    (0, b"II*\x00", "a TIFF image", "extract its text first, for example with tesseract"),
    (0, b"MM\x00*", "a TIFF image", "extract its text first, for example with tesseract"),
    (8, b"WEBP", "a WebP image", "extract its text first, for example with tesseract"),
    (4, b"ftyp", "a video or a HEIC image", "it holds no text to read"),
    (0, b"ID3", "a sound file", "it holds no text to read"),
    (0, b"OggS", "a sound file", "it holds no text to read"),
    (0, b"\x1f\x8b", "a gzip archive", "unpack it first, for example with gunzip"),
    (0, b"BZh", "a bzip2 archive", "unpack it first, for example with bunzip2"),
    (0, b"\xfd7zXZ\x00", "an xz archive", "unpack it first, for example with unxz"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first, for example with unzstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"SQLite format 3\x00", "a SQLite database", "a store is named by --db"),
    (0, b"\x7fELF", "a program", "it holds no text to read"),
    (0, b"MZ\x90\x00", "a program", "it holds no text to read"),
)

# What a ZIP archive is, by a name that stands near its start.
_ZIPPED = (
    (b"word/", "a Word document (DOCX)", _AS_TEXT),
    (b"xl/", "an Excel workbook (XLSX)", "export its texts as JSON Lines"),
    (b"ppt/", "a PowerPoint file (PPTX)", _AS_TEXT),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file (ODT)", _AS_TEXT),
    (b"mimetypeapplication/epub", "an EPUB book", "convert it to plain text first, for example with pandoc"),
)

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_MAIL = re.compile(rb"(?:[A-Z][\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Message-ID|Return-Path):", re.I)
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*(?:\{\s*[\"}]|\]))")
_JSON_LINE = re.compile(rb"\{\s*\"")
_FRONT = re.compile(rb"---[ \t]*\r?\n")
_KEY = re.compile(rb"[A-Za-z][\w-]*[ \t]*:(?:\s|$)")
_FENCE = re.compile(rb"(?:---|\.\.\.)[ \t]*")
_CONTROLS = re.compile(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A format that is named, not read: `reason` and `hint` are those of an `Issue`."""

    reason: str
    hint: str


Kind = Literal["text", "front matter", "json"]


def sniff(head: bytes) -> Kind | Unreadable:
    """The format of a file whose first `HEAD` bytes (or all, if it has fewer) are `head`.

    >>> sniff(b"---\\ntitle: A visit\\n---\\nBody"), sniff(b'{"id": "a"}'), sniff(b"Talks were held.")
    ('front matter', 'json', 'text')
    >>> sniff(b"%PDF-1.7").reason
    'a PDF, which cannot be read'
    """
    if not head:
        return Unreadable("the file is empty", "")
    mark = marked(head)
    if mark:
        head = head.decode(mark, "ignore").encode()
    else:
        refused = _signature(head)
        if refused:
            return refused
    if not head.strip() and len(head) < HEAD:
        return Unreadable("there is no text in it", "")
    refused = _markup(head)
    if refused:
        return refused
    if b"\x00" in head or len(_CONTROLS.findall(head)) * 20 > len(head):
        return Unreadable("a binary file", "only text, Markdown and JSON Lines can be read")
    if _JSON.match(head) or _mostly_json_lines(head):
        return "json"
    return "front matter" if _has_front_matter(head) else "text"


def _signature(head: bytes) -> Unreadable | None:
    for offset, signature, name, hint in _SIGNATURES:
        if head.startswith(signature, offset):
            return Unreadable(f"{name}, which cannot be read", hint)
    if head.startswith(b"PK\x03\x04"):
        for inside, name, hint in _ZIPPED:
            if inside in head:
                return Unreadable(f"{name}, which cannot be read", hint)
        return Unreadable("a ZIP archive, which cannot be read", _UNPACK)
    return None


def _markup(head: bytes) -> Unreadable | None:
    if _HTML.match(head):
        return Unreadable(
            "an HTML page, which cannot be read",
            "save it as plain text, or convert it, for example with pandoc -t plain",
        )
    if head.lstrip().startswith(b"<?xml"):
        return Unreadable("an XML file, which cannot be read", "save its text as plain text or JSON Lines")
    if _MAIL.match(head):
        return Unreadable("an e-mail or a page saved as MHTML, which cannot be read", _AS_TEXT)
    return None


def _mostly_json_lines(head: bytes) -> bool:
    """Whether most of the first lines open an object: one broken line at the top does not turn records into prose."""
    lines = [line for line in head.split(b"\n", 20)[:20] if line.strip()]
    return sum(1 for line in lines if _JSON_LINE.match(line)) * 2 > len(lines)


def _has_front_matter(head: bytes) -> bool:
    """Whether the text opens with a block of keys; a rule of dashes above prose is no front matter."""
    if not _FRONT.match(head):
        return False
    for line in head.split(b"\n")[1:]:
        if _FENCE.fullmatch(line.rstrip()):
            return False
        if _KEY.match(line):
            return True
    return False
