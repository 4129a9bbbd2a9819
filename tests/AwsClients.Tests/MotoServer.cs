using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetailBus.AwsClients.Tests;

/// <summary>One <c>moto_server</c> on a free port for all tests that share the fixture, where the program is installed.</summary>
public sealed partial class MotoServer : IAsyncLifetime
{
    private Process? _process;

    public Uri? ServiceUrl { get; private set; }

    /// <summary>The server's address; skips the calling test where moto_server is not installed.</summary>
    public Uri RequireServiceUrl()
    {
        Assert.SkipWhen(ServiceUrl is null, "moto_server is not on this machine's PATH");
        return ServiceUrl!;
    }

    public async ValueTask InitializeAsync()
    {
        if (FindOnPath("moto_server") is not { } program) return;
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, "-H 127.0.0.1 -p 0") { RedirectStandardError = true, RedirectStandardOutput = true },
            EnableRaisingEvents = true,
        };
        void Read(string? line)
        {
            if (line is not null && Running().Match(line) is { Success: true } match) started.TrySetResult(new Uri(match.Value));
        }

        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("moto_server ended before it was ready"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        ServiceUrl = await started.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string? FindOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Running();
}
