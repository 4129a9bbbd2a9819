using System.CommandLine;
using RetailBus.Cli.Commands.Erasing;
using RetailBus.Cli.Output;
using RetailBus.Contracts.Erasures;

namespace RetailBus.Cli.Commands;

/// <summary><c>erase</c>: removes an order's or a customer's rows everywhere, with a record that it did.</summary>
internal static class EraseCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var dataset = new Option<string>("--dataset") { Description = "Whose rows.", Required = true };
        var key = new Option<string>("--key") { Description = "column=value,column=value; names an order or a customer.", Required = true };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands in the record, so do not repeat the key in it.",
            Required = true,
        };
        var actor = new Option<string>("--actor")
        {
            Description = "Who. Default: the user of this machine.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count what would be removed." };
        var wait = new Option<bool>("--wait") { Description = "Also wait for the later pass that makes sure." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait.", DefaultValueFactory = _ => 3_600 };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("erase", "Removes an order's or a customer's rows everywhere, with a record that it did.")
        {
            dataset, key, reason, actor, dryRun, wait, timeout, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var record = await client.EraseAsync(
                parsed.GetRequiredValue(dataset),
                parsed.GetRequiredValue(key),
                parsed.GetRequiredValue(actor),
                parsed.GetRequiredValue(reason),
                parsed.GetValue(dryRun),
                cancellationToken);
            var begun = TimeProvider.System.GetTimestamp();
            while (!IsEnough(record, parsed.GetValue(wait)))
            {
                if (TimeProvider.System.GetElapsedTime(begun).TotalSeconds > parsed.GetValue(timeout))
                {
                    throw new TimeoutException(
                        $"Erasure {record.ErasureId} is {record.State} after {parsed.GetValue(timeout)} s. It goes on in the stack.");
                }

                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                record = await client.ErasureAsync(record.ErasureId, cancellationToken);
            }

            if (parsed.GetValue(json))
                JsonOutput.Write(record);
            else
                ErasureView.Print(record);
            return record.State == ErasureState.Failed || record.Unreadable.Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static bool IsEnough(ErasureRecord record, bool whole) =>
        ErasureState.IsEnded(record.State) || (!whole && record.State == ErasureState.Verifying);
}
