namespace RetailBus.AmazonSqs.Receiving;

/// <param name="ReceiptHandle">The delivery.</param>
/// <param name="Seconds">From the request on.</param>
internal readonly record struct VisibilityChange(string ReceiptHandle, int Seconds);
