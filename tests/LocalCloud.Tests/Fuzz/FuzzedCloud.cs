using System.Collections.Concurrent;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Fuzz;

/// <summary>A local cloud whose data folder is in a folder of its own, and that keeps what it logs as an error.</summary>
internal sealed class FuzzedCloud : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors;
    private readonly DataFolder _folder;
    private readonly LocalCloudServer _server;

    private FuzzedCloud(DataFolder folder, LocalCloudServer server, ConcurrentQueue<string> errors)
    {
        _folder = folder;
        _server = server;
        _errors = errors;
        Http = new HttpClient { BaseAddress = server.Url };
    }

    public HttpClient Http { get; }

    /// <summary>What went wrong within the server. No request may do that.</summary>
    public IEnumerable<string> Errors => _errors;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<FuzzedCloud> StartAsync(params LocalCloudCredential[] credentials)
    {
        var folder = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "neighbour.txt"), "untouched", Cancel);
        var errors = new ConcurrentQueue<string>();
        var options = new LocalCloudOptions
        {
            DataDirectory = Path.Combine(folder.Path, "data"),
            Port = 0,
            Credentials = credentials,
            FirehoseCreationTime = TimeSpan.Zero,
        };
        return new FuzzedCloud(folder, await LocalCloudServer.StartAsync(options, new ErrorLogger(errors), Cancel), errors);
    }

    /// <summary>Asserts that the process answers, logged no failure, and changed nothing but its data folder.</summary>
    public async Task AssertUnharmedAsync()
    {
        Assert.Contains("running", await Http.GetStringAsync("/health", Cancel), StringComparison.Ordinal);
        Assert.True(_errors.IsEmpty, string.Join('\n', _errors.Take(3)));
        Assert.Equal(
            ["data", "neighbour.txt"],
            Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("untouched", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "neighbour.txt"), Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
