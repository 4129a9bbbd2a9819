using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.LocalCloud;

namespace RetailBus.EndToEnd.Logs;

/// <summary>
/// The services' own programs, each a process, with everything logged that there is to log, as JSON on the console and over OTLP; three
/// files have gone through them: one that is loaded with a bad row, one of personal data, one that is refused.
/// </summary>
public sealed class LoggedServices : IAsyncLifetime
{
    internal const string Item = "item";
    internal const string Amount = "amount";
    internal const string Quantity = "quantity";
    internal const string Guest = "guest";
    internal const string Mail = "mail";
    internal const string Phone = "phone";

    private const string Header = "X-RetailBus-Service-Key";
    private static readonly string[] Programs = ["Orchestrator", "Ingest", "Transform", "Warehouse"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-logs-");
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly List<(Process Process, Task Output)> _processes = [];
    private readonly Dictionary<string, TaskCompletionSource<Uri>> _addresses =
        Programs.ToDictionary(name => name, _ => new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously));

    private LocalCloudServer _cloud = null!;

    /// <summary>What only settings hold.</summary>
    internal IReadOnlyDictionary<string, string> Secrets { get; } = new[]
    {
        "RETAILBUS_SERVICE_KEY", "Aws__SecretAccessKey", "OPENLINEAGE_API_KEY", "Notifications__Secret", "Transform__PiiKey",
    }.ToDictionary(name => name, _ => Convert.ToBase64String(Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray()));

    /// <summary>What only rows hold.</summary>
    internal IReadOnlyDictionary<string, string> Values { get; } =
        new[] { Item, Amount, Quantity, Guest, Mail, Phone }.ToDictionary(name => name, name => $"{name}{Guid.NewGuid():N}");

    internal OtlpBodies Otlp { get; private set; } = null!;

    /// <summary>What Prometheus would scrape of the land service.</summary>
    internal string Metrics { get; private set; } = "";

    /// <summary>By the file's name.</summary>
    internal Dictionary<string, JsonElement> Runs { get; } = [];

    internal IReadOnlyList<string> Lines => [.. _lines];

    internal Dictionary<string, Uri> Addresses { get; } = [];

    internal Dictionary<string, (int Open, int Guarded)> Answers { get; } = [];

