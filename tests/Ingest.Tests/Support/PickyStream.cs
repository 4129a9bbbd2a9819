using RetailBus.Ingest.Generating;

namespace RetailBus.Ingest.Tests.Support;

/// <summary>A delivery stream that refuses what the test wants: by call (from 1) and the record's one byte.</summary>
internal sealed class PickyStream(Func<int, Func<byte, bool>> refuses) : IDeliveryStream
{
    public string Name => "picky";

    public List<IReadOnlyList<ReadOnlyMemory<byte>>> Calls { get; } = [];

    public List<int> Taken { get; } = [];

    public Task<IReadOnlyList<string?>> PutAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        Calls.Add(records);
        var refusesRecord = refuses(Calls.Count);
        var codes = records.Select(record => refusesRecord(record.Span[0]) ? "ServiceUnavailableException" : null).ToList();
        Taken.AddRange(records.Where((_, i) => codes[i] is null).Select(record => (int)record.Span[0]));
        return Task.FromResult<IReadOnlyList<string?>>(codes);
    }
}
