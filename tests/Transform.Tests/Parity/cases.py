"""The parity cases for Python: the same files and expectations that the tests of the embedded engine read."""

import base64
import codecs
import gzip
import hashlib
import hmac
import json
import os
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
KEY = bytes([7]) * 32
KEY_TEXT = base64.b64encode(KEY).decode()


def names():
    return sorted(os.listdir(os.path.join(HERE, "Cases")))


def expected(name):
    with open(os.path.join(HERE, "Cases", name, "expected.json"), encoding="utf-8") as file:
        return json.load(file)


def program(contract):
    with open(os.path.join(HERE, "..", "Golden", f"{contract}.spark.json"), encoding="utf-8") as file:
        return json.load(file)


def landed(name, case):
    with open(os.path.join(HERE, "Cases", name, "input.csv"), encoding="utf-8", newline="") as file:
        text = file.read().replace("\n", case.get("lineEnd", "\n"))
    encoding = case.get("encoding")
    if encoding == "gzip":
        return gzip.compress(text.encode())
    if encoding == "utf-16":
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    return text.encode(encoding or "utf-8")


def with_hashes(text):
    parts = (text or "").split(";")
    hashed = [hmac.new(KEY, part[5:].encode(), hashlib.sha256).hexdigest() if part.startswith("hmac:") else part for part in parts]
    return None if text is None else ";".join(hashed)


def row_key(dataset, key, occurrence=None):
    """The algorithm of the project's row keys, written once more."""
    values = [dataset, *key] + ([str(occurrence)] if occurrence else [])
    text = "".join("-;" if value is None else f"{len(value.encode())}:{value};" for value in values)
    return str(uuid.UUID(hashlib.md5(text.encode()).hexdigest()))
