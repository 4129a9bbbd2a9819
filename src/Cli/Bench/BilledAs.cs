using RetailBus.LocalCloud.Metering;

namespace RetailBus.Cli.Bench;

/// <summary>Under which line of AWS's price lists an operation comes; docs/cost.md has the prices.</summary>
internal static class BilledAs
{
    public const string S3Write = "S3 PUT, COPY, POST, LIST";
    public const string S3Read = "S3 GET and others";
    public const string SqsChunk = "SQS, 64 KiB";
    public const string SnsChunk = "SNS, 64 KiB";
    public const string FirehoseStep = "Firehose, 5 KiB";
    public const string Nothing = "nothing";

    /// <summary>Source: the pages "Pricing" of Amazon S3, SQS, SNS and Data Firehose.</summary>
    public static string Of(UsageLine line) => line switch
    {
        { Service: "sqs", By: Requester.Sns } => Nothing, // SNS delivers to queues for nothing
        { Service: "sqs" } => SqsChunk,
        { Service: "sns" } => SnsChunk,
        { Service: "firehose", Operation: "PutRecord" or "PutRecordBatch" } => FirehoseStep,
        { Service: "s3", Operation: "DeleteObject" or "DeleteBucket" or "DeleteObjectTagging" or "DeleteBucketTagging" or "AbortMultipartUpload" } =>
            Nothing,
        { Service: "s3", Operation: var operation } => IsWrite(operation) ? S3Write : S3Read,
        _ => Nothing,
    };

    private static bool IsWrite(string operation) =>
        operation.StartsWith("Put", StringComparison.Ordinal)
        || operation.StartsWith("List", StringComparison.Ordinal)
        || operation.StartsWith("Create", StringComparison.Ordinal)
        || operation.StartsWith("UploadPart", StringComparison.Ordinal)
        || operation is "CopyObject" or "CompleteMultipartUpload" or "DeleteObjects";
}
