namespace RetailBus.Chaos.Oracle;

/// <summary>An object's version as the raw zone has it, and what is to be made of it.</summary>
internal sealed record LandedVersion(string Bucket, string Key, string VersionId, DateTime LandedAt, string Text)
{
    private ExpectedFile? _file;

    public string BatchId { get; } = Digests.BatchId(Bucket, Key, VersionId);

    public string Dataset => Key[..Key.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>A slot's newer content retracts what the older one had.</summary>
    public bool Replaces => Dataset == "online-retail";

    public ExpectedFile File => _file ??= Replaces ? RetailReading.Read(Text) : OrdersReading.Read(Text);

    /// <summary>All canonical columns of a row of this version.</summary>
    public string Row(ExpectedLine line) => $"{line.Content()}|s3://{Bucket}/{Key}|{BatchId}|{Values.Seconds(LandedAt)}";
}
