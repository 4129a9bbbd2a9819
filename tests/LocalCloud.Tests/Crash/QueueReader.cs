using Amazon.SQS;
using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Crash;

internal static class QueueReader
{
    /// <summary>Receives what is there, without deleting it.</summary>
    public static async Task<List<Message>> ReceiveAsync(this IAmazonSQS sqs, string url, int wait, CancellationToken cancel = default) =>
        (await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(url)
            {
                MaxNumberOfMessages = 10,
                WaitTimeSeconds = wait,
                MessageSystemAttributeNames = ["ApproximateReceiveCount"],
            },
            cancel)).Messages ?? [];

    /// <summary>Receives until everything expected has come.</summary>
    public static async Task ExpectAsync(
        this IAmazonSQS sqs, string url, IEnumerable<string> expected, Func<Message, string> read, CancellationToken patience)
    {
        var missing = expected.ToHashSet(StringComparer.Ordinal);
        while (missing.Count > 0)
        {
            Assert.False(patience.IsCancellationRequested, $"{url} has lost {missing.Count} messages, e.g. {missing.First()}");
            foreach (var message in await sqs.ReceiveAsync(url, 1, CancellationToken.None))
                missing.Remove(read(message));
        }
    }
}
