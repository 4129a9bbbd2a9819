using System.Diagnostics;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Tracing;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Platform.Tests.Telemetry.Tracing;

public sealed class RunSpansTests
{
    [Fact]
    public void A_kept_span_has_what_tells_of_the_run_and_nothing_of_the_process()
    {
        var batch = Guid.NewGuid();
        var span = Kept("RetailBus", one => one.OfBatch(batch, "orders", 2)?.SetTag("server.address", "10.0.0.1").SetTag("db.operation.name", "COPY"));

        Assert.Equal(
            new Dictionary<string, string>
            {
                [RetailBusTelemetry.BatchId] = $"{batch:D}",
                [RetailBusTelemetry.Dataset] = "orders",
                [RetailBusTelemetry.Attempt] = "2",
                ["db.operation.name"] = "COPY",
            },
            span.Attributes);
        Assert.Equal(("service", "internal", false), (span.Service, span.Kind, span.Failed));
    }

    [Fact]
    public void A_fault_is_told_in_our_words_as_an_event_and_a_status()
    {
        Activity? told = null;
        var span = Kept("RetailBus", one => (told = one).Fail(new IOException("/secret/path of a customer")));

        Assert.True(span.Failed);
        Assert.Equal("A service that the stage needs could not be reached, also after several tries. Retry the run when it is back.", span.Reason);
        var tags = Assert.Single(told!.Events, happened => happened.Name == "exception").Tags.ToDictionary();
        Assert.Equal(("System.IO.IOException", span.Reason), (tags["exception.type"], tags["exception.message"]));
        Assert.Equal(FailureCodes.Unavailable, told.GetTagItem("error.type"));
    }

    [Theory]
    [InlineData(FailureCodes.TooManyRejects)]
    [InlineData(FailureCodes.MissingColumn)]
    [InlineData(FailureCodes.NotText)]
    [InlineData(FailureCodes.Unreadable)]
    [InlineData(FailureCodes.Cancelled)]
    [InlineData("of-tomorrow")]
    public void A_reason_that_may_quote_the_file_is_told_without_the_quotation(string code)
    {
        var span = Kept("RetailBus", one => one.Fail(new BatchRejectedException(code, "Its first line is: Ana Soto, 4111 1111")));

        Assert.True(span.Failed);
        Assert.DoesNotContain("Ana", span.Reason, StringComparison.Ordinal);
        Assert.NotEqual("", span.Reason);
    }

    [Fact]
    public void Of_an_exception_that_others_recorded_only_the_type_is_kept()
    {
        var span = Kept("MassTransit", one => one.SetStatus(ActivityStatusCode.Error, "Could not convert 'Ana Soto'").AddEvent(new ActivityEvent(
            "exception", tags: new ActivityTagsCollection { ["exception.type"] = "System.FormatException", ["exception.message"] = "'Ana Soto'" })));

        Assert.Equal((true, "System.FormatException"), (span.Failed, span.Reason));
    }

    [Theory]
    [InlineData("MassTransit", "retailbus-load process", "GET", true)]
    [InlineData("RetailBus", "load copy", null, true)]
    [InlineData("Microsoft.AspNetCore", "POST /api/uploads", "POST", true)]
    [InlineData("Microsoft.AspNetCore", "GET /api/runs", "GET", false)]
    [InlineData("System.Net.Http", "HEAD", "HEAD", false)]
    public void Requests_that_only_look_are_not_kept(string source, string name, string? method, bool isKept)
    {
        using var spans = new EndedSpans(source, sampled: true);
        Assert.Equal(isKept, RunSpanChoice.IsKept(spans.Of(ActivityTraceId.CreateRandom(), name, one => one.SetTag("http.request.method", method))));
    }

    private static RunSpan Kept(string source, Action<Activity> describe)
    {
        using var spans = new EndedSpans(source, sampled: true);
        return RunSpans.Of(spans.Of(ActivityTraceId.CreateRandom(), describe: describe), "service");
    }
}
