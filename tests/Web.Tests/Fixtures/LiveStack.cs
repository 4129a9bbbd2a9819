using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Tests.Fixtures;

/// <summary>A whole stack on free ports with real data in it, and a browser. Shared by all tests that look at pages.</summary>
public sealed class LiveStack(Browser browser) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-web-");
    private RetailBusStack? _stack;

    public string Url => _stack!.Url!.ToString();

    public Browser Browser => browser;

    internal StackData Data { get; private set; } = default!;

    internal HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (!Browser.IsInstalled)
            return;
        _stack = await RetailBusStack.StartAsync(
            new StackOptions
            {
                DataDirectory = _folder.FullName,
                Port = 0,
                CloudPort = 0,
                Settings = new Dictionary<string, string?> { ["Web:JaegerUrl"] = "http://127.0.0.1:16686" },
            },
            TestContext.Current.CancellationToken);
        Http.BaseAddress = new Uri(Url);
        Data = await StackData.LandAsync(this);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_stack is not null)
            await _stack.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A window on the stack's pages; the test is skipped where there is no browser.</summary>
    public Task<Window> OpenAsync(WindowLook? look = null)
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        return browser.OpenAsync(Url, look);
    }

    /// <summary>Lands a file and waits until its run rests.</summary>
    internal async Task<RunDetail> LandAsync(string dataset, string name, HttpContent content)
    {
        using var response = await Http.PostAsync(
            new Uri($"api/uploads/{dataset}/{Uri.EscapeDataString(name)}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var path = response.Headers.Location!.OriginalString;
        return await WaitAsync(path, run => RunState.IsSettled(run.State));
    }

    internal Task<RunDetail> LandAsync(string dataset, string name, string csv) => LandAsync(dataset, name, new StringContent(csv));

    internal async Task<RunDetail> WaitAsync(string path, Func<RunDetail, bool> isDone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        do
        {
            using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            if (response.IsSuccessStatusCode
                && await response.Content.ReadFromJsonAsync<RunDetail>(JsonSerializerOptions.Web, TestContext.Current.CancellationToken) is { } run
                && isDone(run))
                return run;
        }
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken));
        throw new InvalidOperationException("The timer stopped.");
    }

    /// <summary>Puts an object in the raw zone under any name, as any S3 client may.</summary>
    internal async Task PutAsync(string key, string csv)
    {
        using var s3 = new AmazonS3Client(
            "retailbus", "retailbus", new AmazonS3Config { ServiceURL = _stack!.AwsUrl!.ToString(), ForcePathStyle = true });
        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = "retailbus-raw", Key = key, ContentBody = csv }, TestContext.Current.CancellationToken);
    }

    /// <summary>One value by SQL.</summary>
    internal async Task<JsonElement> SqlAsync(string sql)
    {
        using var response = await Http.PostAsJsonAsync("api/query", new { sql }, TestContext.Current.CancellationToken);
        var table = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return table.GetProperty("rows")[0][0];
    }
}
