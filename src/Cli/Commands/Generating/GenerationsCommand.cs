using System.CommandLine;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands.Generating;

/// <summary><c>generate list</c> and <c>generate stop ID</c>.</summary>
internal static class GenerationsCommand
{
    public static Command CreateList()
    {
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("list", "Generations that wait or run.") { json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var generations = await client.GenerationsAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(generations);
                return ExitCodes.Done;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("Generation", "State", "Orders", "Of", "Last heard of");
            foreach (var one in generations)
            {
                table.AddRow(
                    $"{one.GenerationId}", one.State, $"{one.Sent.Orders:N0}", $"{one.Command.Orders:N0}", RunText.Time(one.UpdatedAt));
            }

            if (generations.Count == 0)
                AnsiConsole.MarkupLine("No generation runs.");
            else
                AnsiConsole.Write(table);
            return ExitCodes.Done;
        });
        return command;
    }

    public static Command CreateStop()
    {
        var id = new Argument<Guid>("ID") { Description = "The generation's id." };
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "asked to" };
        var actor = new Option<string>("--actor")
        {
            Description = "Who. Default: the user of this machine.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("stop", "Stops a generation; what it has put stays.") { id, reason, actor, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var status = await client.StopGenerationAsync(
                parsed.GetValue(id), parsed.GetRequiredValue(actor), parsed.GetRequiredValue(reason), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(status);
            else
            {
                AnsiConsole.MarkupLine(
                    $"Generation {status.GenerationId} was {status.State} with {status.Sent.Orders:N0} orders put; its stop is asked for.");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
