namespace RetailBus.AmazonSqs.Broker;

/// <summary>Lets a limited number of topology requests run at once: AWS throttles these much earlier than messages.</summary>
internal sealed class TopologyRequests(int limit)
{
    private readonly Slots _slots = new(limit);

    public async Task<T> RunAsync<T>(Func<Task<T>> request)
    {
        await _slots.TakeAsync(CancellationToken.None);
        try
        {
            return await request();
        }
        finally
        {
            _slots.Release();
        }
    }
}
