namespace RetailBus.Benchmarks.Messages;

/// <param name="All">Answered by the cloud so far.</param>
/// <param name="Sqs">Sent to SQS so far, by operation.</param>
internal sealed record CloudRequests(long All, IReadOnlyDictionary<string, long> Sqs);
