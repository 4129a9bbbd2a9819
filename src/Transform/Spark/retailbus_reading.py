"""Reads landed objects record by record, by the same rules as the embedded engine's record reader."""

import codecs
import gzip
import hashlib
import hmac
import io
import json
import re

from retailbus_json import UNBOUNDED, JsonLayout, is_array, is_json_lines

LONGEST = 1 << 20
CHUNK = 1 << 20
MOST_COLUMNS = 1000
WITHHELD = "(withheld: the dataset has personal data, and this record can't be parted into its columns)"
MAGIC = ((b"PK\x03\x04", "an Excel workbook or a ZIP archive"), (b"%PDF", "a PDF document"), (b"PAR1", "a Parquet file"))


class Rejected(Exception):
    """The file can't be taken; the message is for a person."""

    def __init__(self, code, reason):
        super().__init__(reason)
        self.code = code


class Guard:
    """Treats personal data."""

    def __init__(self, key):
        self.key = key

    def blocks(self):
        """The key as RFC 2104 pads it, in hex."""
        if self.key is None:
            return {}
        key = (hashlib.sha256(self.key).digest() if len(self.key) > 64 else self.key).ljust(64, b"\0")
        return {"pii_inner": bytes(b ^ 0x36 for b in key).hex(), "pii_outer": bytes(b ^ 0x5C for b in key).hex()}

    def treat(self, treatment, value):
        if value is None or treatment == "drop":
            return None
        if treatment in ("none", "keep"):
            return value
        return hmac.new(self.key, value.encode(), hashlib.sha256).hexdigest() if treatment == "hash" else f"{value[:1]}***"


class Digesting(io.RawIOBase):
    """Hands bytes on and digests them."""

    def __init__(self, source, digest):
        self.source, self.sum = source, digest

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self.source.read(len(buffer))
        self.sum.update(data)
        buffer[: len(data)] = data
        return len(data)


def as_latin1(error):
    """Bytes that are no part of valid UTF-8 are taken for Latin-1, one character each."""
    if isinstance(error, UnicodeDecodeError):
        return error.object[error.start : error.end].decode("latin-1"), error.end
    raise error


codecs.register_error("retailbus-latin1", as_latin1)


def open_text(landed, digest):
    """Chunks of valid UTF-8 without byte order mark."""
    stream = io.BufferedReader(Digesting(landed, digest), CHUNK)
    if stream.peek(2)[:2] == b"\x1f\x8b":
        stream = io.BufferedReader(gzip.GzipFile(fileobj=stream), CHUNK)
    try:
        start = stream.peek(4)[:4]
        for magic, name in MAGIC:
            if start.startswith(magic):
                raise Rejected("not-text", f"The file is {name}, not text. Save it as CSV and land that.")
        encoding = "utf-8"
        for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8")):
            if start.startswith(mark):
                stream.read(len(mark))
                encoding = name
                break
        decoder = codecs.getincrementaldecoder(encoding)("retailbus-latin1" if encoding == "utf-8" else "replace")
        while chunk := stream.read(CHUNK):
            yield no_nul(decoder.decode(chunk).encode())
        yield no_nul(decoder.decode(b"", final=True).encode())
    except (gzip.BadGzipFile, EOFError) as error:
        raise Rejected("unreadable", "The file is damaged: it can't be unpacked (gzip). Make it again and land it again.") from error


def no_nul(text):
    if b"\0" in text:
        raise Rejected("not-text", "The file is not text: it has bytes that no text has. Save it as CSV (UTF-8) and land that.")
    return text


def scan(text, delimiter, newline, is_last):
    """A record that has quotes or stray carriage returns: (length, line end, fields); None when broken, False when more is needed."""
    special = re.compile(b"[" + re.escape(delimiter + newline + b'"\r') + b"]")
    position, fields, size = 0, 1, len(text)
    while True:
        if text[position : position + 1] == b'"':
            position += 1
            while True:
                quote = text.find(b'"', position)
                if quote < 0 or (quote + 1 == size and not is_last):
                    return None if is_last else False
                position = quote + 1
                if text[position : position + 1] != b'"':
                    break
                position += 1
        else:
            while True:
                found = special.search(text, position)
                position = found.start() if found else size
                here = text[position : position + 1]
                if position == size or here in (delimiter, newline):
                    break
                if here == b"\r" and newline != b"\r" and (position + 1 == size or text[position + 1 : position + 2] == newline):
                    break
                position += 1
        if position == size:
            return (position, 0, fields) if is_last else False
        here = text[position : position + 1]
        if here == delimiter:
            position, fields = position + 1, fields + 1
            continue
        if here == newline:
            return position, 1, fields
        if here != b"\r":
            return None
        if position + 1 == size:
            return (position, 1, fields) if is_last else False
        return (position, 2, fields) if text[position + 1 : position + 2] == newline else None


