namespace RetailBus.AmazonSqs.Broker;

/// <summary>An entry that a batch answer calls failed.</summary>
/// <param name="Index">Its place in the batch.</param>
/// <param name="Code">AWS's error code.</param>
/// <param name="Message">AWS's explanation.</param>
/// <param name="SenderFault">Sending it again can't succeed.</param>
internal readonly record struct BatchFailure(int Index, string Code, string? Message, bool SenderFault);
