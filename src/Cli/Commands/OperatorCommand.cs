using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>runs retry|release|cancel|replay ID --reason "..."</c>: an operator steps in; who and why stand on the run's timeline.</summary>
internal static class OperatorCommand
{
    public static IEnumerable<Command> CreateAll() =>
    [
        Create("retry", "A failed run goes on at the stage that failed."),
        Create("release", "A held or duplicate run is loaded."),
        Create("cancel", "A run is given up."),
        Create("replay", "A finished run goes through the stages again."),
    ];

    private static Command Create(string verb, string description)
    {
        var id = new Argument<string>("ID") { Description = "The run's id, or its first characters." };
        var reason = new Option<string>("--reason") { Description = "Why; it stands on the run's timeline.", Required = true };
        var actor = new Option<string>("--actor") { Description = "Who. Default: the user of this machine.", DefaultValueFactory = _ => Environment.UserName };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command(verb, description) { id, reason, actor, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var run = await RunIds.ResolveAsync(client, parsed.GetRequiredValue(id), cancellationToken);
            await client.OperateAsync(run, verb, parsed.GetRequiredValue(actor), parsed.GetRequiredValue(reason), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(new { id = run, verb, accepted = true });
            else
                AnsiConsole.MarkupLine($"{verb} asked for. What comes of it: retailbus runs show {run}");
            return ExitCodes.Done;
        });
        return command;
    }
}
