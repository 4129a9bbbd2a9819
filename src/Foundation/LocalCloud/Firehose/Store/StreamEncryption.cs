namespace RetailBus.LocalCloud.Firehose.Store;

/// <summary>What was said about a stream's encryption. It is told again; the records are on this machine's disk as they came.</summary>
/// <param name="IsOn">Whether it was started, or else stopped.</param>
/// <param name="KeyType"><c>AWS_OWNED_CMK</c> or <c>CUSTOMER_MANAGED_CMK</c>.</param>
/// <param name="KeyArn">Of the customer's key.</param>
/// <param name="Since">When that was said.</param>
internal sealed record StreamEncryption(bool IsOn, string KeyType, string? KeyArn, DateTimeOffset Since);