class Reader:
    """Yields (line, bytes, fields); fields is 0 for a record that is broken or too long."""

    def __init__(self, chunks):
        self.chunks, self.ahead, self.ended = chunks, b"", False

    def fill(self):
        chunk = next(self.chunks, None)
        self.ended = chunk is None
        self.ahead += chunk or b""

    def head(self):
        while not self.ended and len(self.ahead.lstrip(b"\r\n")) < LONGEST:
            self.fill()
        return self.ahead.lstrip(b"\r\n")

    def records(self, delimiter, newline):
        """Without a delimiter each line is a record."""
        line, skipping, start = 1, False, 0
        while True:
            end = self.ahead.find(newline, start)
            if end < 0 and not self.ended and (skipping or len(self.ahead) - start < LONGEST):
                self.ahead, start = (b"" if skipping else self.ahead[start:]), 0
                self.fill()
                continue
            if end < 0 and start == len(self.ahead):
                return
            if skipping:
                skipping = end < 0
                start, line = (len(self.ahead), line) if skipping else (end + 1, line + 1)
                continue
            stop = len(self.ahead) if end < 0 else end
            text, line_end = self.ahead[start:stop], 0 if end < 0 else 1
            if newline != b"\r" and text.endswith(b"\r"):
                text, line_end = text[:-1], line_end + 1
            if not text:
                start, line = start + line_end, line + (end >= 0)
                continue
            found = (len(text), line_end, text.count(delimiter) + 1 if delimiter else 1)
            if delimiter and (b'"' in text or (newline != b"\r" and b"\r" in text)):
                bounded = self.ahead[start : start + LONGEST]
                whole = self.ended and start + len(bounded) == len(self.ahead)
                found = scan(bounded, delimiter, newline, whole)
                if found is False and not self.ended and len(self.ahead) - start < LONGEST:
                    self.ahead, start = self.ahead[start:], 0
                    self.fill()
                    continue
            if not found and len(text) <= LONGEST:
                found = (len(text), line_end, 0)
            if not found or found[0] > LONGEST:
                yield line, self.ahead[start : start + LONGEST], 0
                start, skipping = start + LONGEST, True
                continue
            length, line_end, fields = found
            record = self.ahead[start : start + length]
            yield line, record, fields
            start, line = start + length + line_end, line + record.count(newline) + 1


def fields_of(record, delimiter):
    """A sound record's values as they stand, with their quotes."""
    position, size, values = 0, len(record), []
    while True:
        end = position
        if record[position : position + 1] == b'"':
            end = position + 1
            while True:
                quote = record.find(b'"', end)
                if quote < 0:
                    end = size
                    break
                end = quote + 1
                if record[end : end + 1] != b'"':
                    break
                end += 1
        end = record.find(delimiter, end)
        values.append(record[position:] if end < 0 else record[position:end])
        if end < 0:
            return values
        position = end + 1


def text_of(value):
    """Outer quotes taken off, doubled ones made single."""
    inner = value[1:-1].replace(b'""', b'"') if len(value) > 1 and value[:1] == value[-1:] == b'"' else value
    return inner.decode()


def read_rows(chunks, program, guard):
    """Records as the program's statements want them."""
    reader = Reader(chunks)
    head = reader.head()
    if not head:
        raise Rejected("empty-file", "The file is empty: it has no line at all. Land the file again with its rows.")
    newline = newline_of(head)
    if is_array(head):
        advice = "Write one object a line, without brackets around and commas between, and land that."
        raise Rejected("unreadable", f"The file is one JSON array. {advice}")
    if is_json_lines(head, newline):
        yield from read_objects(reader, newline, program, guard)
        return
    layout = Layout(head, program)
    for ordinal, (line, record, fields) in enumerate(reader.records(layout.delimiter, layout.newline)):
        yield {"ordinal": ordinal, "line": line, "fields": fields, "width": len(layout.names), **layout.place(record, fields, guard)}


def newline_of(head):
    return b"\n" if b"\n" in head or b"\r" not in head else b"\r"


def read_objects(reader, newline, program, guard):
    layout, ordinal = JsonLayout(program, WITHHELD), 0
    for line, record, fields in reader.records(None, newline):
        for row in layout.rows(line, record, fields, guard):
            yield {"ordinal": ordinal, **row}
            ordinal += 1
    if missing := layout.missing():
        names = " or ".join(column["headerNames"][0] for column in missing)
        found = ", ".join(name if len(name) <= 40 else name[:40] + "…" for name in layout.first_names[:20])
        needs = f"No object of the file has {names}, which {program['dataset']} needs. The first object has: {found}."
        raise Rejected("missing-column", f"{needs} Add what is missing to the objects and land the file again.")


