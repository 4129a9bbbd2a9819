using DuckDB.NET.Data;
using RetailBus.Contracts.Batches;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>What the earlier loads of a group's slots mean for the group, and the group for them.</summary>
/// <remarks>
/// A load is retired by a newer one of its slot that replaces, or that is a further attempt of the same batch. A retired load claims no
/// row any more. Which loads are retired depends on the loads alone, not on their order.
/// </remarks>
internal sealed class SlotLoads
{
    private readonly Guid?[] _retiredBy;

    private SlotLoads(int loads) => _retiredBy = new Guid?[loads];

    /// <summary>Whether the group retires loads that were active until now; they stand in the temporary table <c>retired</c>.</summary>
    public bool Retires { get; private set; }

    /// <summary>The batch that stands for the slot already; null when the load is active.</summary>
    public Guid? RetiredBy(int load) => _retiredBy[load];

    /// <summary>Looks a group up that has no slot twice. A group of new slots costs one look.</summary>
    public static SlotLoads Find(DuckDBConnection writer, MergeSql sql, IReadOnlyList<StagedBatch> group)
    {
        var slots = new SlotLoads(group.Count);
        var known = FindKnown(writer, sql, group);
        if (known.Count == 0)
            return slots;

        writer.Execute(sql.Retired);
        for (var load = 0; load < group.Count; load++)
        {
            if (known.Contains(Slot.Of(group[load])))
                slots.Look(writer, sql, load, group[load].Manifest);
        }

        return slots;
    }

    private static HashSet<Slot> FindKnown(DuckDBConnection writer, MergeSql sql, IReadOnlyList<StagedBatch> group)
    {
        var keys = string.Join(", ", group.Select(batch => SqlText.Literal(batch.Manifest.Source.Key)));
        using var command = writer.Command(sql.FindSlots.Replace("{{slot_keys}}", keys, StringComparison.Ordinal));
        using var reader = command.ExecuteReader();
        HashSet<Slot> known = [];
        while (reader.Read())
            known.Add(new Slot(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return known;
    }

    private void Look(DuckDBConnection writer, MergeSql sql, int load, BatchManifest manifest)
    {
        (string, object?)[] version =
        [
            ("dataset", manifest.Dataset),
            ("slot_bucket", manifest.Source.Bucket),
            ("slot_key", manifest.Source.Key),
            ("landed_at", manifest.Source.LandedAt.UtcDateTime),
            ("sequencer", manifest.Source.Sequencer),
            ("batch_id", manifest.BatchId),
            ("attempt", manifest.Attempt),
        ];
        using var command = writer.Command(sql.FindRetiring, version);
        _retiredBy[load] = (Guid?)command.ExecuteScalar();
        Retires |= writer.Execute(sql.FindRetired, [.. version, ("on_reland", manifest.OnReland), ("load_no", load)]) > 0;
    }
}
