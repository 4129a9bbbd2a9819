"""Parts text into records and records into values, by the same rules as the embedded engine's record reader."""

import re

from retailbus_text import Rejected

LONGEST = 1 << 20
NONE = b"\xff"  # stands for no delimiter or no quote: a byte that UTF-8 never has
SOUND, UNBOUNDED, NUL = 0, 1, 2


class Dialect:
    """What parts values and records, and what encloses values; a line feed may have a carriage return before it."""

    def __init__(self, delimiter, newline, quote):
        self.delimiter, self.newline, self.quote = delimiter, newline, quote
        self.special = re.compile(b"[" + re.escape(delimiter + newline + quote + b"\r\n\0") + b"]")
        self.odd = re.compile(b"[" + re.escape(quote + (b"\n" if newline == b"\r" else b"\r") + b"\0") + b"]")

    def scan(self, text, start, stop, is_last):
        """Where a record ends: (end, line end's length, fields); None when it is broken, False when more is needed.

        It begins at start; text is looked at up to stop, with which the file ends if is_last."""
        position, fields = start, 1
        while True:
            if position < stop and text[position : position + 1] == self.quote:
                position = self.after_quotes(text, position + 1, stop, is_last)
                if position is None:
                    return None if is_last else False
            else:
                position = self.after_unquoted(text, position, stop)
            if position == stop:
                return (position, 0, fields) if is_last else False
            here = text[position : position + 1]
            if here != self.delimiter:
                break
            position, fields = position + 1, fields + 1
        if here == self.newline:
            return position, 1, fields
        if here != b"\r":
            return None
        if position + 1 == stop:
            return (position, 1, fields) if is_last else False
        return (position, 2, fields) if text[position + 1 : position + 2] == self.newline else None

    def after_quotes(self, text, position, stop, is_last):
        while (quote := text.find(self.quote, position, stop)) >= 0:
            position = quote + 1
            if position == stop:
                return position if is_last else None
            if text[position : position + 1] != self.quote:
                return position
            position += 1
        return None

    def after_unquoted(self, text, position, stop):
        while found := self.special.search(text, position, stop):
            position = found.start()
            if found.group() in (self.delimiter, self.newline):
                return position
            if found.group() == b"\r" and (position + 1 == stop or text[position + 1 : position + 2] == self.newline):
                return position
            position += 1
        return stop

    def fields_of(self, record):
        """A sound record's values as they stand, with their quotes."""
        if self.quote not in record:
            return record.split(self.delimiter)
        position, values = 0, []
        while True:
            end = position
            if record[position : position + 1] == self.quote:
                closed = self.after_quotes(record, position + 1, len(record), True)
                end = len(record) if closed is None else closed
            end = record.find(self.delimiter, end)
            values.append(record[position:] if end < 0 else record[position:end])
            if end < 0:
                return values
            position = end + 1

    def text_of(self, value):
        """Outer quotes taken off, doubled ones made single."""
        if len(value) > 1 and value[:1] == value[-1:] == self.quote:
            value = value[1:-1].replace(self.quote * 2, self.quote)
        return value.decode(errors="replace")


class Reader:
    """Reads records in bounded memory. A quote that is never closed costs its own line only: reading goes on at the next."""

    def __init__(self, pieces):
        self.pieces, self.ahead, self.ended = pieces, b"", False

    def fill(self):
        piece = next(self.pieces, None)
        self.ended = piece is None
        self.ahead += piece or b""

    def head(self):
        """The file's beginning, with the empty lines that it begins with."""
        while not self.ended and len(self.ahead) < 2 * LONGEST and len(self.ahead.lstrip(b"\r\n")) < LONGEST:
            self.fill()
        text = self.ahead.lstrip(b"\r\n")
        if len(self.ahead) >= 2 * LONGEST and len(self.ahead) - len(text) > LONGEST:
            raise Rejected("unreadable", "The file begins with more than a million empty lines. Remove them and land the file again.")
        if not text:
            raise Rejected("empty-file", "The file is empty: it has no line at all. Land the file again with its rows.")
        return self.ahead

    def records(self, dialect):
        """Yields (line, bytes, fields, why its values can't be told); of a record without bounds the beginning or the first line."""
        line, start, skipping = 1, 0, False
        while True:
            ahead, size = self.ahead, len(self.ahead) - start
            end = ahead.find(dialect.newline, start)
            if end < 0 and not self.ended and (skipping or size < LONGEST):
                start = self.read_on(len(ahead) if skipping else start)
                continue
            if size == 0:
                return
            if skipping:
                skipping = end < 0
                start, line = (len(ahead), line) if skipping else (end + 1, line + 1)
                continue
            stop, line_end = (len(ahead), 0) if end < 0 else (end, 1)
            if dialect.newline != b"\r" and stop > start and ahead[stop - 1 : stop] == b"\r":
                stop, line_end = stop - 1, line_end + 1
            if stop == start:
                start, line = start + line_end, line + (end >= 0)
                continue
            found = None
            if end < 0 and not self.ended:
                pass  # more than the longest, and no end in sight
            elif dialect.odd.search(ahead, start, stop):
                found = dialect.scan(ahead, start, start + min(size, LONGEST), self.ended and size <= LONGEST)
                if found is False and not self.ended and size < LONGEST:
                    start = self.read_on(start)
                    continue
                if not found and stop - start <= LONGEST:
                    yield line, ahead[start:stop], 0, UNBOUNDED
                    start, line = stop + line_end, line + 1
                    continue
            elif stop - start <= LONGEST:
                yield line, ahead[start:stop], ahead.count(dialect.delimiter, start, stop) + 1, SOUND
                start, line = stop + line_end, line + 1
                continue
            if not found:
                yield line, ahead[start : start + LONGEST], 0, UNBOUNDED
                start, skipping = start + LONGEST, True
                continue
            stop, line_end, fields = found
            yield line, ahead[start:stop], fields, NUL if ahead.find(b"\0", start, stop) >= 0 else SOUND
            start, line = stop + line_end, line + ahead.count(dialect.newline, start, stop) + 1

    def read_on(self, taken):
        self.ahead = self.ahead[taken:]
        self.fill()
        return 0
