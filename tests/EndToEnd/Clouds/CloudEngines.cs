using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Cli.Stack;
using RetailBus.Transform.Tests.Databricks;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.EndToEnd.Clouds;

/// <summary>
/// A stack that is configured, and in nothing else told, to transform in a Databricks workspace and to load into a Snowflake account. The
/// workspace's cluster and the account execute on DuckDB.
/// </summary>
internal sealed class CloudEngines : IAsyncDisposable
{
    /// <summary>Long enough for a loaded machine; what comes sooner is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-clouds-");
    private RetailBusStack? _stack;

    private CloudEngines(Workspace workspace, AccountOverS3 account) => (Workspace, Account) = (workspace, account);

    public Workspace Workspace { get; }

    public AccountOverS3 Account { get; }

    public HttpClient Http { get; private set; } = null!;

    public string Url => Stack.Url!.ToString();

    public string Data => Path.Combine(_data.FullName, "data");

    /// <summary>A folder for files that a test makes.</summary>
    public string Files => _data.CreateSubdirectory("files").FullName;

    public RetailBusStack Stack => _stack ?? throw new InvalidOperationException("The stack is not up.");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<CloudEngines> StartAsync()
    {
        var clouds = new CloudEngines(await Workspace.StartAsync("RUNNING"), await AccountOverS3.StartAsync("retailbus-processed"));
        try
        {
            await clouds.StartStackAsync();
            return clouds;
        }
        catch
        {
            await clouds.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a user sets to have these engines.</summary>
    public Dictionary<string, string?> Settings() => new([.. EngineCalls.Settings(Workspace), .. Account.Settings()]);

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_stack is not null)
            await _stack.DisposeAsync();
        await Account.DisposeAsync();
        await Workspace.DisposeAsync();
        _data.Delete(recursive: true);
    }

    public string WriteFile(string name, string content)
    {
        var path = Path.Combine(Files, name);
        File.WriteAllText(path, content);
        return path;
    }

    public Task<JsonElement> RunAsync(params string[] arguments) => CommandLine.JsonAsync(Cancelled, [.. arguments, "--url", Url]);

    /// <summary>Lands files and waits for their runs.</summary>
    public async Task<JsonElement[]> LandAsync(string dataset, params IReadOnlyList<string> files)
    {
        var landed = await CommandLine.RunAsync(["land", .. files, "--dataset", dataset, "--wait", "--json", "--url", Url], Cancelled);
        Assert.True(landed.Output.StartsWith('['), $"{landed.Errors}{landed.Output}");
        return [.. JsonDocument.Parse(landed.Output).RootElement.EnumerateArray()];
    }

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path, Cancelled);

    /// <summary>A person's query: its rows, each an array.</summary>
    public async Task<JsonElement> QueryAsync(string sql)
    {
        Account.Executor.Foreign[sql] = true;
        using var response = await Http.PostAsJsonAsync("api/query", new { sql, maxRows = 100 }, Cancelled);
        var answer = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonDocument.Parse(answer).RootElement.GetProperty("rows");
    }

    /// <summary>The number that a query has for its one answer.</summary>
    public async Task<long> NumberAsync(string sql) => (await QueryAsync(sql))[0][0].GetInt64();

    public async Task<JsonElement> BalanceAsync() => (await GetAsync("api/warehouse/balance"))[0];

    public static async Task WaitAsync(string what, Func<Task<bool>> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, $"Not after {Patience}: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled);
        }
    }

    private async Task StartStackAsync()
    {
        var settings = Settings();
        settings["Erasing:VerifyAfter"] = "00:00:01";
        _stack = await RetailBusStack.StartAsync(
            new StackOptions { DataDirectory = Data, Port = 0, CloudPort = 0, Settings = settings }, Cancelled);
        Http = new HttpClient { BaseAddress = _stack.Url, Timeout = Patience };
        Account.S3 = _stack.Services!.GetRequiredService<IAmazonS3>();
        Workspace.Work = new ClusterOfDuckDb(Account.S3, _stack.Services!).RunAsync;
    }
}
