"""The transform of RetailBus as a Databricks job: one landed object to Parquet, quarantine and manifest.

    retailbus_transform.py --parameters '{...}'      (or the name of a file that holds them, or s3://bucket/key)

Parameters (JSON):
    program      what `retailbus contracts sql DATASET --dialect spark` prints, as an object or as the name of a file
    store        {"kind": "s3"} or {"kind": "folder", "root": "/a/folder"} (buckets are folders in it; for tests and volumes)
    source       the landed object as the manifest names it: bucket, key, versionId?, eTag, size, landedAt
    form         what is read in its place since rows were erased from it, of the same shape; absent for the source itself
    limits       what the object may unpack to: {"expandedBytes": ..., "expansion": ...}; absent for the defaults of the service
    processed, quarantine    buckets
    batchId, attempt, executionId

It writes its manifest last, as output-EXECUTION.json, or failure-EXECUTION.json. The service that started it makes that the
attempt's manifest, of which there is one however many executions raced.

The key for hashed personal data is the environment's RETAILBUS_PII_KEY (base64), set from a secret; never a parameter.
Needs Python 3.10 and Spark 3.5 (Databricks Runtime 14.3) or later, and boto3 for S3, which the runtime brings.

The reader of records here is a second one: what it counts is compared with what Spark wrote, file by file.
"""

import argparse
import base64
import hashlib
import json
import os
import sys
from datetime import datetime, timezone

from retailbus_quality import MOST_COUNTED, figures_of
from retailbus_reading import Guard, read_rows
from retailbus_store import open_store
from retailbus_text import Limits, Rejected, open_text

SAMPLE = 10_000
EXAMPLES = 3
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.variable.substitute": "false",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
    "spark.sql.ansi.enabled": "false",
    "spark.sql.parquet.compression.codec": "snappy",
    # Spark's default, INT96, is no timestamp to other readers.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}


def main(arguments):
    parser = argparse.ArgumentParser(description="Transforms one landed object.")
    parser.add_argument("--parameters", required=True, help="JSON, or the name of a file that holds it")
    parameters = as_json(parser.parse_args(arguments).parameters)
    from pyspark.sql import SparkSession

    job = Job(parameters, open_store(parameters["store"]), SparkSession.builder.getOrCreate())
    try:
        print(json.dumps(job.run()["rows"]))
        return 0
    except Rejected as rejected:
        failure = {"code": rejected.code, "reason": str(rejected)}
        job.store.put(parameters["processed"], f"{job.folder}failure-{parameters['executionId']}.json", json.dumps(failure).encode())
        print(json.dumps(failure), file=sys.stderr)
        return 0  # the job has done its work: to run it again would find the same


def as_json(value):
    """An object as it is, a text that is JSON, or the name of a file."""
    if isinstance(value, dict):
        return value
    if value.lstrip().startswith("{"):
        return json.loads(value)
    if value.startswith("s3://"):
        bucket, _, key = value[len("s3://"):].partition("/")
        return json.loads(open_store({"kind": "s3"}).get(bucket, key))
    with open(value, encoding="utf-8") as file:
        return json.load(file)


