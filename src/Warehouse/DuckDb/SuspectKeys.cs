using DuckDB.NET.Data;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The group's keys that the warehouse, or an earlier row of the group, may have.</summary>
/// <param name="filter">Of all keys so far.</param>
/// <param name="limit">Keys beyond which looking up all is cheaper than telling them apart.</param>
internal sealed class SuspectKeys(KeyFilter filter, int limit)
{
    /// <summary>Keys between one's fetch from memory and its look-up.</summary>
    private const int Ahead = 16;

    private readonly List<UInt128> _keys = [];
    private bool _all;

    /// <summary>Whether there are too many to tell apart: every key counts as suspect.</summary>
    public bool IsAll => _all;

    public bool Any => _all || _keys.Count > 0;

    public void See(ReadOnlySpan<UInt128> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (i + Ahead < keys.Length)
                filter.Prefetch(keys[i + Ahead]);
            var key = keys[i];
            if (filter.Add(key) || _all)
                continue;
            _keys.Add(key);
            if (_keys.Count <= limit)
                continue;
            _all = true;
            _keys.Clear();
            _keys.TrimExcess();
        }
    }

    /// <summary>Fills the connection's temporary table <c>suspect</c>; of all keys, those that stand in <c>incoming</c>.</summary>
    public void Store(DuckDBConnection connection)
    {
        if (_all)
        {
            connection.Execute("insert into suspect select distinct row_key from incoming");
            return;
        }

        if (_keys.Count == 0)
            return;
        using var appender = connection.CreateAppender("temp", "main", "suspect");
        foreach (var key in _keys.Distinct())
            appender.CreateRow().AppendValue(ToGuid(key)).EndRow();
    }

    /// <summary>The engine keeps a UUID's top bit flipped, so that it orders as a signed integer.</summary>
    private static Guid ToGuid(UInt128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, stored ^ (UInt128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }
}
