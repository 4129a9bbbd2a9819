namespace RetailBus.Contracts.Names;


/// <summary>Keys below the zones.</summary>
public static class ZoneKeys
{
    /// <summary>Folder of a batch's output: <c>{dataset}/batch={id}/</c>.</summary>
    public static string BatchFolder(string dataset, Guid batchId) => $"{dataset}/batch={batchId:D}/";

    /// <summary>One manifest an attempt: of executions that race, one wins.</summary>
    public static string Manifest(string dataset, Guid batchId, int attempt) => $"{BatchFolder(dataset, batchId)}manifest-{attempt}.json";

    /// <summary>Folder in the raw zone of what was resubmitted of a batch and of its resubmissions; each object is a slot of its
    /// own.</summary>
    public static string Resubmissions(string dataset, Guid rootBatchId) => $"{dataset}/resubmitted/{rootBatchId:D}/";

    /// <summary>Key of a resubmission; its number is unique because it is the key.</summary>
    public static string Resubmission(string dataset, Guid rootBatchId, int number) => $"{Resubmissions(dataset, rootBatchId)}{number}.csv";

    /// <summary>First segment of a raw key below the zone's prefix; empty when the object lies outside any dataset's folder.</summary>
    public static string DatasetOf(string keyBelowZone)
    {
        ArgumentNullException.ThrowIfNull(keyBelowZone);
        var slash = keyBelowZone.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : keyBelowZone[..slash];
    }
}
