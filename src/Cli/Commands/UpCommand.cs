using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using RetailBus.Cli.Stack;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>up</c>: runs the stack, or some services of it, until Ctrl+C.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var port = new Option<int>("--port") { Description = "Port of pages and API; 0 for any free one.", DefaultValueFactory = _ => 8080 };
        var cloudPort = new Option<int>("--cloud-port") { Description = "Port of the local cloud; 0 for any free one.", DefaultValueFactory = _ => 4566 };
        port.Validators.Add(RefuseNoPort);
        cloudPort.Validators.Add(RefuseNoPort);
        var aws = new Option<Uri?>("--aws-url")
        {
            Description = "Another AWS endpoint in the local cloud's place.",
            CustomParser = result => CommonOptions.Address(result, "--aws-url", "http://127.0.0.1:4566"),
        };
        var roles = new Option<string>("--roles")
        {
            Description = $"What to run, separated by commas: {string.Join(", ", StackRole.All)}.",
            DefaultValueFactory = _ => string.Join(',', StackRole.All),
        };
        var command = new Command("up", "Runs the stack until Ctrl+C.") { data, port, cloudPort, aws, roles };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new StackOptions
            {
                DataDirectory = Path.GetFullPath(parsed.GetRequiredValue(data)),
                Port = parsed.GetValue(port),
                CloudPort = parsed.GetValue(cloudPort),
                AwsUrl = parsed.GetValue(aws),
                Roles = Roles(parsed.GetRequiredValue(roles)),
            };
            await RunAsync(options, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void RefuseNoPort(OptionResult option)
    {
        if (option.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port)
            && port is < 0 or > IPEndPoint.MaxPort)
            option.AddError($"{option.Option.Name} is {port}; give 0 to {IPEndPoint.MaxPort}.");
    }

    private static string[] Roles(string text)
    {
        var roles = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = roles.Except(StackRole.All).ToList();
        return roles.Length > 0 && unknown.Count == 0
            ? roles
            : throw new UsageException($"--roles has '{string.Join(',', unknown)}'. There are: {string.Join(", ", StackRole.All)}.");
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
