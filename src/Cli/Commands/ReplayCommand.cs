using System.CommandLine;
using System.Globalization;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using RetailBus.Contracts.Runs;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary>
/// <c>replay --dataset D --from T --to T --reason "..."</c>: many runs go through the stages again; <c>replay show ID</c>: how far it is.
/// </summary>
internal static class ReplayCommand
{
    private const int Shown = 50;

    public static Command Create()
    {
        var dataset = new Option<string?>("--dataset") { Description = "Only runs of this dataset." };
        var store = new Option<string?>("--store") { Description = "Only runs with rows of this store in the warehouse." };
        var state = new Option<string?>("--state")
        {
            Description = "Only runs in this state: Completed, Duplicate, Failed or Cancelled. Default: Completed and Failed.",
        };
        state.AcceptOnlyFromAmong(RunState.Completed, RunState.Duplicate, RunState.Failed, RunState.Cancelled);
        var from = Time("--from", "Only files that landed at this time or later, e.g. 2026-03-01 or 2026-03-01T08:00Z. UTC.");
        var to = Time("--to", "Only files that landed before this time. UTC.");
        var concurrency = new Option<int>("--concurrency")
        {
            Description = "Batches at work at a time, 1 to 64.",
            DefaultValueFactory = _ => 4,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be replayed, and replay nothing." };
        var reason = new Option<string?>("--reason") { Description = "Why; it stands on the timeline of every run." };
        var actor = new Option<string>("--actor")
        {
            Description = "Who. Default: the user of this machine.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("replay", "Takes many runs through the stages again.")
        {
            dataset, store, state, from, to, concurrency, dryRun, reason, actor, json, url, Show(),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(dryRun) && string.IsNullOrWhiteSpace(parsed.GetValue(reason)))
                throw new UsageException("Say why with --reason \"...\", or look first with --dry-run.");

            using var client = CommonOptions.Client(parsed, url);
            var started = await client.ReplayAsync(
                new ReplayOrder
                {
                    Dataset = parsed.GetValue(dataset),
                    Store = parsed.GetValue(store),
                    State = parsed.GetValue(state),
                    From = parsed.GetValue(from),
                    To = parsed.GetValue(to),
                    Concurrency = parsed.GetValue(concurrency),
                    DryRun = parsed.GetValue(dryRun),
                    Actor = parsed.GetRequiredValue(actor),
                    Reason = parsed.GetValue(reason),
                },
                cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(started);
            else
                Print(started);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<Guid>("ID") { Description = "The replay's id." };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("show", "Shows how far a replay is.") { id, json, url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var replay = await client.ReplayAsync(parsed.GetRequiredValue(id), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(replay);
            else
                AnsiConsole.MarkupLine(
                    $"{replay.State}: {replay.Done:N0} of {replay.Total:N0} completed, {replay.Failed:N0} ended otherwise, "
                    + $"{replay.InFlight:N0} in flight, {replay.Waiting:N0} waiting.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time;
            }

            result.AddError($"{name} is '{text}', which is no time. Example: 2026-03-01T08:00Z");
            return null;
        },
    };

    private static void Print(StartedReplay replay)
    {
        if (replay.Matched == 0)
        {
            AnsiConsole.MarkupLine("No run matches. See: retailbus runs");
            return;
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Run").NoWrap()).AddColumn("File")
            .AddColumn(new TableColumn("State").NoWrap()).AddColumn(new TableColumn("Landed").NoWrap());
        foreach (var batch in replay.Batches.Take(Shown))
        {
            table.AddRow(
                batch.BatchId.ToString("D")[..8], Markup.Escape(batch.SourceObject), RunText.State(batch.State), RunText.Time(batch.LandedAt));
        }

        AnsiConsole.Write(table);
        if (replay.Matched > Shown)
            AnsiConsole.MarkupLine($"[grey]and {replay.Matched - Shown:N0} more[/]");
        AnsiConsole.MarkupLine(replay.ReplayId is { } id
            ? $"{replay.Matched:N0} runs are replayed, {replay.Concurrency} at a time. How far it is: retailbus replay show {id}"
            : $"{replay.Matched:N0} runs would be replayed. Without --dry-run and with --reason \"...\" they are.");
    }
}
