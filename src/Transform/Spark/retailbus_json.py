"""Reads lines of JSON objects (NDJSON), by the same rules as the embedded engine: also several objects on a line."""

import json
import re
import unicodedata

from retailbus_layout import folded, lowered
from retailbus_records import NONE, NUL, UNBOUNDED, Dialect

NO_OBJECT, NAMES_TWICE = 3, 4
LOOKED_AT = 9
DEEPEST = 64
SPACE = re.compile(r"[ \t\r\n]*")
STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
MUST_ESCAPE = re.compile(r'[\x00-\x1f"\\]')
SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
UNPRINTED = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?=[,}\] \t\r\n/])|true|false|null")


def is_array(head):
    """Whether the file is one JSON array, which can't be read line by line."""
    text = head.lstrip(b" \t\r\n")
    return text.startswith(b"[") and text[1:].lstrip(b" \t\r\n").startswith(b"{")


def is_json_lines(head, newline):
    """Whether most of the first lines begin as objects: one that is damaged does not decide."""
    objects, lines = 0, 0
    for line in head.lstrip(b" \t\r\n").split(newline):
        line = line.lstrip(b" \t\r\n")
        if not line:
            continue
        lines += 1
        objects += line.startswith(b"{")
        if lines == LOOKED_AT:
            break
    return objects * 2 > lines


def lines_of(newline):
    """Every line is one value."""
    return Dialect(NONE, newline, NONE)


def members_of(text, note):
    """The object that a text begins with: (name, the value's JSON) of each member, and where it ends.

    Each name is noted as it is met, with the value's JSON unless that is an object or list."""
    at, members = after_space(text, 0), []
    at = after_space(text, expect(text, at, "{"))
    while text[at : at + 1] != "}":
        if members:
            at = after_space(text, expect(text, at, ","))
        string = matched(STRING, text, at)
        name = decoded(string)
        at = after_space(text, expect(text, after_space(text, at + len(string)), ":"))
        if text[at : at + 1] in ("{", "["):
            note(name, None)
            end = value_end(text, at, 1)
        else:
            end = value_end(text, at, 1)
            note(name, text[at:end])
        members.append((name, text[at:end]))
        at = after_space(text, end)
    return members, at + 1


def value_end(text, at, depth):
    opener = text[at : at + 1]
    if opener == '"':
        return at + len(matched(STRING, text, at))
    if opener not in ("{", "["):
        return at + len(matched(SCALAR, text, at))
    if depth == DEEPEST:
        raise ValueError("nested too deep")
    closer, is_first = "}" if opener == "{" else "]", True
    at = after_space(text, at + 1)
    while text[at : at + 1] != closer:
        if not is_first:
            at = after_space(text, expect(text, at, ","))
        if opener == "{":
            at = after_space(text, expect(text, after_space(text, at + len(matched(STRING, text, at))), ":"))
        at, is_first = after_space(text, value_end(text, at, depth + 1)), False
    return at + 1


def after_space(text, at):
    return SPACE.match(text, at).end()


def expect(text, at, mark):
    if text[at : at + 1] != mark:
        raise ValueError(f"no {mark}")
    return at + 1


def matched(pattern, text, at):
    found = pattern.match(text, at)
    if not found:
        raise ValueError("no value")
    return found.group()


def decoded(string):
    """A string's text; half of a surrogate pair is none (UnicodeEncodeError is a ValueError)."""
    text = json.loads(string)
    text.encode()
    return text