class Layout:
    """How one file lays the contract's columns out."""

    def __init__(self, head, program):
        self.program = program
        self.columns = program["columns"]
        self.called = [{name.lower() for name in column["headerNames"]} for column in self.columns]
        self.newline = newline_of(head)
        firsts = [(mark.encode(), self.first(head, mark.encode())) for mark in program["delimiters"]]
        self.delimiter, values = max(firsts, key=lambda item: self.known(item[1]))
        needed = sum(column["required"] for column in self.columns)
        is_header = 2 * self.known(values) >= needed if program["headerOptional"] else self.known(values) > 0
        if not is_header and not program["headerOptional"]:
            self.missing([column for column in self.columns if column["required"]])
        if not is_header:
            self.delimiter, _ = min(firsts, key=lambda item: abs(len(item[1]) - len(self.columns)))
            values = [column["name"] for column in self.columns]
        self.places, self.names = self.named(values)
        self.has_personal_data = program["unknownColumns"] != "keep" or any(column["pii"] != "none" for column in self.columns)

    def first(self, head, delimiter):
        found = scan(head, delimiter, self.newline, True)
        record = head[: found[0]] if found else head.split(self.newline, 1)[0].rstrip(b"\r")
        return [text_of(value).strip(" ") for value in fields_of(record, delimiter)]

    def known(self, values):
        lower = {value.lower() for value in values}
        return sum(bool(names & lower) for names in self.called)

    def named(self, values):
        places = [next((index for index, names in enumerate(self.called) if value.lower() in names), None) for value in values]
        absent = [column for index, column in enumerate(self.columns) if column["required"] and index not in places]
        if absent:
            self.missing(absent)
        twice = next((place for place in places if place is not None and places.count(place) > 1), None)
        if twice is not None or len(values) > MOST_COLUMNS:
            what = f"names {self.columns[twice]['name']} twice" if twice is not None else f"names {len(values):,} columns"
            raise Rejected("unreadable", f"The header line {what}. Correct it and land the file again.")
        names, taken = [], set()
        for index, value in enumerate(values):
            name, number = value or f"column {index + 1}", 2
            while name.lower() in taken:
                name, number = f"{value} {number}", number + 1
            taken.add(name.lower())
            names.append(name)
        return places, names

    def missing(self, columns):
        names = ", ".join(column["headerNames"][0] for column in columns)
        needs = f"The file lacks {names}, which {self.program['dataset']} needs."
        raise Rejected("missing-column", f"{needs} Correct its header line and land it again.")

    def place(self, record, fields, guard):
        """Values at the contract's places, what goes to extra, and the text as it may be kept."""
        raws = fields_of(record, self.delimiter) if fields == len(self.places) else []
        values = [text_of(raw) or None for raw in raws]
        row = {
            "broken": 0 if fields else UNBOUNDED,
            "is_header": self.is_header(values),
            "extra": self.extra(values, guard),
            "raw": self.raw(record, raws, guard),
        }
        for place, value in zip(self.places, values):
            if place is not None:
                row[f"c{place}"] = value
        return row

    def is_header(self, values):
        known = [(place, value or "") for place, value in zip(self.places, values) if place is not None]
        return bool(values) and all(value.strip(" ").lower() in self.called[place] for place, value in known)

    def extra(self, values, guard):
        members = {}
        for name, place, value in zip(self.names, self.places, values):
            column = self.columns[place] if place is not None else None
            if column is None and self.program["unknownColumns"] != "drop":
                members[name] = guard.treat(self.program["unknownColumns"], value)
            elif column and column["keepInExtra"] and column["pii"] != "drop":
                text = (value or "").strip(" ") if column["trim"] else value
                members[name] = guard.treat(column["pii"], text or column.get("default"))
        return json.dumps(members, ensure_ascii=False, separators=(",", ":")) if members else None

    def raw(self, record, raws, guard):
        if not self.has_personal_data:
            return record.decode(errors="replace")
        if not raws:
            return WITHHELD
        kept = []
        for place, raw in zip(self.places, raws):
            treatment = self.columns[place]["pii"] if place is not None else self.program["unknownColumns"]
            value = text_of(raw).strip(" ")
            kept.append(raw.decode() if treatment in ("none", "keep") else (guard.treat(treatment, value) or "") if value else "")
        return self.delimiter.decode().join(kept)
