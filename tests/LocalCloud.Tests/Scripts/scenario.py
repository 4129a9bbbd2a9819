"""Carries out scenario.json step by step with one client, and checks every answer.

A step says what to do (`do`: service and operation), `with` which parameters, what to `expect` at which place of the answer, or which
`error` (a regular expression), and what to `save` for later steps, which write it as ${name}. `until` repeats it until it is so.
"""

import json
import pathlib
import re
import sys
import time

PATIENCE_SECONDS = 60


class Refused(Exception):
    """The service answered with an error."""


class NotKnown(Exception):
    """The client is too old for this step."""


class Scenario:
    def __init__(self, client):
        self.client = client
        self.saved = {}
        self.called = set()
        self.skipped = []

    def run(self):
        steps = json.loads((pathlib.Path(__file__).parent / "scenario.json").read_text(encoding="utf-8"))
        for number, step in enumerate(steps, 1):
            try:
                self.take(step)
            except NotKnown as reason:
                self.skipped.append(f"{step.get('do') or step['presign']}: {reason}")
            except Exception as failure:
                sys.exit(f"Step {number}, {json.dumps(step, ensure_ascii=False)}:\n{type(failure).__name__}: {failure}")
        print(json.dumps({"client": self.client.name, "called": sorted(self.called), "skipped": self.skipped}))

    def take(self, step):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self.attempt(step)
            except AssertionError:
                if not step.get("until") or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def attempt(self, step):
        if "presign" in step:
            self.client.presigned(step["presign"], self.fill(step["with"]), step)
            return
        service, operation = step["do"].split(".")
        self.client.check(service, step.get("needs", operation))
        parameters, expected = self.fill(step["with"]), self.fill(step.get("expect", {}))
        newer = step.get("newer")
        if newer and not self.client.knows(service, operation, newer["member"]):
            parameters = {key: value for key, value in parameters.items() if key not in newer["drop"]}
            expected = {key: value for key, value in expected.items() if key not in newer["drop"]}
        try:
            answer = self.client.call(service, operation, parameters)
        except Refused as refused:
            self.called.add(step["do"])
            assert "error" in step and re.search(step["error"], str(refused)), f"refused: {refused}"
            return
        self.called.add(step["do"])
        assert "error" not in step, f"not refused: {answer}"
        for path, value in expected.items():
            assert fits(value, find(answer, path)), f"{path} is {find(answer, path)!r} in {answer}"
        for name, path in step.get("save", {}).items():
            self.saved[name] = find(answer, path)

    def fill(self, value):
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        if not isinstance(value, str):
            return value
        for name in re.findall(r"\$\{(\w+)\}", value):
            if self.saved.get(name) is None:
                raise NotKnown(f"an earlier step did not yield {name}")
            value = value.replace("${" + name + "}", str(self.saved[name]))
        return value


def find(answer, path):
    for part in re.findall(r"\w+", path):
        if isinstance(answer, list):
            answer = answer[int(part)] if part.isdigit() and int(part) < len(answer) else None
        elif isinstance(answer, dict):
            answer = answer.get(part)
        else:
            return None
    return answer


def fits(expected, found):
    if isinstance(expected, dict) and set(expected) == {"matches"}:
        return found is not None and re.search(expected["matches"], str(found)) is not None
    if isinstance(expected, dict) and set(expected) == {"length"}:
        return len(found or []) == expected["length"]
    return found == expected or (expected == [] and found is None) or (expected is None and found == [])


def body(value):
    """The bytes of a Body parameter."""
    return (value["repeat"][0] * value["repeat"][1] if isinstance(value, dict) else value).encode()


def members(shape):
    return set(shape.members) if shape else set()
