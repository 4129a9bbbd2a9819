namespace RetailBus.LocalCloud.Metering;

/// <summary>The requests for one operation since the local cloud started.</summary>
/// <param name="Service">As in a SigV4 scope, e.g. <c>sqs</c>.</param>
/// <param name="Operation">The API's name, e.g. <c>ReceiveMessage</c>.</param>
/// <param name="By">Who made them.</param>
/// <param name="Requests">How many, refused ones among them.</param>
/// <param name="Units">
/// What AWS charges by: requests for S3; 64 KiB chunks of the messages, one at least, for SQS and SNS; for Firehose each record's size in
/// steps of 5 KiB.
/// </param>
public sealed record UsageLine(string Service, string Operation, Requester By, long Requests, long Units);