    /// <summary>All that the local cloud keeps of queues and topics, and the store of runs with its timelines.</summary>
    internal IEnumerable<string> Kept => Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories)
        .Where(file => file.Contains("runs.db", StringComparison.Ordinal)
            || file.Contains("/messaging/", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var contracts = _folder.CreateSubdirectory("datasets").FullName;
        foreach (var contract in new[] { "datasets/orders.odcs.yaml", "tests/Transform.Tests/Fixtures/market.odcs.yaml" })
            File.Copy(Path.Combine(Repository.Root, contract), Path.Combine(contracts, Path.GetFileName(contract)));
        Otlp = await OtlpBodies.StartAsync();
        _cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = Path.Combine(_folder.FullName, "cloud"), Port = 0 }, cancellationToken: cancelled);
        foreach (var name in Programs)
            Start(name, contracts);
        foreach (var name in Programs)
            Addresses[name] = await _addresses[name].Task.WaitAsync(cancelled);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add(Header, Secrets["RETAILBUS_SERVICE_KEY"]);
        await AskAsync(http, cancelled);
        await LandAsync(cancelled);
        while (Runs.Count < 3 || Runs.Values.Any(run => run.GetProperty("state").GetString() is "Transforming" or "Loading"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancelled);
            var list = await http.GetFromJsonAsync<JsonElement>(new Uri(Addresses["Orchestrator"], "/api/runs"), cancelled);
            foreach (var run in list.GetProperty("runs").EnumerateArray())
                Runs[Path.GetFileName(run.GetProperty("object").GetProperty("key").GetString()!)] = run;
        }

        Metrics = await http.GetStringAsync(new Uri(Addresses["Ingest"], "/metrics"), cancelled);
        while (Otlp.Of("lineage").Count < 2 * Runs.Count)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancelled);
        await StopAsync();
        await _cloud.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_cloud is not null)
            await _cloud.DisposeAsync();
        if (Otlp is not null)
            await Otlp.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task AskAsync(HttpClient http, CancellationToken cancelled)
    {
        using var stranger = new HttpClient();
        foreach (var (name, address) in Addresses)
        {
            var page = new Uri(address, Page(name));
            while (!(await http.GetAsync(new Uri(address, "/health/ready"), cancelled)).IsSuccessStatusCode)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancelled);
            Answers[name] = (
                (int)(await http.GetAsync(page, cancelled)).StatusCode, (int)(await stranger.GetAsync(page, cancelled)).StatusCode);
        }

        static string Page(string name) => name switch
        {
            "Transform" => "/api/datasets",
            "Orchestrator" => "/api/runs",
            "Ingest" => "/api/generate",
            _ => "/api/warehouse/balance",
        };
    }

    private async Task LandAsync(CancellationToken cancelled)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = _cloud.Url.ToString(), ForcePathStyle = true });
        const string Orders = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
        await PutAsync(
            "orders/loaded.csv",
            $"{Orders}1,S1,{Values[Item]},1,1.00,1.00,03/14/2026 09:30\n2,S1,Plum,1,1.00,{Values[Amount]},03/14/2026 09:30\n"
            + "3,S1,Fig,1,1.00,1.00,03/14/2026 09:30\n");
        await PutAsync(
            "market/personal.csv",
            "Beleg;Filiale;Artikel;Menge;Preis;Kunde;E-Mail;Telefon;Zeit\r\n"
            + $"A0001;Bonn;Brot;1;2,00;{Values[Guest]};{Values[Mail]}@x.example;{Values[Phone]};15.01.2026 08:00\r\n");
        await PutAsync("orders/refused.csv", $"{Orders}1,S1,Fig,{Values[Quantity]},1.00,1.00,03/14/2026 09:30\n");

        Task PutAsync(string key, string content) =>
            s3.PutObjectAsync(new PutObjectRequest { BucketName = "retailbus-raw", Key = key, ContentBody = content }, cancelled);
    }

    private void Start(string name, string contracts)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!);
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(Repository.Root, "src", name, "bin", configuration, "net10.0", $"RetailBus.{name}.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        foreach (var (key, value) in Secrets)
            start.Environment[key] = value;
        foreach (var (key, value) in new[]
        {
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Aws__ServiceUrl", _cloud.Url.ToString()), ("Aws__AccessKeyId", "test"),
            ("Bus__PollStopSeconds", "0.2"), ("Datasets__Path", contracts),
            ("Orchestrator__Sqlite__Path", Path.Combine(_folder.FullName, "runs.db")),
            ("Logging__LogLevel__Default", "Debug"), ("Logging__Console__FormatterName", "json"),
            ("Logging__Console__FormatterOptions__IncludeScopes", "true"), ("OTEL_EXPORTER_OTLP_ENDPOINT", Otlp.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", name), ("OPENLINEAGE_URL", Otlp.Url), ("OPENLINEAGE_ENDPOINT", "v1/lineage"),
            ("Notifications__Url", $"{Otlp.Url}/v1/webhook"), ("Telemetry__Prometheus__Enabled", "true"),
            ("Logging__OpenTelemetry__LogLevel__Default", "Debug"),
        })
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        _processes.Add((process, Task.WhenAll(ReadAsync(name, process.StandardOutput), ReadAsync(name, process.StandardError))));
    }

    private async Task ReadAsync(string name, StreamReader output)
    {
        const string Listening = "Now listening on: ";
        while (await output.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                _addresses[name].TrySetResult(new Uri(line[(at + Listening.Length)..].Split('"')[0]));
        }

        _addresses[name].TrySetException(new InvalidOperationException($"{name} ended: {string.Join('\n', _lines.TakeLast(20))}"));
    }

    /// <summary>As a supervisor does, so that everything is exported.</summary>
    private async Task StopAsync()
    {
        foreach (var (process, _) in _processes)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        }

        foreach (var (process, output) in _processes)
        {
            await process.WaitForExitAsync();
            await output;
            process.Dispose();
        }

        _processes.Clear();
    }
}
