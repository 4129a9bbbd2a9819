namespace RetailBus.Cli.Commands;

/// <summary>What was asked makes no sense; the message says what would.</summary>
internal sealed class UsageException(string message) : Exception(message);
