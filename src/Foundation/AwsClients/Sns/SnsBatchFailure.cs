namespace RetailBus.AwsClients.Sns;

/// <param name="Id">The entry's id.</param>
/// <param name="Code">AWS's error code.</param>
/// <param name="Message">AWS's explanation, when it gave one.</param>
/// <param name="SenderFault">True when sending the same entry again cannot succeed.</param>
public sealed record SnsBatchFailure(string Id, string Code, string? Message, bool SenderFault);
