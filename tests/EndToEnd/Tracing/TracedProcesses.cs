using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace RetailBus.EndToEnd.Tracing;

/// <summary>The local cloud and each service in a process of its own, all of which export their spans to one receiver.</summary>
public sealed partial class TracedProcesses : IAsyncLifetime
{
    private static readonly string[] Services = ["orchestrator", "ingest", "transform", "warehouse", "web"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-traced-");
    private readonly List<Process> _processes = [];
    private readonly List<Task<string>> _output = [];

    internal OtlpReceiver Receiver { get; private set; } = null!;

    /// <summary>Of the front door.</summary>
    internal string Url { get; private set; } = null!;

    /// <summary>Begins no trace, whoever in this process listens to clients' activities: the services' spans are the roots.</summary>
    internal HttpClient Http { get; } = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    internal string Files => _folder.FullName;

    /// <summary>Of the orchestrator's service.</summary>
    internal string OrchestratorUrl { get; private set; } = null!;

    /// <summary>Which no span may tell.</summary>
    internal string ServiceKey { get; } = Convert.ToHexString(Guid.NewGuid().ToByteArray()) + Convert.ToHexString(Guid.NewGuid().ToByteArray());

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        Receiver = await OtlpReceiver.StartAsync(stop);
        var ports = Services.ToDictionary(service => service, _ => FreePort());
        var cloud = await StartAsync("cloud", ["--cloud-port", $"{FreePort()}"], [], stop);
        (string, string)[] settings =
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", Receiver.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"), ("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory"),
            ("RETAILBUS_SERVICE_KEY", ServiceKey), ("Telemetry__Traces__SendPeriod", "00:00:00.2"), ("Telemetry__Traces__AskPeriod", "00:00:01"),
            .. new[] { "Orchestrator", "Ingest", "Transform", "Warehouse" }
                .Select(service => ($"Services__{service}", $"http://127.0.0.1:{ports[service.ToLowerInvariant()]}")),
        ];
        var urls = await Task.WhenAll(Services.Select(
            service => StartAsync(service, ["--port", $"{ports[service]}", "--aws-url", cloud], settings, stop)));
        (OrchestratorUrl, Url) = (urls[0], urls[^1]);
        Http.BaseAddress = new Uri(Url);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var process in _processes)
            process.Kill();
        foreach (var process in _processes)
            await process.WaitForExitAsync();
        await Task.WhenAll(_output);
        _processes.ForEach(process => process.Dispose());
        if (Receiver is not null)
            await Receiver.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<string> StartAsync(string role, string[] arguments, (string, string)[] settings, CancellationToken stop)
    {
        var process = CommandLine.Start(["up", "--roles", role, "--data", Path.Combine(_folder.FullName, "data"), .. arguments], settings);
        lock (_processes)
            _processes.Add(process);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            said.AppendLine(line);
            if (Address().Match(line) is not { Success: true } address)
                continue;
            lock (_processes)
                _output.AddRange([errors, process.StandardOutput.ReadToEndAsync(CancellationToken.None)]);
            return address.Value;
        }

        throw new InvalidOperationException($"{role} did not start: {said}{await errors}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://[\w.:]+")]
    private static partial Regex Address();
}
