using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetailBus.EndToEnd.Brokers;

/// <summary><c>retailbus up</c> in a process of its own, until it is disposed of.</summary>
internal sealed partial class RunningStack : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private RunningStack(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Of pages and API.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Waits until it says that it is up.</summary>
    public static async Task<RunningStack> StartAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var stack = new RunningStack(CommandLine.Start(["up", "--port", "0", .. arguments]));
        while (await stack._process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith("pages and API", StringComparison.Ordinal))
                continue;
            stack.Url = Address().Match(line).Value;
            return stack;
        }

        await using (stack)
            throw new InvalidOperationException($"retailbus up ended before it was up: {await stack._errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[0-9.:]+/")]
    private static partial Regex Address();
}
