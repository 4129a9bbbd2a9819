"""Runs the job's reader, without Spark, over the parity cases: counts, lines, texts that may be kept, what goes to extra.

    python3 read_cases.py FOLDER_OF_THE_JOB
"""

import hashlib
import io
import sys

import cases

sys.path.insert(0, sys.argv[1])
from retailbus_reading import Guard, read_rows  # noqa: E402
from retailbus_text import Rejected, open_text  # noqa: E402


def check(name):
    case = cases.expected(name)
    content, digest = cases.landed(name, case), hashlib.sha256()
    try:
        rows = list(read_rows(open_text(io.BytesIO(content), digest), cases.program(case["contract"]), Guard(cases.KEY)))
    except Rejected as rejected:
        assert case.get("fails") == rejected.code, (name, rejected.code, str(rejected))
        return
    assert "fails" not in case, name
    assert digest.hexdigest() == hashlib.sha256(content).hexdigest(), name
    assert len(rows) == case["counts"]["records"], (name, len(rows))
    headers = sum(row["is_header"] for row in rows)
    first = 1 if not rows[0]["is_header"] else 0
    assert headers == case["counts"]["headers"], (name, headers, first)
    by_line = {(row["line"], row["raw"]): row for row in rows}
    for bad in case["quarantined"]:
        row = by_line[bad["line"], cases.with_hashes(bad["raw"])]
        broken = any(reason["rule"] == "record" for reason in bad["reasons"])
        assert broken == (row["broken"] != 0 or row["fields"] != row["width"]), (name, row)
    extras = [row["extra"] for row in rows]
    for good in case["accepted"]:
        assert good.get("extra") is None or cases.with_hashes(good["extra"]) in extras, (name, good["extra"], extras)


for each in cases.names():
    check(each)
print(f"{len(cases.names())} cases read as expected")
