using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.Messages;

/// <summary>Throughput of one way over all rounds.</summary>
internal sealed class TransportFigures(string way)
{
    private static readonly string[] Operations = ["SendMessageBatch", "ReceiveMessage", "DeleteMessageBatch"];

    private readonly Rounds _rate = new();
    private readonly Rounds _share = new();
    private readonly Rounds _requests = new();
    private readonly Rounds _busy = new();
    private readonly Dictionary<string, Rounds> _byOperation = Operations.ToDictionary(operation => operation, _ => new Rounds());

    public void Add(double rate, double share, TimeSpan busy, CloudRequests before, CloudRequests after, int messages)
    {
        _rate.Add(rate);
        _share.Add(share);
        _busy.Add(busy.TotalMicroseconds / messages);
        _requests.Add((double)(after.All - before.All) / messages);
        foreach (var operation in Operations)
            _byOperation[operation].Add((double)RequestCounts.Since(before.Sqs, after.Sqs, operation) / messages);
    }

    public void ReportTo(Report report) => report.Add(
        "transport: throughput, medians of the rounds",
        ("way", way),
        ("messages/s", _rate.Median),
        ("of bare loop", _share.Median),
        ("least", _share.Least),
        ("most", _share.Most),
        ("CPU us/message", _busy.Median),
        ("requests/message", _requests.Median),
        ("send", _byOperation["SendMessageBatch"].Median),
        ("receive", _byOperation["ReceiveMessage"].Median),
        ("delete", _byOperation["DeleteMessageBatch"].Median));
}
