using System.Threading.Channels;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Tests.Hosting;

/// <summary>Stands for queues and topics: keeps what it is sent, and fails on request.</summary>
internal sealed class RecordingTargets : IEventTargets
{
    public const string Queue = "arn:aws:sqs:us-east-1:000000000000:landed";
    public const string Topic = "arn:aws:sns:us-east-1:000000000000:landed";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<(string Arn, string Body)> _messages = Channel.CreateUnbounded<(string, string)>();
    private int _failures;

    public HashSet<string> Arns { get; } = [Queue, Topic];

    public bool Exists(string arn) => Arns.Contains(arn);

    public void FailNext(int count) => _failures = count;

    public Task SendAsync(string arn, string body, string? subject, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
            throw new IOException("The target does not answer.");
        return _messages.Writer.WriteAsync((arn, body), cancellationToken).AsTask();
    }

    /// <summary>The next message, in the order of arrival.</summary>
    public async Task<(string Arn, string Body)> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await _messages.Reader.ReadAsync(patience.Token);
    }

    public bool TryNext(out (string Arn, string Body) message) => _messages.Reader.TryRead(out message);
}