class Job:
    """One execution. What it writes carries its id, so that executions that race don't meet; a second run of one finds its output."""

    def __init__(self, parameters, store, spark):
        self.parameters = parameters
        self.program = as_json(parameters["program"])
        self.store = store
        self.spark = spark
        self.folder = f"{self.program['dataset']}/batch={parameters['batchId']}/"
        self.execution = parameters["executionId"]
        self.manifest_key = f"{self.folder}output-{self.execution}.json"
        self.started = now()
        self.guard = Guard(pii_key(self.program))

    def run(self):
        standing = self.store.get(self.parameters["processed"], self.manifest_key)
        if standing is not None:
            return json.loads(standing)
        for name, value in SETTINGS.items():
            self.spark.conf.set(name, value)
        staging = f"{self.folder}staging-{self.execution}.json"
        try:
            census = self.stage(staging)
            return self.transform(staging, census)
        finally:
            self.store.delete(self.parameters["processed"], [staging])

    def stage(self, staging):
        """Writes the object's records as JSON lines, values at the contract's places, and counts them."""
        source = self.parameters.get("form") or self.parameters["source"]
        digest = hashlib.sha256()
        counts = {"records": 0, "headers": 0}
        limits = Limits(**(self.parameters.get("limits") or {}))
        with self.store.read(source) as landed, self.store.writer(self.parameters["processed"], staging) as target:
            for row in read_rows(open_text(landed, digest, limits), self.program, self.guard):
                counts["records"] += 1
                counts["headers"] += row["is_header"]
                target.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            for rest in iter(lambda: landed.read(1 << 20), b""):
                digest.update(rest)
        return {**counts, "fingerprint": digest.hexdigest()}

    def transform(self, staging, census):
        views = self.views(self.store.uri(self.parameters["processed"], staging))
        self.check_sample(views["judged"], views["quarantined"])
        duplicates = views["decided"].where("fate = 'duplicate'").count()
        files = self.write(views["accepted"], self.parameters["processed"], "part")
        bad = self.write(views["quarantined"], self.parameters["quarantine"], "quarantine")
        rows = {
            "records": census["records"],
            "headers": census["headers"],
            "accepted": sum(file["rows"] for file in files),
            "quarantined": sum(file["rows"] for file in bad),
            "duplicates": duplicates,
        }
        if rows["records"] != rows["headers"] + rows["accepted"] + rows["quarantined"] + rows["duplicates"]:
            raise Rejected(
                "unbalanced",
                f"The rows don't add up, so nothing was loaded: the file has {rows['records']} records, but "
                f"{rows['headers']} header lines, {rows['accepted']} accepted, {rows['quarantined']} quarantined and {rows['duplicates']} repeated rows were found. "
                "Report this with the file.",
            )
        return self.publish(rows, self.quality(rows["accepted"], files), files, bad, census["fingerprint"])

    def quality(self, rows, files):
        """Figures of the accepted rows, from the files that were written."""
        if rows == 0:
            return {"formatVersion": 1, "rows": 0, "columns": []}
        program, estimates = self.program["quality"], rows > MOST_COUNTED
        written = self.spark.read.parquet(*(self.store.uri(file["bucket"], file["key"]) for file in files))
        written.createOrReplaceTempView(program["source"])
        row = self.spark.sql(program["estimated" if estimates else "counted"]).first()
        return figures_of(rows, program["columns"], row.asDict(), estimates)

    def views(self, staged):
        """The program's statements over the staged records; each is a view for those after it."""
        columns = ", ".join(f"c{place} STRING" for place in range(len(self.program["columns"])))
        schema = f"ordinal BIGINT, line BIGINT, raw STRING, fields INT, width INT, broken INT, is_header BOOLEAN, extra STRING, {columns}"
        self.spark.read.schema(schema).option("mode", "FAILFAST").json(staged).createOrReplaceTempView("records")
        source = self.parameters["source"]
        arguments = {
            "batch_id": self.parameters["batchId"],
            "source_object": f"s3://{source['bucket']}/{source['key']}",
            "landed_at": source["landedAt"],
            **self.guard.blocks(),
        }
        views = {}
        for statement in self.program["statements"]:
            used = {name: value for name, value in arguments.items() if f":{name}" in statement["sql"]}
            frame = self.spark.sql(statement["sql"], args=used) if used else self.spark.sql(statement["sql"])
            frame.createOrReplaceTempView(statement["name"])
            views[statement["name"]] = frame
        return views

    def check_sample(self, judged, quarantined):
        """Gives the file up when more than half of its first rows are bad."""
        rows = judged.where(f"ordinal < {SAMPLE} AND NOT is_header")
        total, bad = rows.count(), rows.where("NOT is_good").count()
        if bad * 2 <= total:
            return
        lines = {row["line"] for row in rows.where("NOT is_good").orderBy("ordinal").limit(EXAMPLES).collect()}
        reasons = quarantined.where(f"line IN ({', '.join(map(str, sorted(lines)))})").orderBy("line").limit(EXAMPLES).collect()
        examples = " ".join(f"Line {row['line']}: {json.loads(row['reasons'])[0]['message']}." for row in reasons)
        sample = "The file's only row breaks" if total == 1 else f"{bad} of the first {total} rows break"
        raise Rejected(
            "too-many-rejects",
            f"{sample} the rules of {self.program['dataset']}, so the file was not taken. {examples} "
            f"Check that this is a file of {self.program['dataset']}, correct it and land it again.",
        )

    def write(self, frame, bucket, kind):
        """Parquet files as a manifest names them; their rows are what their own footers say."""
        folder = f"{self.folder}{kind}-{self.execution}/"
        frame.write.mode("overwrite").parquet(self.store.uri(bucket, folder))
        files = []
        for key in self.store.list(bucket, folder):
            rows = self.spark.read.parquet(self.store.uri(bucket, key)).count() if key.endswith(".parquet") else 0
            if rows == 0:
                self.store.delete(bucket, [key])
                continue
            size, digest = self.store.digest(bucket, key)
            files.append({"bucket": bucket, "key": key, "rows": rows, "bytes": size, "sha256": digest})
        return files

    def publish(self, rows, quality, files, bad, fingerprint):
        """The execution's manifest, written last: where it stands, all that it names does. The service makes it the attempt's."""
        manifest = {
            "formatVersion": 1,
            "batchId": self.parameters["batchId"],
            "attempt": self.parameters["attempt"],
            "executionId": self.execution,
            "dataset": self.program["dataset"],
            "contractVersion": self.program["contractVersion"],
            "onReland": self.program["onReland"],
            "source": self.parameters["source"],
            "fingerprint": fingerprint,
            "rows": rows,
            "rejectLimit": self.program.get("rejectLimit"),
            "quality": quality,
            "files": files,
            "quarantine": bad,
            "startedAt": self.started,
            "completedAt": now(),
        }
        manifest = {name: value for name, value in manifest.items() if value is not None}
        self.store.put(self.parameters["processed"], self.manifest_key, json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        return manifest


def pii_key(program):
    if not program["needsHashKey"]:
        return None
    text = os.environ.get("RETAILBUS_PII_KEY")
    if not text:
        raise SystemExit("RETAILBUS_PII_KEY is not set, but the contract hashes personal data. Set it from a secret of the workspace.")
    return base64.b64decode(text, validate=True)


def now():
    return datetime.now(timezone.utc).isoformat()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code:
        sys.exit(code)
