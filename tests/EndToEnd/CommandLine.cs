using System.Diagnostics;
using System.Text.Json;

namespace RetailBus.EndToEnd;

/// <summary>Runs <c>retailbus</c> as a user does: as a process of its own.</summary>
internal static class CommandLine
{
    public static string Program { get; } = Path.Combine(
        Repository.Root, "src", "Cli", "bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\'))!), "net10.0", "RetailBus.Cli.dll");

    /// <param name="arguments">The verb and what follows it.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <param name="settings">Environment variables of the process, beside those of this one.</param>
    public static async Task<CommandResult> RunAsync(
        IEnumerable<string> arguments, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        using var process = Start(arguments, settings);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return new CommandResult(process.ExitCode, await output, await errors);
    }

    public static async Task<JsonElement> JsonAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--json"], cancellationToken);
        Assert.True(result.ExitCode == 0, $"retailbus {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Errors}{result.Output}");
        return JsonDocument.Parse(result.Output).RootElement;
    }

    public static Process Start(IEnumerable<string> arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
