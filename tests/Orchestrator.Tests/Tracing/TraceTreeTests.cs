using RetailBus.Contracts.Tracing;
using RetailBus.Orchestrator.Tracing;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Tests.Tracing;

public sealed class TraceTreeTests
{
    private readonly string _trace = Spans.NewTrace();
    private readonly Guid _batch = Guid.NewGuid();

    [Fact]
    public void Spans_stand_below_their_parents_in_the_order_of_time()
    {
        var upload = Spans.Of(_trace, "POST /api/uploads/{dataset}/{name}", kind: "server");
        var put = Spans.Of(_trace, "S3.PutObject", upload, at: 1);
        var land = Spans.Of(_trace, "land orders", put, _batch, at: 2, kind: "consumer");
        var send = Spans.Of(_trace, "retailbus-transform send", land, at: 3) with { IsTransport = true };
        var wait = Waiting(Spans.Of(_trace, "retailbus-transform wait", send, at: 4), "retailbus-transform");
        var work = Spans.Of(_trace, "retailbus-transform process", send, _batch, at: 5, kind: "consumer");
        var parse = Spans.Of(_trace, "transform parse", work, at: 7);
        var stage = Spans.Of(_trace, "transform stage", work, at: 6);

        var told = TraceTree.Of(_batch, [parse, stage, work, wait, send, land, put, upload]);

        Assert.Equal(
            [
                (0, "POST /api/uploads"), (1, "S3.PutObject"), (0, "land orders"), (1, "retailbus-transform send"), (0, "wait for transform"),
                (0, "transform"), (1, "transform stage"), (1, "transform parse"),
            ],
            told.Select(span => (span.Depth, span.Title)));
        Assert.Equal("wait for transform", Assert.Single(told, span => span.IsWaiting).Title);
    }

    [Fact]
    public void What_belongs_to_another_batch_of_the_same_trace_is_left_out()
    {
        var request = Spans.Of(_trace, "POST /api/replays", kind: "server");
        var own = Spans.Of(_trace, "retailbus-orchestrate process", request, _batch);
        var ownStep = Spans.Of(_trace, "outbox send", own);
        var other = Spans.Of(_trace, "retailbus-orchestrate process", request, Guid.NewGuid());
        var otherStep = Spans.Of(_trace, "outbox send", other);
        var nobodys = Spans.Of(_trace, "look", request);

        var told = TraceTree.Of(_batch, [request, own, ownStep, other, otherStep, nobodys]);

        Assert.Equal([request.SpanId, own.SpanId, ownStep.SpanId], told.Select(span => span.SpanId));
    }

    [Fact]
    public void A_span_whose_parent_never_came_and_one_that_is_its_own_ancestor_break_nothing()
    {
        var orphan = Spans.Of(_trace, "land orders", batch: _batch) with { ParentSpanId = "00f067aa0ba902b7" };
        var self = Spans.Of(_trace, "self", batch: _batch);
        self = self with { ParentSpanId = self.SpanId };
        var first = Spans.Of(_trace, "first", batch: _batch);
        var second = Spans.Of(_trace, "second", first, _batch);
        first = first with { ParentSpanId = second.SpanId };

        Assert.Contains(TraceTree.Of(_batch, [orphan, self, first, second]), span => span.SpanId == orphan.SpanId);
    }

    private static RunSpan Waiting(RunSpan span, string queue) => span with
    {
        Attributes = new Dictionary<string, string> { [RetailBusTelemetry.Waiting] = "True", ["messaging.destination.name"] = queue },
    };
}
