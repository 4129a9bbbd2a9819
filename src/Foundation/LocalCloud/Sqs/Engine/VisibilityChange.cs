namespace RetailBus.LocalCloud.Sqs.Engine;

/// <param name="Handle">Receipt handle in its text form.</param>
/// <param name="Seconds">From now on: 0 to 43200; 0 makes the message visible.</param>
internal sealed record VisibilityChange(string Handle, int Seconds);
