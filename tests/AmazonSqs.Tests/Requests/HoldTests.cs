using System.Text.Json;
using Amazon.SQS.Model;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Conformance;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Requests;

/// <summary>How a received message is held: renewed, lost, taken over, given up.</summary>
public sealed class HoldTests(LocalCloudBroker broker)
{
    private const string Renewal = "ChangeMessageVisibilityBatch";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_at_work_are_renewed_together_by_as_few_requests_as_can_be()
    {
        await using var tapped = await StartAsync(prefetch: 40, visibility: 30, standsStill: true);
        await SendAsync(tapped, Enumerable.Range(0, 25).Select(i => $"{i}:-1"));
        await tapped.Bus.Journal.WaitForAsync("begin", 25);

        tapped.Time.Advance(TimeSpan.FromSeconds(15));

        await TappedBus.UntilAsync(() => tapped.Tap.Batches(Renewal).Sum() >= 25);
        Assert.Equal([5, 10, 10], tapped.Tap.Batches(Renewal).Order());
        tapped.Bus.Journal.Write("end", "all");
        await tapped.UntilEmptyAsync(Queue(tapped));
        Assert.Equal(25, tapped.Bus.Journal.Count("begin"));
    }

    [Fact]
    public async Task A_message_near_SQSs_twelve_hours_is_let_go_with_a_warning_and_deleted_if_its_consumer_ends_after_all()
    {
        await using var tapped = await StartAsync(prefetch: 1, visibility: 3600, renewal: 3600, standsStill: true);
        await SendAsync(tapped, ["0:-1"]);
        await tapped.Bus.Journal.WaitForAsync("begin");
        var began = tapped.Time.GetUtcNow();

        await tapped.RunUntilAsync(TimeSpan.FromMinutes(1), () => Lost(tapped) is not null);

        Assert.Contains("12:00:00 is the most", Lost(tapped), StringComparison.Ordinal);
        Assert.InRange(tapped.Time.GetUtcNow() - began, TimeSpan.FromHours(11), TimeSpan.FromHours(12));
        var renewals = tapped.Tap.Batches(Renewal).Count;
        Assert.InRange(renewals, 11, 23);
        tapped.Time.Advance(TimeSpan.FromHours(2));
        tapped.Bus.Journal.Write("end", "at last");
        await tapped.UntilEmptyAsync(Queue(tapped));
        Assert.Equal(renewals, tapped.Tap.Batches(Renewal).Count);
    }

    [Fact]
    public async Task A_lost_lock_is_noticed_told_and_renewed_no_more()
    {
        await using var tapped = await StartAsync(visibility: 30, standsStill: true);
        await SendAsync(tapped, ["0:-1"]);
        await tapped.Bus.Journal.WaitForAsync("begin");
        await tapped.Bus.Sqs.PurgeQueueAsync((await tapped.Bus.Sqs.GetQueueUrlAsync(Queue(tapped), Cancel)).QueueUrl, Cancel);

        await tapped.RunUntilAsync(TimeSpan.FromSeconds(5), () => Lost(tapped) is not null);

        var renewals = tapped.Tap.Batches(Renewal).Count;
        tapped.Time.Advance(TimeSpan.FromHours(1));
        tapped.Bus.Journal.Write("end", "all");
        await SendAsync(tapped, ["1:0"]);
        await tapped.Bus.Journal.WaitForAsync(entries => entries.Any(e => e is { Kind: "end", Text: "1:0" }));
        Assert.Equal(renewals, tapped.Tap.Batches(Renewal).Count);
    }

