namespace RetailBus.Ingest.Generating;

/// <summary>The stream that gathers records into objects of the raw zone.</summary>
internal interface IDeliveryStream
{
    string Name { get; }

    /// <summary>Puts up to 500 records of together at most 4 MB; the call may succeed in part.</summary>
    /// <returns>An error code for each record that was not taken, null for each that was, in the records' order.</returns>
    Task<IReadOnlyList<string?>> PutAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken);
}
