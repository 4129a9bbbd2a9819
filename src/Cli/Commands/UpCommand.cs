using System.CommandLine;
using RetailBus.Cli.Stack;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>up</c>: runs the stack, or some services of it, until Ctrl+C.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var arguments = new StackArguments();
        var command = new Command("up", "Runs the stack until Ctrl+C.");
        arguments.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await RunAsync(arguments.Read(parsed), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task RunAsync(StackOptions options, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await using var stack = await RetailBusStack.StartAsync(options, cancellationToken);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        if (stack.Url is not null)
            grid.AddRow("[grey]pages and API[/]", Markup.Escape(stack.Url.ToString()));
        if (stack.AwsUrl is not null)
            grid.AddRow("[grey]AWS endpoint[/]", Markup.Escape(stack.AwsUrl.ToString()));
        grid.AddRow("[grey]data[/]", Markup.Escape(options.DataDirectory));
        AnsiConsole.MarkupLine($"[green]RetailBus is up[/] [grey]in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s. Ctrl+C stops it.[/]");
        AnsiConsole.Write(grid);

        await Shutdown.WaitAsync(cancellationToken);
        AnsiConsole.MarkupLine("[grey]Stopping: what is in work is finished or given back.[/]");
    }
}
