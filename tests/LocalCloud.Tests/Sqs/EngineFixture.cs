using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailBus.LocalCloud.Sqs;
using RetailBus.LocalCloud.Sqs.Engine;
using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Tests.Sqs;

/// <summary>The SQS engine without HTTP, on a clock that the test moves.</summary>
internal sealed class EngineFixture : IDisposable
{
    private static readonly Dictionary<string, string> None = [];

    private readonly DataFolder? _ownFolder;

    public EngineFixture(string? dataDirectory = null, long compactAt = Compaction.DefaultThreshold, FakeTimeProvider? time = null)
    {
        _ownFolder = dataDirectory is null ? new DataFolder() : null;
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Store = new MessagingStore(
            new SqsSnsSettings(dataDirectory ?? _ownFolder!.Path, "us-east-1", "000000000000"), Time, NullLogger<MessagingStore>.Instance,
            compactAt);
        Queues = new QueueCatalog(Store);
        Messages = new MessageExchange(Store);
    }

    public FakeTimeProvider Time { get; }

    public MessagingStore Store { get; }

    public QueueCatalog Queues { get; }

    public MessageExchange Messages { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task CreateAsync(string name, params (string Name, string Value)[] attributes) =>
        Queues.CreateAsync(name, attributes.ToDictionary(a => a.Name, a => a.Value), None);

    public async Task<Message> SendAsync(string queue, string body, int? delay = null) =>
        (await Messages.SendAsync(queue, [new OutgoingMessage(Encoding.UTF8.GetBytes(body), [], delay)]))[0];

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int max = 10, int? visibility = null, int wait = 0) =>
        Messages.ReceiveAsync(queue, max, visibility, wait, Cancel);

    public async Task<string[]> BodiesAsync(string queue) => [.. (await ReceiveAsync(queue)).Select(Body)];

    public static string Body(ReceivedMessage message) => Encoding.UTF8.GetString(message.Content.Body);

    public Task<IReadOnlyList<SqsException?>> DeleteAsync(string queue, params IEnumerable<ReceivedMessage> messages) =>
        Messages.DeleteAsync(queue, [.. messages.Select(m => m.Handle.ToString())]);

    /// <summary>Visible, in flight, delayed.</summary>
    public (string Visible, string InFlight, string Delayed) Counts(string queue)
    {
        var attributes = Queues.Attributes(queue);
        return (
            attributes["ApproximateNumberOfMessages"], attributes["ApproximateNumberOfMessagesNotVisible"],
            attributes["ApproximateNumberOfMessagesDelayed"]);
    }

    public void Dispose()
    {
        Store.Dispose();
        _ownFolder?.Dispose();
    }
}
