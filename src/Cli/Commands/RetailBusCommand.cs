using System.CommandLine;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary>The command line: verbs, and what ends a run of it.</summary>
internal static class RetailBusCommand
{
    private const int WidthOfFiles = 200;

    /// <summary>All verbs.</summary>
    public static RootCommand Create() => new("RetailBus moves retail order files from where they land to where people query them.")
    {
        DemoCommand.Create(),
        UpCommand.Create(),
        LandCommand.Create(),
        PublishCommand.Create(),
        GenerateCommand.Create(),
        RunsCommand.Create(),
        WhereCommand.Create(),
        QuarantineCommand.Create(),
        QueuesCommand.Create(),
        ReplayCommand.Create(),
        ReconcileCommand.Create(),
        QueryCommand.Create(),
        FreshnessCommand.Create(),
        EraseCommand.Create(),
        RetentionCommand.Create(),
        TraceCommand.Create(),
        ContractsCommand.Create(),
        DoctorCommand.Create(),
        BenchCommand.Create(),
        UsersCommand.Create(),
        KeysCommand.Create(),
    };

    public static async Task<int> RunAsync(string[] args)
    {
        // A file or a pipe has no width of its own: what reads it should not meet torn lines.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;

        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See: retailbus {string.Join(' ', VerbOf(parsed))} --help".Replace("  ", " ", StringComparison.Ordinal));
            return ExitCodes.WrongUsage;
        }

        // Errors are told once, by Tell; Ctrl+C cancels the verb, which then has the time it needs to stop cleanly.
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (Exception e) when (ErrorText.Of(e) is { } text)
        {
            await Console.Error.WriteLineAsync(text);
            return e is UsageException ? ExitCodes.WrongUsage : ExitCodes.Failed;
        }
    }

    private static Stack<string> VerbOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result.Command is not RootCommand; result = (System.CommandLine.Parsing.CommandResult)result.Parent!)
            names.Push(result.Command.Name);
        return names;
    }
}
