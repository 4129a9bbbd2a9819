"""Runs the parity cases through the whole job on Spark, as CI runs them on DuckDB. Needs pyspark 3.5 or later (and its Java):

    python3 tests/Transform.Tests/Parity/run_on_spark.py [CASE...]

In a workspace of Databricks: clone the repository there and run this file. Exit code 1 when any case comes out otherwise.
"""

import json
import os
import sys
import tempfile
import traceback
import uuid

import cases

sys.path.insert(0, os.path.join(cases.HERE, "..", "..", "..", "src", "Transform", "Spark"))
os.environ["RETAILBUS_PII_KEY"] = cases.KEY_TEXT
from retailbus_store import open_store  # noqa: E402
from retailbus_text import Rejected  # noqa: E402
from retailbus_transform import Job  # noqa: E402


def run(spark, root, name):
    case = cases.expected(name)
    content = cases.landed(name, case)
    store = open_store({"kind": "folder", "root": root})
    key = f"{case['contract']}/{name}.csv"
    store.put("raw", key, content)
    parameters = {
        "program": cases.program(case["contract"]),
        "source": {"bucket": "raw", "key": key, "eTag": "e", "size": len(content), "landedAt": "2026-11-23T08:00:00+00:00"},
        "processed": "processed",
        "quarantine": "quarantine",
        "batchId": str(uuid.uuid4()),
        "attempt": 1,
        "executionId": str(uuid.uuid4()),
    }
    try:
        manifest = Job(parameters, store, spark).run()
    except Rejected as rejected:
        assert case.get("fails") == rejected.code, (rejected.code, str(rejected))
        return
    assert manifest["rows"] == case["counts"], manifest["rows"]
    assert manifest["quality"]["rows"] == case["counts"]["accepted"], manifest["quality"]
    check_quarantined(read(spark, store, manifest["quarantine"]), case)
    check_accepted(read(spark, store, manifest["files"]), case)


def read(spark, store, files):
    return [row for file in files for row in spark.read.parquet(store.uri(file["bucket"], file["key"])).collect()]


def check_quarantined(rows, case):
    actual = sorted((row["line"], row["raw"], json.loads(row["reasons"])) for row in rows)
    wanted = [(bad["line"], cases.with_hashes(bad["raw"]), [without_null(reason) for reason in bad["reasons"]]) for bad in case["quarantined"]]
    assert actual == wanted, (actual, wanted)


def check_accepted(rows, case):
    assert len(rows) == case["counts"]["accepted"]
    for good in case["accepted"]:
        wanted = {name: cases.with_hashes(value) for name, value in good.items() if name not in ("key", "occurrence")}
        if "key" in good:
            wanted["row_key"] = cases.row_key(case["contract"], good["key"], good.get("occurrence"))
        found = [{name: shown(row[name]) for name in wanted} for row in rows]
        assert wanted in found, (wanted, found)


def shown(value):
    """As DuckDB writes a value as text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text.rstrip("0") if "." in text and ":" in text else text


def without_null(reason):
    return {name: value for name, value in reason.items() if value is not None}


def main(chosen):
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    failed = 0
    for name in chosen or cases.names():
        with tempfile.TemporaryDirectory() as root:
            try:
                run(spark, root, name)
                print(f"{name}: as expected on Spark {spark.version}")
            except Exception:  # each case is told, whatever went wrong in it
                failed += 1
                print(f"{name}: FAILED\n{traceback.format_exc()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
