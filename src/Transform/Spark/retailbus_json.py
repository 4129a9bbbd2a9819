"""Reads lines of JSON objects (NDJSON), by the same rules as the embedded engine: also several objects on a line."""

import json
import re

UNBOUNDED, NUL, NO_OBJECT, NAMES_TWICE = 1, 2, 3, 4
LOOKED_AT = 9
DEEPEST = 64
SPACE = re.compile(r"[ \t\r\n]*")
STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")


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


def members_of(text):
    """The object that a text begins with: (name, the value's JSON) of each member, and where it ends."""
    at, members = after_space(text, 0), []
    if text[at : at + 1] != "{":
        raise ValueError("no object")
    at = after_space(text, at + 1)
    while text[at : at + 1] != "}":
        if members:
            at = after_space(text, expect(text, at, ","))
        name = matched(STRING, text, at)
        at = after_space(text, expect(text, after_space(text, at + len(name)), ":"))
        end = value_end(text, at, 1)
        members.append((decoded(name), text[at:end]))
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
                self.places.setdefault(name.lower(), place)
        self.has_personal_data = program["unknownColumns"] != "keep" or any(column["pii"] != "none" for column in self.columns)
        self.first_names, self.seen = None, set()

    def rows(self, line, record, fields, guard):
        """The records of a line: its objects, and what is none."""
        if fields == 0:
            yield self.broken(line, UNBOUNDED, record.decode(errors="replace"))
            return
        rest = record.decode()
        while True:
            why, length, values, extra = self.read(rest)
            if why:
                yield self.broken(line, why, rest[:length])
            else:
                yield self.row(line, rest[:length], values, extra, guard)
            rest = rest[length:].lstrip(" \t\r")
            if not rest:
                return

    def read(self, text):
        try:
            members, length = members_of(text)
            values, extra, places = {}, [], []
            for name, raw in members:
                place = self.places.get(name.lower())
                if place is not None:
                    places.append(place)
                if place is None or raw[0] in "{[":
                    extra.append(f"{json.dumps(name, ensure_ascii=False)}:{raw}")
                else:
                    values[place] = None if raw == "null" else decoded(raw) if raw[0] == '"' else raw
        except ValueError:
            return NO_OBJECT, len(text), {}, None
        self.seen.update(places)
        if self.first_names is None:
            self.first_names = [name for name, _ in members]
        if any("\0" in (value or "") for value in values.values()):
            return NUL, len(text), {}, None
        if len(places) > len(set(places)):
            return NAMES_TWICE, length, {}, None
        return 0, length, values, "{" + ",".join(extra) + "}" if extra else None

    def row(self, line, text, values, extra, guard):
        row = {"line": line, "fields": self.width, "width": self.width, "broken": 0, "is_header": False}
        row["extra"] = self.extra(values, extra, guard)
        row["raw"] = self.withheld if self.has_personal_data else text
        row.update({f"c{place}": value or None for place, value in values.items()})
        return row

    def broken(self, line, why, text):
        raw = self.withheld if self.has_personal_data else text
        return {"line": line, "fields": 0, "width": self.width, "broken": why, "is_header": False, "extra": None, "raw": raw}

    def extra(self, values, whole, guard):
        """Unknown members as they are, with what the contract sends there; an unknown whole is treated as one value."""
        named = {}
        for place, column in enumerate(self.columns):
            if column["keepInExtra"] and column["pii"] != "drop":
                value = values.get(place) or ""
                text = value.strip(" ") if column["trim"] else value
                named[column["name"]] = guard.treat(column["pii"], text or column.get("default"))
        unknown = self.program["unknownColumns"]
        if unknown == "keep" and whole is not None:
            if not named:
                return whole
            merged = {**json.loads(whole), **named}
            return compact({name: value for name, value in merged.items() if name not in named or value is not None})
        if unknown not in ("keep", "drop"):
            named["extra"] = guard.treat(unknown, whole)
        return compact(named) if named else None

    def missing(self):
        """Required columns that no object had."""
        if self.first_names is None:
            return []
        return [column for place, column in enumerate(self.columns) if column["required"] and place not in self.seen]


def compact(members):
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"))
