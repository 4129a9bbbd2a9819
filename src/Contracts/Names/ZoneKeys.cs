namespace RetailBus.Contracts.Names;


/// <summary>Keys below the zones.</summary>
public static class ZoneKeys
{
    /// <summary>Folder of a batch's output: <c>{dataset}/batch={id}/</c>.</summary>
    public static string BatchFolder(string dataset, Guid batchId) => $"{dataset}/batch={batchId:D}/";

    /// <summary>One manifest an attempt: of executions that race, one wins.</summary>
    public static string Manifest(string dataset, Guid batchId, int attempt) => $"{BatchFolder(dataset, batchId)}manifest-{attempt}.json";

    /// <summary>First segment of a raw key below the zone's prefix; empty when the object lies outside any dataset's folder.</summary>
    public static string DatasetOf(string keyBelowZone)
    {
        ArgumentNullException.ThrowIfNull(keyBelowZone);
        var slash = keyBelowZone.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : keyBelowZone[..slash];
    }
}
