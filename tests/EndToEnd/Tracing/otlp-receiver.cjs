// Receives OTLP over HTTP, decodes it with the protobuf code that the OpenTelemetry project generated, and writes each span as a line
// of JSON. Started in the folder that has the package @opentelemetry/otlp-proto-exporter-base.
const http = require('node:http');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { gunzipSync } = require('node:zlib');

const { opentelemetry } = createRequire(join(process.cwd(), 'x.js'))(
  '@opentelemetry/otlp-proto-exporter-base/build/src/generated/root.js');
const Request = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

const hex = bytes => Buffer.from(bytes ?? []).toString('hex');
const valueOf = value => value?.arrayValue?.values?.map(valueOf)
  ?? value?.stringValue ?? value?.intValue?.toString() ?? value?.doubleValue ?? value?.boolValue ?? null;
const attributesOf = list => Object.fromEntries((list ?? []).map(({ key, value }) => [key, valueOf(value)]));

function write(spans, service) {
  for (const { scope, spans: list } of spans) {
    for (const span of list) {
      console.log(JSON.stringify({
        service,
        scope: scope?.name ?? '',
        traceId: hex(span.traceId),
        spanId: hex(span.spanId),
        parentSpanId: hex(span.parentSpanId),
        name: span.name,
        kind: span.kind,
        start: span.startTimeUnixNano.toString(),
        end: span.endTimeUnixNano.toString(),
        attributes: attributesOf(span.attributes),
        events: (span.events ?? []).map(event => ({ name: event.name, attributes: attributesOf(event.attributes) })),
        links: (span.links ?? []).map(link => ({ traceId: hex(link.traceId), spanId: hex(link.spanId) })),
        status: span.status?.code ?? 0,
        reason: span.status?.message ?? '',
      }));
    }
  }
}

const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request)
    chunks.push(chunk);
  if (request.url === '/v1/traces') {
    const body = Buffer.concat(chunks);
    const decoded = Request.decode(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
    for (const { resource, scopeSpans } of decoded.resourceSpans)
      write(scopeSpans, attributesOf(resource?.attributes)['service.name']);
  }
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
});

// Nobody is left to receive for once the test that started this is gone.
process.stdin.on('end', () => process.exit(0)).resume();
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ listening: `http://127.0.0.1:${server.address().port}` })));
