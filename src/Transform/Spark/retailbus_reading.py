"""Reads landed objects record by record, by the same rules as the embedded engine: the records that Spark is given."""

import hashlib
import hmac

from retailbus_json import JsonLayout, compact, is_array, is_json_lines, lines_of
from retailbus_layout import Layout, lowered, newline_of, shown
from retailbus_records import SOUND, Reader
from retailbus_text import Rejected

WITHHELD = "(withheld: the dataset has personal data, and this record can't be parted into its columns)"


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


def read_rows(pieces, program, guard):
    """Records as the program's statements want them."""
    reader = Reader(pieces)
    head = reader.head()
    newline = newline_of(head, program)
    if is_array(head):
        advice = "Write one object a line, without brackets around and commas between, and land that."
        raise Rejected("unreadable", f"The file is one JSON array. {advice}")
    rows = read_objects if is_json_lines(head, newline) else read_values
    for ordinal, row in enumerate(rows(reader, head, newline, program, guard)):
        yield {"ordinal": ordinal, **row}


def read_values(reader, head, newline, program, guard):
    rows = Rows(Layout(head, newline, program), guard)
    for line, record, fields, broken in reader.records(rows.layout.dialect):
        yield {"line": line, **rows.row(record, fields, broken)}


def read_objects(reader, _, newline, program, guard):
    layout = JsonLayout(program, WITHHELD)
    for line, record, _, broken in reader.records(lines_of(newline)):
        yield from layout.rows(line, record, broken, guard)
    if missing := layout.missing():
        names = " or ".join(column["headerNames"][0] for column in missing)
        needs = f"No object of the file has {names}, which {program['dataset']} needs. The first object has: {shown(layout.first_names)}."
        raise Rejected("missing-column", f"{needs} Add what is missing to the objects and land the file again.")


class Rows:
    """Records as rows: values at the contract's places, what goes to extra, and the text as it may be kept."""

    def __init__(self, layout, guard):
        self.layout, self.guard = layout, guard
        self.columns, self.dialect, self.unknown = layout.columns, layout.dialect, layout.program["unknownColumns"]
        self.width = len(layout.places)
        self.called = [{lowered(name) for name in column["headerNames"]} for column in self.columns]

    def row(self, record, fields, broken):
        is_sound = broken == SOUND and fields == self.width
        raws = self.dialect.fields_of(record) if is_sound else []
        values = [self.dialect.text_of(raw) or None for raw in raws]
        row = {
            "fields": fields,
            "width": self.width,
            "broken": broken,
            "is_header": is_sound and self.is_header(values),
            "extra": self.extra(values),
            "raw": self.raw(record),
        }
        for place, value in zip(self.layout.places, values):
            if place is not None:
                row[f"c{place}"] = value
        return row

    def is_header(self, values):
        known = [(place, value or "") for place, value in zip(self.layout.places, values) if place is not None]
        return bool(known) and all(lowered(value.strip(" ")) in self.called[place] for place, value in known)

    def extra(self, values):
        members = {}
        for name, place, value in zip(self.layout.names, self.layout.places, values):
            column = self.columns[place] if place is not None else None
            if column is None and self.unknown != "drop":
                members[name] = self.guard.treat(self.unknown, value)
            elif column and column["keepInExtra"] and column["pii"] != "drop":
                text = (value or "").strip(" ") if column["trim"] else value
                members[name] = self.guard.treat(column["pii"], text or column.get("default"))
        return compact(members) if members else None

    def raw(self, record):
        if not self.layout.has_personal_data:
            return record.decode(errors="replace").replace("\0", "␀")
        if self.dialect.scan(record, 0, len(record), True) != (len(record), 0, self.width):
            return WITHHELD
        kept = []
        for place, raw in zip(self.layout.places, self.dialect.fields_of(record)):
            treatment = self.columns[place]["pii"] if place is not None else self.unknown
            kept.append(raw.decode(errors="replace") if treatment in ("none", "keep") else self.treated(treatment, raw))
        return self.layout.delimiter.decode().join(kept).replace("\0", "␀")

    def treated(self, treatment, raw):
        value = self.dialect.text_of(raw).strip(" ")
        return (self.guard.treat(treatment, value) or "") if value else ""
