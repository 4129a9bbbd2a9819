using System.Threading.Channels;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>A fixed number of slots to take and give back, first come, first served.</summary>
internal sealed class Slots
{
    private readonly Channel<byte> _free = Channel.CreateUnbounded<byte>();

    public Slots(int count) => Release(count);

    public int Free => _free.Reader.Count;

    public async ValueTask TakeAsync(CancellationToken cancellationToken) => await _free.Reader.ReadAsync(cancellationToken);

    public bool TryTake() => _free.Reader.TryRead(out _);

    public void Release(int count = 1)
    {
        for (var i = 0; i < count; i++) _free.Writer.TryWrite(0);
    }
}
