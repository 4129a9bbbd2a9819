using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>land FILE...</c>: puts files in the raw zone under their own names, and waits for their runs.</summary>
internal static class LandCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files to land.", Arity = ArgumentArity.OneOrMore };
        var dataset = new Option<string?>("--dataset") { Description = "The files' dataset. Default: the one whose columns the file's first line names." };
        var wait = new Option<bool>("--wait") { Description = "Wait until each run rests." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait for a run.", DefaultValueFactory = _ => 600 };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("land", "Puts files in the raw zone.") { files, dataset, wait, timeout, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var landing = new Landing(
                client,
                parsed.GetValue(dataset),
                parsed.GetValue(wait) ? new RunWaiter(client, TimeProvider.System, TimeSpan.FromSeconds(parsed.GetValue(timeout))) : null);
            var progress = new LandingProgress(parsed.GetValue(json) ? null : AnsiConsole.Console);
            var landed = await landing.RunAsync(parsed.GetRequiredValue(files), progress, cancellationToken);
            Print(landed, parsed.GetValue(json));
            return landed.All(file => file.IsSuccess) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Print(IReadOnlyList<LandedFile> landed, bool json)
    {
        if (json)
        {
            JsonOutput.Write(landed);
            return;
        }

        var states = landed.GroupBy(file => file.State).Select(group => $"{group.Count()} {RunText.State(group.Key)}");
        AnsiConsole.MarkupLine($"{landed.Count} files: {string.Join(", ", states)}");
        if (landed.Any(file => !file.IsSuccess))
            AnsiConsole.MarkupLine("[grey]See why with: retailbus runs --state Failed[/]");
    }
}
