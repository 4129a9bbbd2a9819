using System.Collections.Concurrent;

namespace RetailBus.LocalCloud.Metering;

/// <summary>Counts requests as AWS charges for them. Thread-safe; in memory only.</summary>
internal sealed class UsageMeter
{
    /// <summary>Of a payload's chunk in SQS and SNS, in bytes.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>To which Firehose rounds up each record, in bytes.</summary>
    public const int RecordStepBytes = 5 * 1024;

    private readonly ConcurrentDictionary<(string Service, string Operation, Requester By), Tally> _tallies = new();

    /// <summary>In the order of services and operations.</summary>
    public IReadOnlyList<UsageLine> Lines =>
    [
        .. _tallies
            .Select(pair => new UsageLine(pair.Key.Service, pair.Key.Operation, pair.Key.By, pair.Value.Requests, pair.Value.Units))
            .OrderBy(line => line.Service, StringComparer.Ordinal)
            .ThenBy(line => line.Operation, StringComparer.Ordinal)
            .ThenBy(line => line.By),
    ];

    /// <summary>Counts a client's request.</summary>
    public void Request(string service, string operation) =>
        Count(service, operation, Requester.Client, requests: 1, units: service == "firehose" ? 0 : 1);

    /// <summary>Counts a request that one service makes of another.</summary>
    /// <param name="service">The one that serves it.</param>
    /// <param name="operation">The API's name.</param>
    /// <param name="by">The one that makes it.</param>
    /// <param name="payloadBytes">Of messages; 0 for others.</param>
    public void Internal(string service, string operation, Requester by, long payloadBytes = 0) =>
        Count(service, operation, by, requests: 1, units: 1 + FurtherChunks(payloadBytes));

    /// <summary>Counts what a client's request, which is counted already, carries beyond the first chunk.</summary>
    public void Payload(string service, string operation, long bytes)
    {
        if (FurtherChunks(bytes) is > 0 and var further)
            Count(service, operation, Requester.Client, requests: 0, further);
    }

    /// <summary>Counts the records of a request to Firehose, which is counted already.</summary>
    public void Records(string operation, IEnumerable<byte[]> records) =>
        Count("firehose", operation, Requester.Client, requests: 0, records.Sum(record => Math.Max(1, Steps(record.Length, RecordStepBytes))));

    private static long FurtherChunks(long bytes) => Math.Max(0, Steps(bytes, ChunkBytes) - 1);

    private static long Steps(long bytes, int step) => (bytes + step - 1) / step;

    private void Count(string service, string operation, Requester by, long requests, long units) =>
        _tallies.GetOrAdd((service, operation, by), static _ => new Tally()).Add(requests, units);

    private sealed class Tally
    {
        private long _requests;
        private long _units;

        public long Requests => Interlocked.Read(ref _requests);

        public long Units => Interlocked.Read(ref _units);

        public void Add(long requests, long units)
        {
            Interlocked.Add(ref _requests, requests);
            Interlocked.Add(ref _units, units);
        }
    }
}
