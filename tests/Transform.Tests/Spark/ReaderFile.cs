using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>A file that both readers read.</summary>
/// <param name="Name">Says how to make it again.</param>
/// <param name="Contract">Of its dataset.</param>
/// <param name="Bytes">As they land.</param>
internal sealed record ReaderFile(string Name, DatasetContract Contract, byte[] Bytes)
{
    /// <summary>Bytes that it may unpack to.</summary>
    public long MostBytes { get; init; } = 1L << 30;
}
