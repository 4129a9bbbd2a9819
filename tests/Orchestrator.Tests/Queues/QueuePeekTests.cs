using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RetailBus.Orchestrator.Queues;

namespace RetailBus.Orchestrator.Tests.Queues;

public sealed class QueuePeekTests : IDisposable
{
    private static readonly RetailBusQueue Errors = new("till-reports_error", QueueKind.Error, "till-reports");
    private readonly FakeTimeProvider _time = new();
    private readonly UnwillingSqs _sqs = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _sqs.Dispose();

    [Fact]
    public async Task Whoever_asks_within_the_period_gets_the_last_look_and_hides_no_message()
    {
        var samples = Samples();
        await LookAsync(samples);
        _time.Advance(TimeSpan.FromSeconds(9));
        await Task.WhenAll(LookAsync(samples), LookAsync(samples));
        Assert.Equal(1, _sqs.Received);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new QueueCause("no paper", 1), Assert.Single((await LookAsync(samples)).Causes));

        Assert.Equal(2, _sqs.Received);
    }

    [Fact]
    public async Task Nobody_looks_while_messages_are_moved_and_the_first_after_that_looks_anew()
    {
        var samples = Samples();
        await LookAsync(samples);
        _time.Advance(TimeSpan.FromMinutes(1));
        using (await samples.HoldAsync(Errors, Cancelled))
            Assert.Equal(1, Assert.Single((await LookAsync(samples)).Causes).Count);
        Assert.Equal(1, _sqs.Received);

        await LookAsync(samples);

        Assert.Equal(2, _sqs.Received);
    }

    [Fact]
    public async Task What_can_not_be_given_back_hides_neither_what_was_seen_nor_the_fault_of_the_look()
    {
        _sqs.GivesBack = false;
        Assert.Single((await LookAsync(Samples())).Causes);
        _sqs.FailsAfter = 1;

        var fault = await Assert.ThrowsAsync<AmazonSQSException>(() => LookAsync(Samples(), depth: 2));

        Assert.Equal("receive", fault.Message);
    }

    private QueueSamples Samples()
    {
        var options = Options.Create(new QueueOptions());
        return new QueueSamples(new QueuePeek(_sqs, options, NullLogger<QueuePeek>.Instance), options, _time);
    }

    private static Task<QueueSample> LookAsync(QueueSamples samples, long depth = 1) =>
        samples.OfAsync(Errors, "http://queue", depth, maxReceiveCount: null, Cancelled);

    /// <summary>Has one message after the other, and may refuse to give more or to take them back.</summary>
    private sealed class UnwillingSqs() : AmazonSQSClient(
        new BasicAWSCredentials("test", "test"), new AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1" })
    {
        public int Received { get; private set; }

        public int FailsAfter { get; set; } = int.MaxValue;

        public bool GivesBack { get; set; } = true;

        public override Task<ReceiveMessageResponse> ReceiveMessageAsync(
            ReceiveMessageRequest request, CancellationToken cancellationToken = default)
        {
            if (Received > FailsAfter)
                throw new AmazonSQSException("receive");
            var message = new Message
            {
                MessageId = $"{++Received}",
                ReceiptHandle = "handle",
                MessageAttributes = new() { ["MT-Fault-Message"] = new MessageAttributeValue { StringValue = "no paper" } },
            };
            return Task.FromResult(new ReceiveMessageResponse { Messages = [message] });
        }

        public override Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(
            ChangeMessageVisibilityBatchRequest request, CancellationToken cancellationToken = default) =>
            GivesBack ? Task.FromResult(new ChangeMessageVisibilityBatchResponse()) : throw new AmazonSQSException("give back");
    }
}
