"""scenario.json by the AWS CLI: cli.py ENDPOINT. One interpreter carries out all commands, each through the CLI's own entry point."""

import base64
import contextlib
import io
import json
import os
import re
import sys
import tempfile
import urllib.request

import awscli
from awscli.clidriver import create_clidriver
from scenario import NotKnown, Refused, Scenario, body, members

try:
    from botocore import xform_name
except ImportError:
    from awscli.botocore import xform_name

COMMANDS = {"s3": "s3api"}


class Cli:
    name = f"AWS CLI {awscli.__version__}"

    def __init__(self, endpoint):
        self.folder = tempfile.mkdtemp()
        # The first version presigns by Signature Version 2 unless it is told otherwise.
        os.environ["AWS_CONFIG_FILE"] = self.file("config", b"[default]\ns3 =\n    signature_version = s3v4\n    addressing_style = path\n")
        self.driver = create_clidriver()
        self.options = ["--endpoint-url", endpoint, "--region", "us-east-1", "--output", "json"]
        self.is_first = awscli.__version__.startswith("1.")
        self.models = {service: self.driver.session.get_service_model(service) for service in ("s3", "sqs", "sns", "firehose")}

    def check(self, service, operation):
        if operation not in self.models[service].operation_names:
            raise NotKnown(f"{self.name} has no {operation}")

    def knows(self, service, operation, member):
        model = self.models[service].operation_model(operation)
        return member in members(model.input_shape) | members(model.output_shape)

    def call(self, service, operation, parameters):
        for name in set(parameters) - members(self.models[service].operation_model(operation).input_shape):
            raise NotKnown(f"{self.name} has no {name}")
        command = [COMMANDS.get(service, service), xform_name(operation, "-")]
        if "Body" in parameters:
            command += ["--body", self.file("body", body(parameters.pop("Body")))]
        if operation == "GetObject":
            for name, value in parameters.items():
                command += ["--" + xform_name(name, "-"), str(value)]
        else:
            command += ["--cli-input-json", json.dumps(raw(parameters, self.is_first))]
        if operation.startswith("List"):
            command += ["--no-paginate"]
        received = self.file("received", b"") if operation == "GetObject" else None
        output = self.run(command + ([received] if received else []))
        answer = json.loads(output) if output.strip() else {}
        if received:
            with open(received, encoding="utf-8", newline="") as file:
                answer["Body"] = file.read()
        return answer

    def presigned(self, operation, parameters, step):
        if operation != "GetObject":
            raise NotKnown(f"{self.name} presigns no {operation}")
        url = self.run(["s3", "presign", f"s3://{parameters['Bucket']}/{parameters['Key']}"]).strip()
        with urllib.request.urlopen(url) as answer:
            assert answer.read().decode() == step["text"]

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def run(self, command):
        output, errors = Captured(), Captured()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                code = self.driver.main(self.options + command)
            except SystemExit as ended:
                code = ended.code
        if code:
            raise Refused(re.sub(r"\s+", " ", errors.text()))
        return output.text()


class Captured(io.TextIOWrapper):
    def __init__(self):
        super().__init__(io.BytesIO(), encoding="utf-8", newline="", write_through=True)

    def text(self):
        return self.buffer.getvalue().decode()


def raw(value, is_first):
    """Bytes as the CLI's version wants them: the first as they are, the second in base64."""
    if isinstance(value, dict) and set(value) == {"bytes"}:
        return value["bytes"] if is_first else base64.b64encode(value["bytes"].encode()).decode()
    if isinstance(value, dict):
        return {key: raw(item, is_first) for key, item in value.items()}
    return [raw(item, is_first) for item in value] if isinstance(value, list) else value


Scenario(Cli(sys.argv[1])).run()
