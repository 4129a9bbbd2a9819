"""Reads files by the job's reader, without Spark, and prints for each a line of JSON: its rows, or why it is refused.

    python3 read_files.py FOLDER_OF_THE_JOB LIST

LIST is a file of JSON: [{"path": ..., "program": the path of a program, "limits": {...}?}].
"""

import hashlib
import json
import sys

import cases

sys.path.insert(0, sys.argv[1])
from retailbus_reading import Guard, read_rows  # noqa: E402
from retailbus_text import Limits, Rejected, open_text  # noqa: E402


def read(path, program, limits):
    with open(path, "rb") as landed:
        try:
            return {"rows": list(read_rows(open_text(landed, hashlib.sha256(), limits), program, Guard(cases.KEY)))}
        except Rejected as rejected:
            return {"code": rejected.code, "reason": str(rejected)}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


files = load(sys.argv[2])
programs = {path: load(path) for path in {file["program"] for file in files}}
for file in files:
    print(json.dumps(read(file["path"], programs[file["program"]], Limits(**file.get("limits", {})))))
