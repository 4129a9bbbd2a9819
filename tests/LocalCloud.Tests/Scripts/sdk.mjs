// scenario.json by the AWS SDK for JavaScript: sdk.mjs ENDPOINT. The credentials come from the environment.
// scenario.py says what a step is.
import { readFileSync } from "node:fs";
import * as firehose from "@aws-sdk/client-firehose";
import * as s3 from "@aws-sdk/client-s3";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const patienceMilliseconds = 60_000;
const options = { endpoint: process.argv[2], region: "us-east-1", maxAttempts: 1 };
const services = {
  s3: { commands: s3, client: new s3.S3Client({ ...options, forcePathStyle: true }) },
  sqs: { commands: sqs, client: new sqs.SQSClient(options) },
  sns: { commands: sns, client: new sns.SNSClient(options) },
  firehose: { commands: firehose, client: new firehose.FirehoseClient(options) },
};
const called = new Set();
const saved = {};

const fail = (message) => { throw new Error(message); };

const isStructure = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function fill(value) {
  if (Array.isArray(value)) return value.map(fill);
  if (isStructure(value)) {
    if ("bytes" in value) return Buffer.from(value.bytes);
    if ("repeat" in value) return Buffer.from(value.repeat[0].repeat(value.repeat[1]));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]));
  }
  return typeof value === "string" ? value.replace(/\$\{(\w+)\}/g, (_, name) => saved[name] ?? fail(`${name} was not saved`)) : value;
}

const find = (answer, path) => path.match(/\w+/g).reduce((found, part) => found?.[part], answer);

function fits(expected, found) {
  if (expected?.matches !== undefined) return found !== undefined && new RegExp(expected.matches).test(String(found));
  if (isStructure(expected) && "length" in expected) return (found ?? []).length === expected.length;
  if (expected === null || (Array.isArray(expected) && expected.length === 0)) return found === undefined || found.length === 0;
  return JSON.stringify(sorted(expected)) === JSON.stringify(sorted(found));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  return isStructure(value) ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
}

const command = (service, operation, parameters) => new services[service].commands[`${operation}Command`](parameters);

async function presigned(step) {
  const url = await getSignedUrl(services.s3.client, command("s3", step.presign, fill(step.with)), { expiresIn: 60 });
  const answer = await fetch(url, "body" in step ? { method: "PUT", body: step.body } : {});
  if (!answer.ok || ("text" in step && (await answer.text()) !== step.text)) fail(`${answer.status} from ${url}`);
}

async function attempt(step) {
  if ("presign" in step) return presigned(step);
  const [service, operation] = step.do.split(".");
  called.add(step.do);
  let answer;
  try {
    answer = await services[service].client.send(command(service, operation, fill(step.with)));
  } catch (refused) {
    const text = `${refused.name} ${refused.Code ?? ""} ${refused.$metadata?.httpStatusCode} ${refused.message}`;
    if ("error" in step && new RegExp(step.error).test(text)) return;
    throw refused.$metadata?.httpStatusCode ? new Error(`refused: ${text}`) : refused;
  }
  if ("error" in step) fail(`not refused: ${JSON.stringify(answer)}`);
  if (answer.Body?.transformToString) answer.Body = await answer.Body.transformToString();
  for (const [path, value] of Object.entries(fill(step.expect ?? {})))
    if (!fits(value, find(answer, path))) fail(`${path} is ${JSON.stringify(find(answer, path))} in ${JSON.stringify(answer)}`);
  for (const [name, path] of Object.entries(step.save ?? {})) saved[name] = find(answer, path);
}

async function take(step) {
  for (const deadline = Date.now() + patienceMilliseconds; ;) {
    try {
      return await attempt(step);
    } catch (failure) {
      if (!step.until || Date.now() > deadline) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

const steps = JSON.parse(readFileSync(new URL("scenario.json", import.meta.url), "utf8"));
for (const [index, step] of steps.entries()) {
  try {
    await take(step);
  } catch (failure) {
    console.error(`Step ${index + 1}, ${JSON.stringify(step)}:\n${failure.stack}`);
    process.exit(1);
  }
}
const version = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).dependencies["@aws-sdk/client-s3"];
console.log(JSON.stringify({ client: `AWS SDK for JavaScript ${version}`, called: [...called].sort(), skipped: [] }));
process.exit(0);
