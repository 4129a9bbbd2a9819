using System.CommandLine;
using RetailBus.Cli.Output;
using RetailBus.Orchestrator.Queues;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>queues</c>: what waits and what was set aside; <c>queues redrive NAME</c>: back to where it came from.</summary>
internal static class QueuesCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command =
            new Command("queues", "Lists the queues: depth, in flight, delayed, and why messages were set aside.") { json, url, Redrive() };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var queues = await client.QueuesAsync(cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(new { queues });
            else
                Print(queues);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Redrive()
    {
        var name = new Argument<string>("NAME") { Description = "An error, skipped or dead-letter queue." };
        var max = new Option<int?>("--max") { Description = "Messages to move at most. Default: as many as wait now." };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands on the timelines of the runs concerned.",
            Required = true,
        };
        var actor = new Option<string>("--actor")
        {
            Description = "Who. Default: the user of this machine.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("redrive", "Moves messages that were set aside back to the queue they came from.")
        {
            name, max, reason, actor, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var result = await client.RedriveAsync(
                parsed.GetRequiredValue(name), parsed.GetValue(max), parsed.GetRequiredValue(actor), parsed.GetRequiredValue(reason),
                cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(result);
            else
                AnsiConsole.MarkupLine($"{result.Moved:N0} messages moved; {result.Remaining:N0} remain.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<QueueStatus> queues)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Queue").NoWrap());
        foreach (var column in new[] { "Depth", "In flight", "Delayed", "Oldest" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        table.AddColumn("Why");
        foreach (var queue in queues.Where(queue => queue.Kind == QueueKind.Work || queue.Depth + queue.InFlight + queue.Delayed > 0))
        {
            table.AddRow(
                Markup.Escape(queue.Name),
                RunText.Count(queue.Exists ? queue.Depth : null),
                RunText.Count(queue.Exists ? queue.InFlight : null),
                RunText.Count(queue.Exists ? queue.Delayed : null),
                queue.OldestSeconds is { } seconds ? $"{seconds:N0} s" : "[grey]-[/]",
                Markup.Escape(string.Join('\n', (queue.Causes ?? []).Select(cause => $"{cause.Count}× {cause.Cause}"))));
        }

        AnsiConsole.Write(table);
        if (queues.Any(queue => queue.Kind != QueueKind.Work && queue.Depth > 0))
            AnsiConsole.MarkupLine("[grey]Once the cause is mended: retailbus queues redrive NAME --reason \"...\"[/]");
    }
}
