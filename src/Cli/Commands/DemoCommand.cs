using System.CommandLine;
using RetailBus.Cli.Client;
using RetailBus.Cli.Demo;
using RetailBus.Cli.Output;
using RetailBus.Cli.Stack;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>demo</c>: the main job on a fresh data folder and free ports.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var orders = new Option<int>("--orders") { Description = "Orders to generate.", DefaultValueFactory = _ => 1_000 };
        var exit = new Option<bool>("--exit") { Description = "Stop after the report; exit code 1 if anything does not balance." };
        var json = CommonOptions.Json();
        var command = new Command("demo", "Shows the main job: everything embedded, nothing to set up.") { orders, exit, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(orders), parsed.GetValue(exit), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int orders, bool exit, bool json, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("retailbus-demo-");
        try
        {
            var time = TimeProvider.System;
            var begun = time.GetTimestamp();
            IDemoView view = json ? new SilentView() : new TerminalView(AnsiConsole.Console, time);
            await using var stack = await RetailBusStack.StartAsync(
                new StackOptions { DataDirectory = data.FullName, Port = 0, CloudPort = 0 }, cancellationToken);
            view.Step($"RetailBus is up in {time.GetElapsedTime(begun).TotalSeconds:0.0} s: pages and API {stack.Url}, AWS endpoint {stack.AwsUrl}");

            using var client = new RetailBusClient(stack.Url!);
            var report = await new DemoScenario(stack, client, view, time).RunAsync(orders, cancellationToken);
            if (json)
                JsonOutput.Write(report);
            else
                await SalesText.PrintAsync(AnsiConsole.Console, client, cancellationToken);

            if (!exit)
            {
                await Console.Error.WriteLineAsync($"Serving on {stack.Url} until Ctrl+C.");
                await Shutdown.WaitAsync(cancellationToken);
            }

            return report.Balanced ? ExitCodes.Done : ExitCodes.Failed;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
