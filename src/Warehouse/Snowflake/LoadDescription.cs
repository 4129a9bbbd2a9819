using System.Text.Json;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Loads and requests as the JSON that one bound statement puts into a table of STAGING: whatever texts there are in it.</summary>
internal static class LoadDescription
{
    public static string Of(IReadOnlyList<StagedBatch> group, Guid groupId, DateTimeOffset at) =>
        Json(group.Select((batch, load) => Describe(batch, load, groupId, at)));

    /// <summary>What is enough to look loads up.</summary>
    public static string Names(IEnumerable<(Guid BatchId, int Attempt, string Dataset, string Bucket, string Key)> loads) =>
        Json(loads.Select((load, number) => new Dictionary<string, object?>
        {
            ["load_no"] = number,
            ["batch_id"] = load.BatchId.ToString("D"),
            ["attempt"] = load.Attempt,
            ["dataset"] = load.Dataset,
            ["manifest_bucket"] = load.Bucket,
            ["manifest_key"] = load.Key,
        }));

    public static string Json(IEnumerable<Dictionary<string, object?>> rows) => JsonSerializer.Serialize(rows);

    private static Dictionary<string, object?> Describe(StagedBatch batch, int load, Guid groupId, DateTimeOffset at)
    {
        var manifest = batch.Manifest;
        return new Dictionary<string, object?>
        {
            ["group_id"] = groupId.ToString("D"),
            ["load_no"] = load,
            ["batch_id"] = batch.BatchId.ToString("D"),
            ["attempt"] = batch.Attempt,
            ["dataset"] = manifest.Dataset,
            ["slot_bucket"] = manifest.Source.Bucket,
            ["slot_key"] = manifest.Source.Key,
            ["landed_at"] = SnowflakeSql.Literal(manifest.Source.LandedAt),
            ["sequencer"] = manifest.Source.Sequencer,
            ["contract_version"] = manifest.ContractVersion,
            ["on_reland"] = manifest.OnReland,
            ["fingerprint"] = manifest.Fingerprint,
            ["manifest_bucket"] = batch.Reference.Bucket,
            ["manifest_key"] = batch.Reference.Key,
            ["manifest_attempt"] = manifest.Attempt,
            ["accepted"] = manifest.Rows.Accepted,
            ["erasures"] = batch.Erasures,
            ["files"] = Files(batch),
            ["described_at"] = SnowflakeSql.Literal(at),
        };
    }

    private static string Files(StagedBatch batch) => Json(batch.Locations.Select((location, file) => new Dictionary<string, object?>
    {
        ["file_no"] = file,
        ["location"] = location,
        ["file_rows"] = batch.Manifest.Files[file].Rows,
    }));
}
