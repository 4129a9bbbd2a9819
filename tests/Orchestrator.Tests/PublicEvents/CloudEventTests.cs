using System.Diagnostics;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Amazon.SQS.Model;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Tests.Queues;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.PublicEvents;

/// <summary>
/// What a consumer that knows nothing of MassTransit gets: a queue of its own on the topic, read with the AWS SDK, each body by the
/// CloudEvents SDK.
/// </summary>
public sealed class CloudEventTests : IAsyncLifetime
{
    private const string Topic = "retail-events";
    private static readonly CloudEventAttribute TraceParent =
        CloudEventAttribute.CreateExtension("traceparent", CloudEventAttributeType.String);

    private readonly QueueHost _host = new()
    {
        Settings =
        [
            new("CloudEvents:Topic", Topic),
            new("CloudEvents:Source", "urn:retailbus:eu"),
            new("CloudEvents:DataSchema", "https://shop.example/asyncapi.yaml"),
        ],
    };

    private readonly Batch _batch = new("orders/a.csv");
    private string _queue = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _queue = await _host.SubscribeAsync(Topic, "partner");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_run_is_told_to_whoever_subscribes_to_the_topic()
    {
        await PublishAsync(_batch.Landed());
        await QueueHost.UntilAsync(
            () => _host.Http.GetAsync(new Uri($"/api/runs/{_batch.Id}", UriKind.Relative), Cancelled), answer => answer.IsSuccessStatusCode);
        await _host.SendAsync(QueueNames.Orchestrate, _batch.Transformed(rejectLimit: 0));
        var events = await EventsAsync(2);

        Assert.Equal(["retailbus.batch.held", "retailbus.batch.landed"], events.Select(told => told.Type).Order());
        Assert.All(events, told =>
        {
            Assert.True(told.IsValid);
            Assert.Equal(CloudEventsSpecVersion.V1_0, told.SpecVersion);
            Assert.Equal(("urn:retailbus:eu", $"{_batch.Id}", "application/json"), ($"{told.Source}", told.Subject, told.DataContentType));
            Assert.Equal($"{_batch.Id}", ((JsonElement)told.Data!).GetProperty("batchId").GetString());
        });
        var landed = events.Single(told => told.Type == "retailbus.batch.landed");
        Assert.Equal(Batch.LandedAt, landed.Time);
        Assert.Equal("https://shop.example/asyncapi.yaml#/components/schemas/OrderBatchLanded", $"{landed.DataSchema}");
        Assert.Equal("orders/a.csv", ((JsonElement)landed.Data!).GetProperty("object").GetProperty("key").GetString());
    }

    [Fact]
    public async Task The_same_event_has_the_same_id_however_often_it_comes()
    {
        var failed = new BatchFailed
        {
            BatchId = _batch.Id,
            Dataset = "orders",
            Object = _batch.Object,
            Stage = "load",
            Failure = _batch.LoadFailed().Failure,
            FailedAt = Batch.LandedAt,
        };

        await PublishAsync(failed);
        await PublishAsync(failed);
        await PublishAsync(failed with { FailedAt = Batch.LandedAt.AddMinutes(1) });
        var events = await EventsAsync(3);

        Assert.Equal([1, 2], events.CountBy(told => $"{told.Id}").Select(count => count.Value).Order());
        Assert.All(events, told => Assert.Equal("retailbus.batch.failed", told.Type));
    }

    [Fact]
    public async Task The_trace_goes_on_in_the_extension_traceparent()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var uploader = new Activity("uploader").Start();

        await PublishAsync(_batch.Landed());
        var landed = Assert.Single(await EventsAsync(1));

        Assert.True(ActivityContext.TryParse((string?)landed["traceparent"], null, out var context));
        Assert.Equal(uploader.TraceId, context.TraceId);
    }

    [Fact]
    public async Task A_subscription_may_filter_by_the_messages_attributes()
    {
        var queue = await _host.SubscribeAsync(Topic, "enveloped", raw: false);

        await PublishAsync(_batch.Landed());
        var received = await QueueHost.UntilAsync(
            () => _host.Sqs.ReceiveMessageAsync(queue, Cancelled), response => response.Messages is { Count: > 0 });

        using var envelope = JsonDocument.Parse(received.Messages[0].Body);
        var attributes = envelope.RootElement.GetProperty("MessageAttributes");
        Assert.Equal("application/cloudevents+json", Value("Content-Type"));
        Assert.Equal(("retailbus.batch.landed", "orders"), (Value("type"), Value("dataset")));

        string? Value(string name) => attributes.GetProperty(name).GetProperty("Value").GetString();
    }

    private Task PublishAsync(object message) => _host.Services.GetRequiredService<IBus>().Publish(message, Cancelled);

    private async Task<IReadOnlyList<CloudEvent>> EventsAsync(int count)
    {
        var events = new List<CloudEvent>();
        var formatter = new JsonEventFormatter();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (events.Count < count)
        {
            var response = await _host.Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest(_queue) { MaxNumberOfMessages = 10, WaitTimeSeconds = 1 }, patience.Token);
            foreach (var message in response.Messages ?? [])
            {
                events.Add(formatter.DecodeStructuredModeMessage(
                    Encoding.UTF8.GetBytes(message.Body), new ContentType("application/cloudevents+json"), [TraceParent]));
                await _host.Sqs.DeleteMessageAsync(_queue, message.ReceiptHandle, Cancelled);
            }
        }

        Assert.Equal(count, events.Count);
        return events;
    }
}
