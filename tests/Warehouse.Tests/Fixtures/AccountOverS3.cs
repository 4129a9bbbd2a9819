using System.Collections.Concurrent;
using System.Net;
using Amazon.S3;
using RetailBus.Warehouse.Tests.Snowflake.Account;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>An account behind the SQL API's own protocol, whose stage is the bucket of the processed zone.</summary>
internal sealed class AccountOverS3 : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentDictionary<string, string> _copies = new(StringComparer.Ordinal);
    private readonly DuckDbExecutor _executor;
    private SqlApiServer _server = null!;

    private AccountOverS3() => _executor = new DuckDbExecutor(Fetch);

    public IAmazonS3 S3 { get; set; } = null!;

    /// <summary>The processed zone's.</summary>
    public required string Bucket { get; init; }

    /// <summary>Called with a file's key before COPY reads it.</summary>
    public Func<string, Task> BeforeCopy { get; set; } = _ => Task.CompletedTask;

    public DuckDbExecutor Executor => _executor;

    public SqlApiServer Server => _server;

    public static async Task<AccountOverS3> StartAsync(string bucket = "processed")
    {
        var account = new AccountOverS3 { Bucket = bucket };
        account._server = await SqlApiServer.StartAsync(account._executor);
        return account;
    }

    public KeyValuePair<string, string?>[] Settings() =>
    [
        new("Warehouse:Engine", "Snowflake"),
        new("Warehouse:Snowflake:Schema", "CORE"),
        .. ApiClient.Settings(_server).Select(setting => KeyValuePair.Create($"Warehouse:Snowflake:{setting.Key}", setting.Value)),
    ];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _executor.Dispose();
        _folder.Dispose();
    }

    private string? Fetch(string path)
    {
        try
        {
            BeforeCopy(path).GetAwaiter().GetResult();
            return Copy(path);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private string Copy(string path) => _copies.GetOrAdd(path, key =>
    {
        var local = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.parquet");
        using var response = S3.GetObjectAsync(Bucket, key, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        using var file = File.Create(local);
        response.ResponseStream.CopyTo(file);
        return local;
    });
}
