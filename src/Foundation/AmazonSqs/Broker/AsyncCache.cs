using System.Collections.Concurrent;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>Makes each value once for all who ask at the same time; a failure is not remembered.</summary>
internal sealed class AsyncCache<TValue>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TValue>>> _values = new(StringComparer.Ordinal);

    /// <summary>The caller's token ends the caller's wait only: others may be waiting for the same value.</summary>
    public async Task<TValue> GetAsync(string key, Func<Task<TValue>> make, CancellationToken cancellationToken)
    {
        var entry = _values.GetOrAdd(key, _ => new Lazy<Task<TValue>>(make));
        try
        {
            return await entry.Value.WaitAsync(cancellationToken);
        }
        catch when (entry.Value.IsFaulted || entry.Value.IsCanceled)
        {
            _values.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }
    }

    public void Forget(string key) => _values.TryRemove(key, out _);

    public IEnumerable<TValue> Values => _values.Values
        .Where(entry => entry is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        .Select(entry => entry.Value.Result);
}
