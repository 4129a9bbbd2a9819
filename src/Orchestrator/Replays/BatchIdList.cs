namespace RetailBus.Orchestrator.Replays;

/// <summary>Batch ids one after the other, 16 bytes each: ten thousand fit in a message.</summary>
public static class BatchIdList
{
    private const int Width = 16;

    /// <summary>Ids of a list.</summary>
    public static int Count(byte[] list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Length / Width;
    }

    public static byte[] Pack(IReadOnlyCollection<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var list = new byte[ids.Count * Width];
        var at = 0;
        foreach (var id in ids)
        {
            id.TryWriteBytes(list.AsSpan(at, Width));
            at += Width;
        }

        return list;
    }

    /// <summary>The first ids, as many as there are up to <paramref name="count"/>, and the list without them.</summary>
    public static (IReadOnlyList<Guid> Ids, byte[] Left) Take(byte[] list, int count)
    {
        var taken = Math.Min(Math.Max(count, 0), Count(list));
        var ids = Enumerable.Range(0, taken).Select(i => new Guid(list.AsSpan(i * Width, Width))).ToList();
        return (ids, list[(taken * Width)..]);
    }
}
