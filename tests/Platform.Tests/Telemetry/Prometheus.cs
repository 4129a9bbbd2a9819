using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace RetailBus.Platform.Tests.Telemetry;

/// <summary>A Prometheus of the test's own, where it is installed (Debian: <c>prometheus</c>), with the alert rules that we ship.</summary>
public sealed class Prometheus : IAsyncDisposable
{
    private const string Name = "prometheus";
    private const string Listening = "Listening on\" address=";
    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private Prometheus(DirectoryInfo folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>Skips the test where Prometheus is missing.</summary>
    public static async Task<Prometheus> StartAsync(string target)
    {
        Promtool.SkipUnlessInstalled(Name);
        var folder = Directory.CreateTempSubdirectory("retailbus-prometheus-");
        var configuration = Path.Combine(folder.FullName, "prometheus.yml");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ["{{Path.Combine(AppContext.BaseDirectory, "observability", "alerts.yml")}}"]
            scrape_configs: [{ job_name: retailbus, static_configs: [{ targets: ["{{target}}"] }] }]
            """,
            TestContext.Current.CancellationToken);
        var process = Process.Start(new ProcessStartInfo(
            Name, [$"--config.file={configuration}", $"--storage.tsdb.path={folder.FullName}/data", "--web.listen-address=127.0.0.1:0"])
        {
            RedirectStandardError = true,
        })!;
        var prometheus = new Prometheus(folder, process);
        try
        {
            prometheus._http.BaseAddress = new Uri($"http://{await prometheus.AddressAsync()}");
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks until there is one value; the test's own timeout ends it.</summary>
    public async Task<double> UntilAsync(string query)
    {
        while (true)
        {
            var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}");
            if (answer?.GetProperty("result").EnumerateArray().ToList() is [var only])
                return double.Parse(only.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Of each rule, once all were evaluated.</summary>
    public async Task<IReadOnlyList<string>> RuleHealthAsync()
    {
        while (true)
        {
            var health = (await GetAsync("/api/v1/rules"))?.GetProperty("groups").EnumerateArray()
                .SelectMany(group => group.GetProperty("rules").EnumerateArray())
                .Select(rule => rule.GetProperty("health").GetString()!)
                .ToList();
            if (health is { Count: > 0 } && !health.Contains("unknown"))
                return health;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The data of an answer; null while it is still starting.</summary>
    private async Task<JsonElement?> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("data")
            : null;
    }

    /// <summary>Reads its log for as long as it runs, so that it never waits for a reader.</summary>
    private async Task<string> AddressAsync()
    {
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, log) =>
        {
            if (log.Data is null)
                address.TrySetException(new InvalidOperationException("Prometheus ended before it listened."));
            else if (log.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                address.TrySetResult(log.Data[(at + Listening.Length)..].Split(' ')[0]);
        };
        _process.BeginErrorReadLine();
        return await address.Task.WaitAsync(TestContext.Current.CancellationToken);
    }
}
