"""Finds a file's dialect, header line and columns by its beginning, by the same rules as the embedded engine."""

import re
from typing import NamedTuple

from retailbus_records import NONE, Dialect
from retailbus_text import Rejected

DETECTED_BY = 64 << 10
SEARCHED_LINES = 1000
SEARCHED_BYTES = 16 << 10
MOST_COLUMNS = 1000
BORDER = b"\r\n"


def folded(text):
    """For names that are the same but for case; letter by letter, as .NET compares."""
    if text.isascii():
        return text.upper()
    return "".join(letter.upper() if len(letter.upper()) == 1 and letter not in "ıſ" else letter for letter in text)


def lowered(text):
    """Letter by letter, as DuckDB has it."""
    return text.lower() if text.isascii() else "".join(letter.lower()[0] for letter in text)


def shown(names):
    """For a person: the first 20, the first 40 characters (of UTF-16) of each."""
    units = [name.encode("utf-16-le") for name in names[:20]]
    return ", ".join(name[:80].decode("utf-16-le", "replace") + ("…" if len(name) > 80 else "") for name in units)


def quotes_of(program):
    """What may enclose values. Programs from before there was a choice don't say it."""
    return [quote.encode() for quote in program.get("quotes", ['"'])] or [NONE]


def newline_of(head, program):
    """The line feed, unless more lines of the beginning end in a carriage return alone.

    What one of the contract's quotes encloses does not count; a quote opens where a value begins.
    """
    feeds, returns, quote, skipped, head = 0, 0, None, -1, head[:DETECTED_BY]
    quotes, borders = quotes_of(program), "".join(program["delimiters"]).encode() + BORDER
    for mark in re.finditer(b"[" + re.escape(b"".join(quotes)) + BORDER + b"]", head):
        at, octet = mark.start(), mark.group()
        after = head[at + 1 : at + 2]
        if at == skipped:
            continue
        if quote:
            if octet == quote and after == quote:
                skipped = at + 1
            elif octet == quote:
                quote = None
        elif octet in quotes:
            quote = octet if at == 0 or head[at - 1] in borders else None
        elif octet == b"\n":
            feeds += 1
        elif after not in (b"", b"\n"):
            returns += 1
    return b"\r" if returns > feeds else b"\n"


def quote_of(head, delimiter, quotes):
    """The quote that encloses most values at the beginning; the first where none does."""
    return quotes[0] if len(quotes) == 1 else max(quotes, key=lambda quote: enclosed(head[:DETECTED_BY], delimiter, quote))


def enclosed(text, delimiter, quote):
    quote, border = re.escape(quote), b"[" + re.escape(delimiter + BORDER) + b"]"
    opening = re.findall(b"(?:(?<=" + border + b")|\\A)" + quote, text)
    closing = re.findall(quote + b"(?=" + border + b"|\\Z)", text)
    return min(len(opening), len(closing))


class First(NamedTuple):
    """A record of a file's beginning, read in one dialect."""

    dialect: Dialect
    values: list


class Layout:
    """How one file lays the contract's columns out."""

    def __init__(self, head, newline, program):
        self.head, self.newline, self.program, self.columns = head, newline, program, program["columns"]
        self.called = [{folded(name) for name in column["headerNames"]} for column in self.columns]
        self.required = [place for place, column in enumerate(self.columns) if column["required"]]
        self.telling = self.required or [*range(len(self.columns))]
        self.has_personal_data = program["unknownColumns"] != "keep" or any(column["pii"] != "none" for column in self.columns)
        self.quotes = quotes_of(program)
        firsts = self.firsts(len(head) - len(head.lstrip(b"\r\n")))
        first = max(firsts, key=self.known)
        header = first if self.is_header(first) else self.later()
        if header:
            first = header
            self.places, self.names = self.named(header.values)
        elif program["headerOptional"]:
            first = min(firsts, key=lambda candidate: abs(len(candidate.values) - len(self.columns)))
            self.places, self.names = [*range(len(self.columns))], [column["name"] for column in self.columns]
        else:
            raise self.lacking(self.telling, first.values)
        self.delimiter = first.dialect.delimiter
        self.dialect = Dialect(self.delimiter, newline, quote_of(head, self.delimiter, self.quotes))

    def firsts(self, at):
        """The record that stands there, in each dialect that the contract allows."""
        dialects = [Dialect(mark.encode(), self.newline, quote) for quote in self.quotes for mark in self.program["delimiters"]]
        return [First(dialect, self.values(dialect, at)) for dialect in dialects]

    def values(self, dialect, at):
        found, end = dialect.scan(self.head, at, len(self.head), True), self.head.find(self.newline, at)
        record = self.head[at : found[0]] if found else self.head[at:] if end < 0 else self.head[at:end].rstrip(b"\r")
        return [dialect.text_of(value).strip(" ") for value in dialect.fields_of(record)]

    def known(self, first):
        names = {folded(value) for value in first.values}
        return sum(not called.isdisjoint(names) for called in self.called)

    def is_header(self, first):
        """Where a header may be absent, one value that happens to be a column's name makes none."""
        return 2 * self.known(first) >= len(self.telling) if self.program["headerOptional"] else self.known(first) > 0

    def later(self):
        """A header that is not the first line: below titles, or among the rows that a stream wrote."""
        at = 0
        for _ in range(SEARCHED_LINES):
            end = self.head.find(self.newline, at)
            end = len(self.head) if end < 0 else end
            line = folded(self.head[at : min(end, at + SEARCHED_BYTES)].decode(errors="replace"))
            if all(any(name in line for name in self.called[place]) for place in self.telling):
                best = max(self.firsts(at), key=self.known)
                if not self.missing(self.telling, best.values):
                    return best
            if end == len(self.head):
                return None
            at = end + 1
        return None

    def missing(self, places, values):
        names = {folded(value) for value in values}
        return [place for place in places if self.called[place].isdisjoint(names)]

    def named(self, values):
        """The columns' places in the contract, and their names made unique."""
        if missing := self.missing(self.required, values):
            raise self.lacking(missing, values)
        if len(values) > MOST_COLUMNS:
            what = f"The header line names {len(values):,} columns; {MOST_COLUMNS:,} are the most."
            raise Rejected("unreadable", f"{what} Remove those that are not needed and land the file again.")
        places, names, taken = [], [], set()
        for value in values:
            place = next((place for place, called in enumerate(self.called) if folded(value) in called), None)
            if place is not None and place in places:
                what = f"The header names the column {self.columns[place]['name']} twice, so that it can't be told which to take."
                raise Rejected("unreadable", f"{what} Remove one and land the file again.")
            value = value.replace("\0", "␀")
            name, number = value or f"column {len(names) + 1}", 2
            while folded(name) in taken:
                name, number = f"{value} {number}", number + 1
            taken.add(folded(name))
            places.append(place)
            names.append(name)
        return places, names

    def lacking(self, places, found):
        names = [self.columns[place]["headerNames"][0] for place in places]
        what = f"The file has no column {names[0]}" if len(names) == 1 else f"The file has none of the columns {', '.join(names)}"
        line = "" if self.has_personal_data else f"Its first line is: {shown(found)}. "
        advice = "Add what is missing to the header line and land the file again."
        return Rejected("missing-column", f"{what}, which {self.program['dataset']} needs. {line}{advice}")
