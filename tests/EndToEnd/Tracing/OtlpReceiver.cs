using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace RetailBus.EndToEnd.Tracing;

/// <summary>
/// Receives OTLP in a process of its own that decodes it with protobuf code which the OpenTelemetry project generated (npm
/// <c>@opentelemetry/otlp-proto-exporter-base</c>; later versions carry none).
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const string Package = "@opentelemetry/otlp-proto-exporter-base";
    private const string Version = "0.51.1";
    private const string Peer = "@opentelemetry/api@1.8.0";

    private readonly Process _process;
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly Task _reading;

    private OtlpReceiver(Process process, string url)
    {
        _process = process;
        Url = url;
        _reading = ReadAsync();
    }

    public string Url { get; }

    /// <summary>Each once: what was sent again after an answer that came too late is the same.</summary>
    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans.DistinctBy(span => span.SpanId)];

    /// <summary>Starts one; the test is skipped, with the reason, where node or the package can't be had.</summary>
    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"retailbus-otlp-decoder-{Version}");
        await InstallAsync(folder, cancellationToken);
        var script = Path.Combine(Repository.Root, "tests", "EndToEnd", "Tracing", "otlp-receiver.cjs");
        var process = Start("node", folder, script) ?? throw SkipException("node is not installed");
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new OtlpReceiver(process, JsonDocument.Parse(line!).RootElement.GetProperty("listening").GetString()!);
    }

    public IReadOnlyList<ReceivedSpan> OfTrace(string traceId) => [.. Spans.Where(span => span.TraceId == traceId)];

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder, "node_modules", Package, "package.json")))
            return;

        Directory.CreateDirectory(folder);
        using var npm = Start("npm", folder, "install", "--no-audit", "--no-fund", "--ignore-scripts", $"{Package}@{Version}", Peer)
            ?? throw SkipException("npm is not installed");
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
            Assert.Skip($"npm can't install {Package}: {await output}");
    }

    private static Process? Start(string program, string folder, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
        }
        catch (Win32Exception)
        {
            return null; // there is no such program
        }
    }

    private static InvalidOperationException SkipException(string reason)
    {
        Assert.Skip(reason);
        return new InvalidOperationException(reason);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _spans.Enqueue(JsonSerializer.Deserialize<ReceivedSpan>(line, JsonSerializerOptions.Web)!);
    }
}