    [Fact]
    public async Task A_renewal_that_SQS_could_not_take_just_now_is_tried_again_and_the_lock_kept()
    {
        await using var tapped = await StartAsync(visibility: 30, standsStill: true);
        await SendAsync(tapped, ["0:-1"]);
        await tapped.Bus.Journal.WaitForAsync("begin");
        var refused = 0;
        tapped.Tap.Answer(Renewal, _ =>
        {
            Interlocked.Increment(ref refused);
            return Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable));
        });

        await tapped.RunUntilAsync(TimeSpan.FromSeconds(1), () => Volatile.Read(ref refused) >= 2);
        tapped.Tap.LetThrough(Renewal);
        await tapped.RunUntilAsync(TimeSpan.FromSeconds(1), () => tapped.Tap.Batches(Renewal).Count > 0);

        Assert.Null(Lost(tapped));
        tapped.Bus.Journal.Write("end", "all");
        await tapped.UntilEmptyAsync(Queue(tapped));
    }

    [Fact]
    public async Task A_message_delivered_again_while_its_consumer_is_at_work_is_consumed_once_and_deleted_by_the_newest_handle()
    {
        await using var tapped = await StartAsync(visibility: 2);
        var renewed = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        tapped.Tap.Answer(Renewal, cancel => renewed.Task.WaitAsync(cancel));
        await SendAsync(tapped, ["0:-1"]);

        await TappedBus.UntilAsync(() => tapped.Log.All.Any(line => line.Contains("was delivered again", StringComparison.Ordinal)));
        tapped.Bus.Journal.Write("end", "all");

        await tapped.UntilEmptyAsync(Queue(tapped));
        Assert.Equal(1, tapped.Bus.Journal.Count("begin"));
        renewed.SetResult(null);
    }

    [Fact]
    public async Task A_message_is_deleted_after_what_its_consumer_sent_has_arrived_and_not_before()
    {
        var sent = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var tapped = await TappedBus.StartAsync(broker.RequireServiceUrl(), (context, cfg, prefix) =>
            cfg.ReceiveEndpoint($"{prefix}-slow", endpoint =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.UseInMemoryOutbox(context);
                endpoint.Handler<SlowItem>(async message =>
                {
                    await message.Send(new Uri($"queue:{prefix}-next"), new ShipItem(message.Message.Text));
                    ((Journal)context.GetService(typeof(Journal))!).Write("consumed", message.Message.Text);
                });
            }));
        await SendAsync(tapped, ["0:0"], () => tapped.Tap.Answer("SendMessageBatch", cancel => sent.Task.WaitAsync(cancel)));
        await tapped.Bus.Journal.WaitForAsync("consumed");

        Assert.Equal((0, 1), await tapped.Bus.DepthAsync(Queue(tapped)));
        Assert.Empty(tapped.Tap.Batches("DeleteMessageBatch"));
        sent.SetResult(null);

        Assert.Contains("ShipItem", (await tapped.Bus.TakeAsync($"{tapped.Bus.Prefix}-next")).Body, StringComparison.Ordinal);
        await tapped.UntilEmptyAsync(Queue(tapped));
    }

    private Task<TappedBus> StartAsync(int prefetch = 10, int visibility = 30, int renewal = 60, bool standsStill = false) =>
        TappedBus.StartAsync(
            broker.RequireServiceUrl(),
            (context, cfg, prefix) => cfg.ReceiveEndpoint($"{prefix}-slow", endpoint =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.PrefetchCount = prefetch;
                endpoint.QueueAttributes["VisibilityTimeout"] = visibility;
                endpoint.MaxVisibilityTimeoutRenewal = renewal;
                endpoint.Consumer(() => new SlowConsumer((Journal)context.GetService(typeof(Journal))!));
            }),
            standsStill);

    private static string Queue(TappedBus tapped) => $"{tapped.Bus.Prefix}-slow";

    private static string? Lost(TappedBus tapped) =>
        tapped.Log.All.FirstOrDefault(line => line.Contains("was lost", StringComparison.Ordinal));

    /// <summary>By the AWS SDK's own client, so that the bus's requests are those of receiving only.</summary>
    private static async Task SendAsync(TappedBus tapped, IEnumerable<string> texts, Action? then = null)
    {
        var url = (await tapped.Bus.Sqs.GetQueueUrlAsync(Queue(tapped), Cancel)).QueueUrl;
        then?.Invoke();
        foreach (var text in texts) await tapped.Bus.Sqs.SendMessageAsync(Envelope(url, text), Cancel);
    }

    private static SendMessageRequest Envelope(string url, string text) => new(url, JsonSerializer.Serialize(new
    {
        messageId = Guid.NewGuid(),
        messageType = new[] { MessageUrn.ForTypeString<SlowItem>() },
        message = new { text },
    }))
    {
        MessageAttributes = new()
        {
            ["Content-Type"] = new MessageAttributeValue { DataType = "String", StringValue = "application/vnd.masstransit+json" },
        },
    };
}
