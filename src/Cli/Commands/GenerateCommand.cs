using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>generate</c>: sends <c>GenerateOrders</c> to the generator consumer.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var orders = new Option<int>("--orders") { Description = "Orders to make.", DefaultValueFactory = _ => 1_000 };
        var rate = new Option<double>("--rate") { Description = "Orders a second; 0 for as fast as the stream takes them." };
        var stores = new Option<int>("--stores") { Description = "Number of stores.", DefaultValueFactory = _ => 10 };
        var seed = new Option<int>("--seed") { Description = "Seed of all random choices.", DefaultValueFactory = _ => 1 };
        var wait = new Option<bool>("--wait") { Description = "Wait until every order can be queried." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait.", DefaultValueFactory = _ => 600 };
        var json = CommonOptions.Json();
        var url = CommonOptions.Url();
        var command = new Command("generate", "Makes orders and puts them through the delivery stream.")
        {
            orders, rate, stores, seed, wait, timeout, json, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = CommonOptions.Client(parsed, url);
            var count = parsed.GetValue(orders);
            var started = await client.GenerateAsync(
                count, parsed.GetValue(rate), parsed.GetValue(stores), parsed.GetValue(seed), cancellationToken);
            if (parsed.GetValue(wait))
            {
                var waiter = new GenerationWaiter(client, TimeProvider.System, TimeSpan.FromSeconds(parsed.GetValue(timeout)));
                await waiter.WaitAsync(started, count, cancellationToken);
            }

            if (parsed.GetValue(json))
                JsonOutput.Write(new { started.GenerationId, orders = count, queryable = parsed.GetValue(wait) });
            else
                AnsiConsole.MarkupLine($"Generation {started.GenerationId}: {count:N0} orders {(parsed.GetValue(wait) ? "can be queried" : "asked for")}.");
            return ExitCodes.Done;
        });
        return command;
    }
}
