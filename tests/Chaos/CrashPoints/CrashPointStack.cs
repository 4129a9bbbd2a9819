using System.Net.Http.Json;
using System.Text.Json;
using RetailBus.Chaos.Oracle;
using RetailBus.Chaos.Stack;

namespace RetailBus.Chaos.CrashPoints;

/// <summary>A stack of processes whose requests to AWS go through a proxy that can kill them.</summary>
public sealed class CrashPointStack : IAsyncLifetime
{
    private const int VisibilityTimeout = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-points-");
    private InterceptingProxy _proxy = null!;
    private ServiceProcesses _processes = null!;

    internal AwsView Aws { get; private set; } = null!;

    internal RunStore Runs { get; private set; } = null!;

    public string WarehousePath => Path.Combine(_folder.FullName, "warehouse.duckdb");

    public async ValueTask InitializeAsync()
    {
        _processes = await ServiceProcesses.StartAsync(
            _folder.FullName, orchestrators: 1, new Dictionary<string, string>(), PrepareAsync, TestContext.Current.CancellationToken);
        Runs = RunStore.Sqlite(_folder.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        await _proxy.DisposeAsync();
        Aws.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Lands a file, and waits until its way through the stack has killed a service at the point.</summary>
    /// <returns>The batch.</returns>
    internal async Task<string> LandUntilAsync(CrashPoint point, string key, string text)
    {
        var armed = new ArmedPoint(point, _processes.Service(point.Service).KillAsync);
        _proxy.Arm(armed);
        var version = await Aws.PutAsync(key, text, TestContext.Current.CancellationToken);
        await armed.Hit.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _proxy.Arm(null);
        return Digests.BatchId(AwsView.Bucket, key, version);
    }

    /// <summary>Starts what is dead, and waits until no message is left anywhere.</summary>
    internal async Task RecoverAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await _processes.StartAsync([.. _processes.All.Where(process => process.HasEnded)], patience.Token);
        await Clock.UntilAsync(
            async () => (await Aws.QueuedAsync(patience.Token)).Count == 0
                && await Runs.InFlightAsync(patience.Token) == 0 && await Runs.OutboxAsync(patience.Token) == 0,
            patience.Token);
    }

    internal async Task<JsonElement> RunAsync(string batch)
    {
        using var http = new HttpClient { BaseAddress = _processes.Orchestrator.Url };
        return await http.GetFromJsonAsync<JsonElement>($"api/runs/{batch}", TestContext.Current.CancellationToken);
    }

    /// <summary>The first row of a query's answer.</summary>
    internal async Task<string> QueryAsync(string sql)
    {
        using var http = new HttpClient { BaseAddress = _processes.Warehouse.Url };
        using var response = await http.PostAsJsonAsync("api/query", new { sql, maxRows = 1 }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer.GetProperty("rows")[0].GetRawText();
    }

    private async Task<Uri> PrepareAsync(Uri cloud)
    {
        Aws = new AwsView(cloud);
        await Aws.CreateQueuesAsync(VisibilityTimeout, TestContext.Current.CancellationToken);
        _proxy = await InterceptingProxy.StartAsync(cloud);
        return _proxy.Url;
    }
}
