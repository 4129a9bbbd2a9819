using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Commands.Generating;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>generate</c>: sends <c>GenerateOrders</c> to the generator consumer, and follows what becomes of it.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var options = new GenerateOptions();
        var wait = new Option<bool>("--wait") { Description = "Wait until every row can be queried, and account for all of them." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait while nothing moves.", DefaultValueFactory = _ => 600 };
        var stop = new Option<bool>("--stop-on-cancel")
        {
            Description = "With --wait: Ctrl+C also stops the generation that this command started.",
        };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("generate", "Makes orders and puts them through the delivery stream.") { wait, timeout, stop, json, url };
        foreach (var option in options.All)
            command.Options.Add(option);
        command.Subcommands.Add(GenerationsCommand.CreateList());
        command.Subcommands.Add(GenerationsCommand.CreateStop());
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var request = options.Request(parsed);
            var started = await client.GenerateAsync(request, cancellationToken);
            if (!parsed.GetValue(wait))
                return Started(started, request.Orders, parsed.GetValue(json));

            var follower = new GenerationFollower(client, TimeProvider.System, TimeSpan.FromSeconds(parsed.GetValue(timeout)));
            GenerationReport report;
            try
            {
                report = parsed.GetValue(json)
                    ? await follower.FollowAsync(started, new Progress<GenerationStep>(), cancellationToken)
                    : await GenerationView.ShowAsync(request.Orders, bars => follower.FollowAsync(started, bars, cancellationToken));
            }
            catch (OperationCanceledException)
            {
                await LeaveAsync(client, started.GenerationId, parsed.GetValue(stop));
                throw;
            }

            if (parsed.GetValue(json))
                JsonOutput.Write(new { report.GenerationId, orders = report.Sent.Orders, queryable = true, report });
            else
                GenerationView.Print(report);
            return report.AllAccountedFor ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static int Started(StartedGeneration started, int orders, bool json)
    {
        if (json)
            JsonOutput.Write(new { started.GenerationId, orders, queryable = false });
        else
        {
            var id = started.GenerationId;
            AnsiConsole.MarkupLine($"Generation {id}: {orders:N0} orders asked for. Stop it: retailbus generate stop {id}");
        }

        return ExitCodes.Done;
    }

    /// <summary>Ctrl+C: the generation runs in the stack and goes on, unless the user said that it shall not.</summary>
    private static async Task LeaveAsync(RetailBusClient client, Guid id, bool stop)
    {
        if (stop)
            await client.StopGenerationAsync(id, Environment.UserName, "Ctrl+C", CancellationToken.None);
        await Console.Error.WriteLineAsync(
            stop ? $"Generation {id} is stopped." : $"Generation {id} goes on. Stop it: retailbus generate stop {id}");
    }
}
