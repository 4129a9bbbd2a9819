using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>runs</c>, <c>runs show ID</c>: inspect runs; and the operators' actions on them.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var state = new Option<string?>("--state") { Description = $"Only runs in this state: {string.Join(", ", RunState.All)}." };
        state.AcceptOnlyFromAmong([.. RunState.All]);
        var dataset = new Option<string?>("--dataset") { Description = "Only runs of this dataset." };
        var limit = new Option<int>("--limit") { Description = "Runs to show at most, the newest first.", DefaultValueFactory = _ => 50 };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("runs", "Lists runs.") { state, dataset, limit, json, url, Show() };
        foreach (var action in OperatorCommand.CreateAll())
            command.Subcommands.Add(action);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var runs = await client.RunsAsync(parsed.GetValue(state), parsed.GetValue(dataset), parsed.GetValue(limit), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(new { runs });
            else if (runs.Count == 0)
                AnsiConsole.MarkupLine("No runs. Land a file with: retailbus land FILE --wait");
            else
                Print(runs);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "The run's id, or its first characters." };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("show", "Shows a run: counts, timings, data quality, timeline.") { id, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var run = await client.RunAsync(await RunIds.ResolveAsync(client, parsed.GetRequiredValue(id), cancellationToken), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(run);
            else
                RunReport.Print(run);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<RunSummary> runs)
    {
        AnsiConsole.Write(RunText.Table(runs));
        foreach (var run in runs.Where(run => run is { Reason: not null, State: RunState.Failed or RunState.Held }))
            AnsiConsole.MarkupLine($"{run.Id.ToString("D")[..8]} {Markup.Escape(run.Reason!)}");
    }
}
