using Amazon.SQS.Model;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.PublicEvents;
using RetailBus.Orchestrator.Tests.Queues;

namespace RetailBus.Orchestrator.Tests.PublicEvents;

public sealed class CloudEventTopicTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nothing_is_to_be_made_a_missing_topic_stops_the_start_and_one_that_is_there_does()
    {
        await using var first = new QueueHost { Settings = [new("CloudEvents:Topic", "once-made")] };
        await first.InitializeAsync();
        foreach (var queue in QueueNames.Work.Append(QueueNames.PublicEvents).Append(QueueHost.Queue))
            await Task.WhenAll(first.Sqs.CreateQueueAsync($"{queue}_error", Cancelled), first.Sqs.CreateQueueAsync($"{queue}_skipped", Cancelled));
        var missing = first.Beside([new("CloudEvents:Topic", "never-made"), new("Aws:Provision", "false")]);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await missing.InitializeAsync());

        Assert.StartsWith("The topic never-made is not there, and Aws:Provision is off.", refused.Message, StringComparison.Ordinal);
        var topics = (await first.Sns.ListTopicsAsync(cancellationToken: Cancelled)).Items.Select(arn => arn.Split(':')[^1]);
        Assert.Contains("once-made", topics);
        Assert.DoesNotContain("never-made", topics);
        await missing.DisposeAsync();
        await using var second = first.Beside([new("CloudEvents:Topic", "once-made"), new("Aws:Provision", "false")]);
        await second.InitializeAsync();
    }

    [Fact]
    public async Task Without_a_topic_there_is_no_queue_for_it()
    {
        await using var host = new QueueHost();
        await host.InitializeAsync();

        await Assert.ThrowsAsync<QueueDoesNotExistException>(
            async () => await host.Sqs.GetQueueUrlAsync("retailbus-public-events", Cancelled));
        await Assert.ThrowsAsync<QueueDoesNotExistException>(
            async () => await host.Sqs.GetQueueUrlAsync("retailbus-lineage", Cancelled));
    }

    [Theory]
    [InlineData("no uri at all", null, "CloudEvents:Source")]
    [InlineData("urn:retailbus", "asyncapi.yaml", "CloudEvents:DataSchema")]
    public void A_wrong_attribute_is_refused(string source, string? schema, string named)
    {
        var options = new CloudEventOptions { Source = source, DataSchema = schema is null ? null : new Uri(schema, UriKind.Relative) };

        var result = new CloudEventValidator().Validate(null, options);

        Assert.StartsWith(named, result.FailureMessage, StringComparison.Ordinal);
    }
}
