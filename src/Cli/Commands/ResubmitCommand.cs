using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using RetailBus.Contracts.Runs;
using RetailBus.Ingest.Resubmitting;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>quarantine resubmit ID FILE.csv --reason "..."</c></summary>
internal static class ResubmitCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID")
        {
            Description = "The batch that the rows were quarantined in: its id, or its first characters.",
        };
        var file = new Argument<string>("FILE") { Description = "The corrected rows: CSV with a header line." };
        var reason = new Option<string>("--reason")
        {
            Description = "Why, or how they were corrected; it stands on both runs' timelines.",
            Required = true,
        };
        var actor = new Option<string>("--actor")
        {
            Description = "Who. Default: the user of this machine.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var wait = new Option<bool>("--wait") { Description = "Wait until the new run rests." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait for the run.", DefaultValueFactory = _ => 600 };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("resubmit", "Lands corrected rows as a batch that is linked to theirs.")
        {
            id, file, reason, actor, wait, timeout, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var batch = await RunIds.ResolveAsync(client, parsed.GetRequiredValue(id), cancellationToken);
            var parent = await client.RunAsync(batch, cancellationToken);
            await using var rows = File.OpenRead(parsed.GetRequiredValue(file));
            var landed = await client.ResubmitAsync(
                parent.Id, parent.Dataset, rows, parsed.GetRequiredValue(actor), parsed.GetRequiredValue(reason), cancellationToken);
            var waiter = new RunWaiter(client, TimeProvider.System, TimeSpan.FromSeconds(parsed.GetValue(timeout)));
            var run = parsed.GetValue(wait) && landed.BatchId is { } child ? await waiter.WaitAsync(child, cancellationToken) : null;
            if (parsed.GetValue(json))
                JsonOutput.Write(Document(landed, run));
            else
                AnsiConsole.MarkupLine(Text(landed.IsRepeat, landed.BatchId, run));
            return run?.State is RunState.Failed ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static object Document(ResubmittedObject landed, RunDetail? run) =>
        new { landed.Bucket, landed.Key, landed.BatchId, landed.ParentBatchId, landed.IsRepeat, run?.State, run?.Reason, run?.Rows };

    private static string Text(bool isRepeat, Guid? batch, RunDetail? run)
    {
        var what = isRepeat ? "These bytes had been resubmitted before" : "Resubmitted";
        return run is null
            ? $"{what}: retailbus runs show {batch}"
            : $"{what} as {batch}: {RunText.State(run.State)} {Markup.Escape(run.Reason ?? "")}";
    }
}
