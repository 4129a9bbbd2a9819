namespace RetailBus.Cli.Commands;

/// <summary>What the command line's exit codes mean.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
}
