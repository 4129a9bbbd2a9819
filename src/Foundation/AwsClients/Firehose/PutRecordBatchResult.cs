namespace RetailBus.AwsClients.Firehose;

/// <summary>Results in the order of the records that were put. Resend the failed ones only.</summary>
/// <param name="FailedCount">How many records Firehose did not take; the call succeeds all the same.</param>
/// <param name="Results">One a record.</param>
public sealed record PutRecordBatchResult(int FailedCount, IReadOnlyList<PutRecordResult> Results);
