using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Queues;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.Queues;

public sealed class QueuesTests : IAsyncLifetime
{
    private const string Errors = QueueHost.Queue + "_error";
    private readonly QueueHost _host = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Failed_messages_are_shown_by_cause_and_consumed_once_they_are_redriven_to_a_mended_consumer()
    {
        var batch = new Batch("orders/a.csv");
        await _host.SendAsync(QueueNames.Orchestrate, batch.Landed());
        await FailAsync(batch.Id, "one", "two", "three");

        var queue = await QueueHost.UntilAsync(() => _host.QueueAsync(Errors), queue => queue.Depth == 3);
        Assert.Equal((QueueKind.Error, QueueHost.Queue, true), (queue.Kind, queue.Source, queue.Exists));
        Assert.Equal(new QueueCause("no paper, batch …", 3), Assert.Single(queue.Causes!));
        Assert.InRange(queue.OldestSeconds!.Value, 0, 60);
        Assert.Equal((3, 0), await DepthAsync());

        _host.Tills.AreBroken = false;
        Assert.Equal(2, (await MoveAsync(new { max = 2, reason = "Paper is back.", actor = "ana" })).Moved);
        Assert.Equal(1, (await MoveAsync(new { reason = "Paper is back.", actor = "ana" })).Moved);

        await QueueHost.UntilAsync(() => Task.FromResult(_host.Tills.Taken.Count), count => count == 3);
        Assert.Equal(["one", "three", "two"], _host.Tills.Taken.Order());
        Assert.Equal(0, (await _host.QueueAsync(Errors)).Depth);
        var ledger = _host.Services.GetRequiredService<IRunLedger>();
        var run = await QueueHost.UntilAsync(() => ledger.FindAsync(batch.Id, Cancelled), run => run?.Timeline.Count == 4);
        Assert.Equal(
            ("ana", $"Message moved from {Errors} back to {QueueHost.Queue}: Paper is back.", "Transforming", "Transforming"),
            (run!.Timeline[^1].Actor, run.Timeline[^1].Reason, run.Timeline[^1].From, run.Timeline[^1].To));
        Assert.Equal("Transforming", run.State);
    }

    [Fact]
    public async Task A_message_that_was_sent_but_not_deleted_comes_twice_and_none_is_lost()
    {
        var batch = new Batch("orders/a.csv");
        await _host.SendAsync(QueueNames.Orchestrate, batch.Landed());
        await FailAsync(batch.Id, "one", "two");
        await QueueHost.UntilAsync(() => _host.QueueAsync(Errors), queue => queue.Depth == 2);
        _host.Tills.AreBroken = false;
        await _host.FaultsAsync(new { kind = "dropBeforeEffect", share = 1, service = "sqs", operation = "DeleteMessage" });

        using var broken = await _host.RedriveAsync(Errors, new { reason = "Paper is back." });
        Assert.Equal(HttpStatusCode.BadGateway, broken.StatusCode);
        var ledger = _host.Services.GetRequiredService<IRunLedger>();
        await QueueHost.UntilAsync(
            () => ledger.FindAsync(batch.Id, Cancelled),
            run => run?.Timeline[^1].Reason.EndsWith("Paper is back.", StringComparison.Ordinal) == true);
        await _host.FaultsAsync();
        await QueueHost.UntilAsync(DepthAsync, depth => depth == (2, 0));
        Assert.Equal(2, (await MoveAsync(new { reason = "Again." })).Moved);

        await QueueHost.UntilAsync(() => Task.FromResult(_host.Tills.Taken.Count), count => count == 3);
        Assert.Equal(["one", "two"], _host.Tills.Taken.Distinct().Order());
    }

    [Fact]
    public async Task Dead_letters_are_looked_at_without_being_moved_on()
    {
        var address = (await _host.Sqs.GetQueueUrlAsync(QueueHost.Queue + "_dead", Cancelled)).QueueUrl;
        for (var number = 0; number < 12; number++)
            await _host.Sqs.SendMessageAsync(address, $"no envelope {number}", Cancelled);

        for (var look = 0; look < 3; look++)
        {
            var dead = await _host.QueueAsync(QueueHost.Queue + "_dead");
            Assert.Equal((QueueKind.DeadLetter, 12, 0), (dead.Kind, dead.Depth, dead.InFlight));
            Assert.Equal(new QueueCause("received more than 10 times", 12), Assert.Single(dead.Causes!));
        }

        var work = await _host.QueueAsync(QueueHost.Queue);
        Assert.Equal((QueueKind.Work, true), (work.Kind, work.Exists));
        Assert.Null(work.Causes);
        Assert.Null(work.OldestSeconds);
        Assert.False((await _host.QueueAsync(Errors)).Exists);
    }

    [Theory]
    [InlineData("nothing", HttpStatusCode.NotFound, Errors)]
    [InlineData(QueueHost.Queue, HttpStatusCode.Conflict, "only error, skipped and dead-letter queues can be redriven")]
    public async Task A_queue_that_can_not_be_redriven_is_refused_with_those_that_can(string queue, HttpStatusCode status, string reason)
    {
        using var response = await _host.RedriveAsync(queue, new { reason = "x" });

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(reason, (await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancelled))!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redrive_needs_a_reason_and_a_sound_limit_and_an_empty_queue_gives_nothing()
    {
        using var silent = await _host.RedriveAsync(Errors, new { max = 1 });
        using var none = await _host.RedriveAsync(Errors, new { max = 0, reason = "x" });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (silent.StatusCode, none.StatusCode));
        Assert.Equal(new RedriveResult(0, 0), await MoveAsync(new { reason = "x" }));
    }

    private async Task FailAsync(Guid batch, params string[] texts)
    {
        foreach (var text in texts)
            await _host.SendAsync(QueueHost.Queue, new TillReport(batch, text));
    }

    private async Task<RedriveResult> MoveAsync(object body)
    {
        using var response = await _host.RedriveAsync(Errors, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<RedriveResult>(Cancelled))!;
    }

    private async Task<(int Visible, int InFlight)> DepthAsync()
    {
        var address = (await _host.Sqs.GetQueueUrlAsync(Errors, Cancelled)).QueueUrl;
        var attributes = await _host.Sqs.GetQueueAttributesAsync(address, ["All"], Cancelled);
        return (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible);
    }
}
