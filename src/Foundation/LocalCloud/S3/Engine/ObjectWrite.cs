using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>What is to become the current content of a key.</summary>
internal sealed record ObjectWrite(string Bucket, string Key, ObjectHeaders Headers)
{
    public WriteConditions Conditions { get; init; } = WriteConditions.None;
}
