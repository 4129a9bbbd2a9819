"""Where objects are: S3, or folders that stand for buckets (tests, volumes of a workspace)."""

import contextlib
import hashlib
import os
import tempfile

from retailbus_text import Rejected

CHUNK = 1 << 20


def open_store(settings):
    if settings["kind"] == "folder":
        return FolderStore(settings["root"])
    import boto3  # part of a Databricks runtime

    return S3Store(boto3.client("s3"))


class FolderStore:
    def __init__(self, root):
        self.root = os.path.abspath(root)

    def path(self, bucket, key):
        path = os.path.join(self.root, bucket, key)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def uri(self, bucket, key):
        return f"file://{self.path(bucket, key)}"

    def read(self, source):
        return open(self.path(source["bucket"], source["key"]), "rb")

    def get(self, bucket, key):
        try:
            with open(self.path(bucket, key), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def put(self, bucket, key, content):
        with open(self.path(bucket, key), "wb") as file:
            file.write(content)

    def writer(self, bucket, key):
        return open(self.path(bucket, key), "wb")

    def list(self, bucket, folder):
        return sorted(f"{folder}{name}" for name in os.listdir(self.path(bucket, folder)))

    def digest(self, bucket, key):
        with open(self.path(bucket, key), "rb") as file:
            return digest_of(file)

    def delete(self, bucket, keys):
        for key in keys:
            with contextlib.suppress(FileNotFoundError):
                os.remove(self.path(bucket, key))


class S3Store:
    def __init__(self, client):
        self.client = client

    def uri(self, bucket, key):
        return f"s3://{bucket}/{key}"

    def read(self, source):
        from botocore.exceptions import ClientError

        pin = {"VersionId": source["versionId"]} if source.get("versionId") else {"IfMatch": source["eTag"]}
        try:
            return contextlib.closing(self.client.get_object(Bucket=source["bucket"], Key=source["key"], **pin)["Body"])
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("NoSuchKey", "NoSuchVersion", "PreconditionFailed", "404", "412"):
                raise
            raise Rejected(
                "overwritten",
                f'"{source["key"]}" was overwritten or removed before it was read. Its newer content has a run of its own; if it was '
                "removed by mistake, land it again.",
            ) from error

    def get(self, bucket, key):
        try:
            return self.client.get_object(Bucket=bucket, Key=key)["Body"].read()
        except self.client.exceptions.NoSuchKey:
            return None

    def put(self, bucket, key, content):
        self.client.put_object(Bucket=bucket, Key=key, Body=content, ContentType="application/json")

    @contextlib.contextmanager
    def writer(self, bucket, key):
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            self.client.upload_fileobj(file, bucket, key)

    def list(self, bucket, folder):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=folder)
        return [item["Key"] for page in pages for item in page.get("Contents", [])]

    def digest(self, bucket, key):
        return digest_of(self.client.get_object(Bucket=bucket, Key=key)["Body"])

    def delete(self, bucket, keys):
        for key in keys:
            self.client.delete_object(Bucket=bucket, Key=key)


def digest_of(stream):
    digest, size = hashlib.sha256(), 0
    for chunk in iter(lambda: stream.read(CHUNK), b""):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
