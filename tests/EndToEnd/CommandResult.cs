namespace RetailBus.EndToEnd;

internal sealed record CommandResult(int ExitCode, string Output, string Errors);
