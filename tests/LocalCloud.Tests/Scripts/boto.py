"""scenario.json by boto3: boto.py ENDPOINT. The credentials come from the environment."""

import sys
import urllib.request

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from scenario import NotKnown, Refused, Scenario, body, members


class Boto:
    name = f"boto3 {boto3.__version__}"

    def __init__(self, endpoint):
        config = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}, signature_version="v4")
        s3 = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}, signature_version="s3v4")
        self.clients = {
            service: boto3.client(service, endpoint_url=endpoint, region_name="us-east-1", config=s3 if service == "s3" else config)
            for service in ("s3", "sqs", "sns", "firehose")
        }

    def model(self, service, operation):
        return self.clients[service].meta.service_model.operation_model(operation)

    def check(self, service, operation):
        if operation not in self.clients[service].meta.service_model.operation_names:
            raise NotKnown(f"{self.name} has no {operation}")

    def knows(self, service, operation, member):
        model = self.model(service, operation)
        return member in members(model.input_shape) | members(model.output_shape)

    def call(self, service, operation, parameters):
        for name in set(parameters) - members(self.model(service, operation).input_shape):
            raise NotKnown(f"{self.name} has no {name}")
        if "Body" in parameters:
            parameters["Body"] = body(parameters["Body"])
        try:
            answer = getattr(self.clients[service], botocore.xform_name(operation))(**raw(parameters))
        except (ClientError, ParamValidationError) as refused:
            raise Refused(str(refused)) from refused
        if "Body" in answer:
            answer["Body"] = answer["Body"].read().decode()
        return answer

    def presigned(self, operation, parameters, step):
        url = self.clients["s3"].generate_presigned_url(botocore.xform_name(operation), Params=parameters, ExpiresIn=60)
        method, data = ("PUT", step["body"].encode()) if "body" in step else ("GET", None)
        with urllib.request.urlopen(urllib.request.Request(url, data=data, method=method)) as answer:
            assert "text" not in step or answer.read().decode() == step["text"]


def raw(value):
    if isinstance(value, dict):
        return value["bytes"].encode() if set(value) == {"bytes"} else {key: raw(item) for key, item in value.items()}
    return [raw(item) for item in value] if isinstance(value, list) else value


Scenario(Boto(sys.argv[1])).run()
