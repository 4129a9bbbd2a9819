using System.Collections.Concurrent;

namespace RetailBus.Web.Live;

/// <summary>
/// Carries what a page showed when it was sent over to the same page when it comes alive, where it is too much to travel through the
/// browser and back.
/// </summary>
internal sealed class Handoff(TimeProvider time)
{
    private const int Most = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, (object Value, DateTimeOffset Until)> _held = new();

    /// <returns>What it is taken up by.</returns>
    public Guid Leave(object value)
    {
        var now = time.GetUtcNow();
        foreach (var (key, held) in _held.OrderBy(entry => entry.Value.Until).ToList())
        {
            if (held.Until <= now || _held.Count >= Most)
                _held.TryRemove(key, out _);
        }

        var id = Guid.NewGuid();
        _held[id] = (value, now + Kept);
        return id;
    }

    /// <returns>Null when it was taken before, or is too old.</returns>
    public T? Take<T>(Guid id)
        where T : class => _held.TryRemove(id, out var held) && held.Until > time.GetUtcNow() ? held.Value as T : null;
}
