namespace RetailBus.AwsClients.Sns;

/// <param name="Id">Unique in its batch; 1 to 80 letters, digits, hyphens and underscores.</param>
/// <param name="Message">The message of this entry.</param>
public sealed record SnsBatchEntry(string Id, SnsMessage Message);
