using System.Collections.Concurrent;
using MassTransit;

namespace RetailBus.SagaStore.Tests;

/// <summary>Stands where the bus does: notes the destinations that were sent to, after doing what the test wants done then.</summary>
internal sealed class RecordingEndpoints(Func<Uri, Task>? onSend = null) : ISendEndpointProvider
{
    private readonly ConcurrentQueue<string> _sent = [];

    public IReadOnlyList<string> Sent => [.. _sent];

    public ConnectHandle ConnectSendObserver(ISendObserver observer) => throw new NotSupportedException();

    public async Task<ISendEndpoint> GetSendEndpoint(Uri address)
    {
        if (onSend is not null)
            await onSend(address);
        _sent.Enqueue(address.AbsolutePath);
        return EmptyEndpoint.Instance;
    }
}
