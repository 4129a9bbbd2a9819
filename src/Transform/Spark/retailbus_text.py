"""From an object's bytes to valid UTF-8: unpacks and decodes by content, and refuses what is no text, or too much of it."""

import codecs
import itertools
import zlib

PIECE = 1 << 16
GZIP = b"\x1f\x8b"
MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))
MAGIC = ((b"PK\x03\x04", "an Excel workbook or a ZIP archive"), (b"%PDF", "a PDF document"), (b"PAR1", "a Parquet file"))
CONTROLS = bytes([*range(9), *range(14, 32)])
MOST_CONTROLS = 0.05
TEXT_LOOKED_AT = 4096
UTF_16_LOOKED_AT = 512
UTF_16_SHARE = 0.6
FREE = 64 << 20
WINDOWS_1252 = [bytes([octet]).decode("cp1252", "ignore") or chr(octet) for octet in range(256)]
DAMAGED = "The file is damaged: it can't be unpacked (gzip). Make it again and land it again."
GOES_ON = (
    "The file goes on after the end of its packed (gzip) part, and what follows can't be read. Pack all of it again and land it again."
)


class Rejected(Exception):
    """The file can't be taken; the message is for a person."""

    def __init__(self, code, reason):
        super().__init__(reason)
        self.code = code


class Limits:
    """What a file may unpack to: bytes of text, and how many times its packed size where it is more than FREE bytes."""

    def __init__(self, expandedBytes=20 << 30, expansion=200):
        self.bytes, self.times = expandedBytes, expansion

    def check(self, size, landed):
        if size > self.bytes:
            advice = "Split it into smaller files and land those, or raise Transform:MaxExpandedBytes."
            raise Rejected("unreadable", f"The file unpacks to more than {self.bytes:,} bytes, the most that is taken. {advice}")
        if size > FREE and size // self.times > landed:
            what = f"The file unpacks to more than {self.times:,} times its size, as files made to fill a disk do."
            raise Rejected("unreadable", f"{what} If it is sound, land it unpacked, or raise Transform:MaxExpansion.")


def as_windows_1252(error):
    """Bytes that are no part of valid UTF-8 are taken for Windows-1252, one character each."""
    if isinstance(error, UnicodeDecodeError):
        return "".join(WINDOWS_1252[octet] for octet in error.object[error.start : error.end]), error.end
    raise error


codecs.register_error("retailbus-windows-1252", as_windows_1252)


class Landed:
    """An object's bytes, digested and counted as they are read."""

    def __init__(self, source, digest):
        self.source, self.digest, self.size = source, digest, 0

    def __iter__(self):
        for piece in iter(lambda: self.source.read(PIECE), b""):
            self.digest.update(piece)
            self.size += len(piece)
            yield piece


def open_text(source, digest, limits=None):
    """Pieces of valid UTF-8 without byte order mark."""
    landed, limits, size = Landed(source, digest), limits or Limits(), 0
    start, pieces = read_ahead(iter(landed), len(GZIP))
    text = decoded(unpacked(pieces) if start.startswith(GZIP) else pieces)
    start, text = read_ahead(text, TEXT_LOOKED_AT)
    refuse_binary(start)
    for piece in text:
        size += len(piece)
        limits.check(size, landed.size)
        yield piece


def read_ahead(pieces, size):
    """At least so many bytes of what comes, if it has them; and all that comes."""
    start = b""
    while len(start) < size and (piece := next(pieces, None)) is not None:
        start += piece
    return start, itertools.chain([start], pieces)


def unpacked(pieces):
    """What a gzip file's members hold, to the file's very end."""
    member, rest = zlib.decompressobj(31), b""
    try:
        for piece in pieces:
            rest += piece
            while len(rest) > member.eof:
                if member.eof:
                    require_member(rest)
                    member = zlib.decompressobj(31)
                yield member.decompress(rest, PIECE)
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as error:
        raise Rejected("unreadable", DAMAGED) from error
    if not member.eof:
        raise Rejected("unreadable", DAMAGED)
    if rest:
        require_member(rest)
        raise Rejected("unreadable", DAMAGED)


def require_member(rest):
    if not rest.startswith(GZIP[: len(rest)]):
        raise Rejected("unreadable", GOES_ON)


def decoded(pieces):
    start, pieces = read_ahead(pieces, UTF_16_LOOKED_AT)
    mark, encoding = next((mark for mark in MARKS if start.startswith(mark[0])), (b"", None))
    encoding = encoding or utf_16_without_mark(start[:UTF_16_LOOKED_AT]) or "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)("retailbus-windows-1252" if encoding == "utf-8" else "replace")
    next(pieces)
    for piece in itertools.chain([start[len(mark) :]], pieces):
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


def utf_16_without_mark(start):
    """Of text in Latin letters every second byte is NUL, and always the same one of the two."""
    characters = len(start) // 2
    if characters < 2:
        return None
    first, second = start[0 : 2 * characters : 2].count(0), start[1 : 2 * characters : 2].count(0)
    if first == 0 and second >= UTF_16_SHARE * characters:
        return "utf-16-le"
    return "utf-16-be" if second == 0 and first >= UTF_16_SHARE * characters else None


def refuse_binary(start):
    for magic, name in MAGIC:
        if start.startswith(magic):
            raise Rejected("not-text", f"The file is {name}, not text. Save it as CSV and land that.")
    start = start[:TEXT_LOOKED_AT]
    if len(start) - len(start.translate(None, CONTROLS)) > len(start) * MOST_CONTROLS:
        raise Rejected("not-text", "The file is not text: it has bytes that no text has. Save it as CSV (UTF-8) and land that.")
