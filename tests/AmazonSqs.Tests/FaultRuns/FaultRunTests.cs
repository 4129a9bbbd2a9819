using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS.Model;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AmazonSqs.Tests.Conformance;
using RetailBus.AmazonSqs.Tests.Messages;
using RetailBus.LocalCloud.Faults;

namespace RetailBus.AmazonSqs.Tests.FaultRuns;

/// <summary>
/// Many messages over a broker on a bad day: a command to a queue, whose consumer publishes an event to a topic and another queue.
/// <c>TRANSPORT_FAULT_MESSAGES</c> says how many; default 2,000, and 10,000 for the whole run.
/// </summary>
public sealed class FaultRunTests
{
    private static readonly FaultPlan BadDay = new()
    {
        Seed = 8,
        Rules =
        [
            new FaultRule { Kind = FaultKind.Throttle, Share = 0.03 },
            new FaultRule { Kind = FaultKind.ServerError, Share = 0.01 },
            new FaultRule { Kind = FaultKind.DropBeforeEffect, Share = 0.01 },
            new FaultRule { Kind = FaultKind.DropAfterEffect, Share = 0.03 },
            new FaultRule { Kind = FaultKind.DuplicateDelivery, Share = 0.05 },
            new FaultRule { Kind = FaultKind.DelayedDelivery, Share = 0.05, MaxDelayMilliseconds = 1000 },
            new FaultRule { Kind = FaultKind.ReorderedDelivery, Share = 0.2 },
        ],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Messages => int.Parse(
        Environment.GetEnvironmentVariable("TRANSPORT_FAULT_MESSAGES") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Each_message_is_consumed_and_none_is_stuck_whatever_the_broker_does()
    {
        var tally = new Tally(Messages);
        await using var cloud = await FaultyCloud.StartAsync();
        await using var bus = await TestBus.StartAsync(cloud.Url, x =>
        {
            x.AddSingleton(tally);
            x.AddConsumer<ShipConsumer>();
            x.AddConsumer<TallyConsumer>();
            x.AddAmazonSqsConfigureEndpointsCallback((_, _, endpoint) =>
            {
                endpoint.PrefetchCount = 64;
                endpoint.QueueAttributes["VisibilityTimeout"] = 4;
                endpoint.UseMessageRetry(retry => retry.Interval(20, TimeSpan.FromMilliseconds(50)));
            });
        });
        await cloud.UseAsync(BadDay);

        var endpoint = await bus.EndpointAsync($"{bus.Prefix}-ship");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Messages),
            new ParallelOptions { MaxDegreeOfParallelism = 100, CancellationToken = Cancel },
            async (i, cancel) => await SendAsync(endpoint, new ShipItem(i.ToString(CultureInfo.InvariantCulture)), cancel));
        await tally.Complete.WaitAsync(Cancel);
        await cloud.UseAsync(FaultPlan.None);

        string[] queues = [$"{bus.Prefix}-ship", $"{bus.Prefix}-tally"];
        foreach (var queue in queues) await UntilEmptyAsync(bus, queue);
        await bus.StopAsync();
        foreach (var queue in queues.SelectMany(name => new[] { name, name + "_error", name + "_skipped" }))
            Assert.Equal(0, await CountAsync(bus, queue));
        Assert.Equal(Messages, tally.Distinct);
        Assert.InRange(bus.Journal.Count("ship"), Messages + 1, 2 * Messages);
        TestContext.Current.SendDiagnosticMessage(
            "{0} commands, consumed {1} times; their events {2} times", Messages, bus.Journal.Count("ship"), tally.Total);
    }

    /// <summary>As an outbox would: again until the broker has taken it.</summary>
    private static async Task SendAsync(ISendEndpoint endpoint, ShipItem message, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await endpoint.Send(message, cancellationToken);
                return;
            }
            catch (Exception refused) when (refused is AmazonServiceException or AmazonClientException or AmazonSqsTransportException
                or HttpRequestException or IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task UntilEmptyAsync(TestBus bus, string queue)
    {
        while (await CountAsync(bus, queue) > 0) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
    }

    /// <summary>Visible, in flight and delayed; 0 for a queue that is not there.</summary>
    private static async Task<int> CountAsync(TestBus bus, string queue)
    {
        try
        {
            var url = (await bus.Sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl;
            var attributes = await bus.Sqs.GetQueueAttributesAsync(url, ["All"], Cancel);
            return attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible
                + attributes.ApproximateNumberOfMessagesDelayed;
        }
        catch (QueueDoesNotExistException)
        {
            return 0;
        }
    }
}
