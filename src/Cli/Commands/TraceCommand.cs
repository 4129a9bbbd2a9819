using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>trace ID</c>: where a run's time went, across all services.</summary>
internal static class TraceCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The run, or the beginning of its id." };
        var all = new Option<bool>("--all") { Description = "Also the ways of messages and requests." };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("trace", "Shows a run's spans, of all services, as a waterfall.") { id, all, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var run = await RunIds.ResolveAsync(client, parsed.GetRequiredValue(id), cancellationToken);
            var trace = await client.TraceAsync(run, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(trace);
            else
                Waterfall.Write(AnsiConsole.Console, trace, parsed.GetValue(all));
            return ExitCodes.Done;
        });
        return command;
    }
}
