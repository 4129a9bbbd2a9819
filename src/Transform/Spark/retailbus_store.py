"""Where objects are: S3, or folders that stand for buckets (tests, volumes of a workspace)."""

import contextlib
import hashlib
import os
import tempfile

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

    def create(self, bucket, key, content):
        """A link is made whole or not at all, and never over another."""
        path = self.path(bucket, key)
        with tempfile.NamedTemporaryFile(dir=os.path.dirname(path)) as file:
            file.write(content)
            file.flush()
            try:
                os.link(file.name, path)
                return True
            except FileExistsError:
                return False

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
        pin = {"VersionId": source["versionId"]} if source.get("versionId") else {"IfMatch": source["eTag"]}
        return contextlib.closing(self.client.get_object(Bucket=source["bucket"], Key=source["key"], **pin)["Body"])

    def get(self, bucket, key):
        try:
            return self.client.get_object(Bucket=bucket, Key=key)["Body"].read()
        except self.client.exceptions.NoSuchKey:
            return None

    def put(self, bucket, key, content):
        self.client.put_object(Bucket=bucket, Key=key, Body=content, ContentType="application/json")

    def create(self, bucket, key, content):
        """If-None-Match as a header, because older versions of boto3 have no parameter for it."""
        from botocore.exceptions import ClientError

        def only_new(request, **_):
            request.headers["If-None-Match"] = "*"

        events = self.client.meta.events
        events.register("before-sign.s3.PutObject", only_new)
        try:
            self.put(bucket, key, content)
            return True
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] in (409, 412):
                return False
            raise
        finally:
            events.unregister("before-sign.s3.PutObject", only_new)

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
