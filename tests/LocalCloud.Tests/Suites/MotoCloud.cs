using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>A <c>moto_server</c> on a free port, where it is installed: an independent server for the same suites.</summary>
public sealed partial class MotoCloud : CloudUnderTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private Process? _process;

    public override IReadOnlyDictionary<string, string> Differences => MotoDifferences.Reasons;

    public override void Require(string test)
    {
        Assert.SkipWhen(_process is null, "moto_server is not on this machine's PATH.");
        base.Require(test);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    protected override async Task<Uri?> StartAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "moto_server")).FirstOrDefault(File.Exists);
        if (program is null)
            return null;
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, "-H 127.0.0.1 -p 0") { RedirectStandardError = true, RedirectStandardOutput = true },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("moto_server ended before it was ready."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return await started.Task.WaitAsync(Patience, TimeProvider.System);

        void Read(string? line)
        {
            if (line is not null && Address().Match(line) is { Success: true } match)
                started.TrySetResult(new Uri(match.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