class JsonLayout:
    """How objects hold the contract's columns."""

    def __init__(self, program, withheld):
        self.program, self.withheld = program, withheld
        self.columns = program["columns"]
        self.width = len(self.columns) + 1
        self.places = {}
        for place, column in enumerate(self.columns):
            for name in column["headerNames"]:
                self.places.setdefault(folded(name), place)
        self.called = [{lowered(name) for name in column["headerNames"]} for column in self.columns]
        self.has_personal_data = program["unknownColumns"] != "keep" or any(column["pii"] != "none" for column in self.columns)
        self.first_names, self.seen = None, set()

    def rows(self, line, record, broken, guard):
        """The records of a line: its objects, and what is none."""
        if broken == UNBOUNDED:
            yield self.broken(line, broken, record.decode(errors="replace"))
            return
        rest = record.decode()
        while True:
            why, length, values, unknown = self.read(rest)
            if why:
                yield self.broken(line, why, rest[:length])
            else:
                yield self.row(line, rest[:length], values, unknown, guard)
            rest = rest[length:].lstrip(" \t\r")
            if not rest:
                return

    def read(self, text):
        """Of the object that a text begins with: why it can't be taken, its length, values by place, members that go to extra."""
        if "\0" in text:
            return NUL, len(text), {}, []
        places, texts = [], []

        def note(name, scalar):
            place = self.places.get(folded(name))
            if place is not None:
                self.seen.add(place)
                places.append(place)
                if scalar is not None:
                    texts.append((place, text_of(scalar)))

        try:
            members, length = members_of(text, note)
        except ValueError:
            return NO_OBJECT, len(text), {}, []
        if self.first_names is None:
            self.first_names = [name for name, _ in members]
        if any("\0" in (value or "") for _, value in texts):
            return NUL, len(text), {}, []
        if len(places) > len(set(places)):
            return NAMES_TWICE, length, {}, []
        return 0, length, dict(texts), [(name, raw) for name, raw in members if self.goes_to_extra(name, raw)]

    def goes_to_extra(self, name, raw):
        """Unknown members, and nested values; but none of personal data, as no treatment of a text fits it."""
        place = self.places.get(folded(name))
        return place is None or (raw[0] in "{[" and self.columns[place]["pii"] == "none")

    def row(self, line, text, values, unknown, guard):
        row = {"line": line, "fields": self.width, "width": self.width, "broken": 0, "is_header": self.is_header(values)}
        row["extra"] = self.extra(values, unknown, guard)
        row["raw"] = self.withheld if self.has_personal_data else text
        row.update({f"c{place}": value or None for place, value in values.items()})
        return row

    def broken(self, line, why, text):
        raw = self.withheld if self.has_personal_data else text.replace("\0", "␀")
        return {"line": line, "fields": 0, "width": self.width, "broken": why, "is_header": False, "extra": None, "raw": raw}

    def is_header(self, values):
        return all(lowered((values.get(place) or "").strip(" ")) in called for place, called in enumerate(self.called))

    def extra(self, values, members, guard):
        """Unknown members as they are, with what the contract sends there; where they are treated, all of them are one value."""
        named = {}
        for place, column in enumerate(self.columns):
            if column["keepInExtra"] and column["pii"] != "drop":
                value = values.get(place) or ""
                text = value.strip(" ") if column["trim"] else value
                named[column["name"]] = guard.treat(column["pii"], text or column.get("default"))
        unknown = self.program["unknownColumns"]
        if unknown == "keep":
            texts = [f"{escaped(name)}:{raw}" for name, raw in members if name not in named]
            texts += [f"{quoted(name)}:{quoted(value)}" for name, value in named.items() if value is not None]
            return "{" + ",".join(texts) + "}" if members or named else None
        if unknown != "drop":
            whole = "{" + ",".join(f"{escaped(name)}:{raw}" for name, raw in members) + "}" if members else None
            named["extra"] = guard.treat(unknown, whole)
        return compact(named) if named else None

    def missing(self):
        """Required columns that no object had."""
        if self.first_names is None:
            return []
        return [column for place, column in enumerate(self.columns) if column["required"] and place not in self.seen]


def text_of(raw):
    """A value's text, that is no object or list."""
    return None if raw == "null" else decoded(raw) if raw[0] == '"' else raw


def compact(members):
    """An object of texts, as DuckDB writes it."""
    return "{" + ",".join(f"{quoted(name)}:{'null' if value is None else quoted(value)}" for name, value in members.items()) + "}"


def quoted(text):
    return '"' + MUST_ESCAPE.sub(lambda mark: SHORT.get(mark.group()) or f"\\u{ord(mark.group()):04X}", text) + '"'


def escaped(name):
    """As .NET writes a member's name: only what it takes for letters and marks stands as it is."""
    if name.isascii() and name.isprintable():
        return quoted(name)
    return '"' + "".join(letter if is_plain(letter) else SHORT.get(letter) or units(letter) for letter in name) + '"'


def is_plain(letter):
    return letter == " " or ord(letter) < 0x10000 and letter not in SHORT and unicodedata.category(letter) not in UNPRINTED


def units(letter):
    code = letter.encode("utf-16-be").hex().upper()
    return "".join(f"\\u{code[at : at + 4]}" for at in range(0, len(code), 4))
