using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Microsoft.Extensions.Options;
using RetailBus.Cli.Client;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Runs;
using RetailBus.LocalCloud.Metering;
using RetailBus.Platform.Storage;

namespace RetailBus.Cli.Bench;

/// <summary>A stack on a fresh folder and free ports, gone with all its files when disposed.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private readonly DirectoryInfo _folder;
    private readonly RetailBusStack _stack;
    private readonly TimeProvider _time;

    private BenchWorld(DirectoryInfo folder, RetailBusStack stack, TimeProvider time)
    {
        _folder = folder;
        _stack = stack;
        _time = time;
        Client = new RetailBusClient(stack.Url!);
        S3 = stack.Services!.GetRequiredService<IAmazonS3>();
        Raw = stack.Services!.GetRequiredService<IOptions<ZoneOptions>>().Value.Raw;
    }

    /// <summary>The requests to the local cloud since its start.</summary>
    public IReadOnlyList<UsageLine> Usage => _stack.Usage;

    public RetailBusClient Client { get; }

    public IAmazonS3 S3 { get; }

    /// <summary>The raw zone's bucket.</summary>
    public string Raw { get; }

    /// <param name="time">The clock.</param>
    /// <param name="settings">By configuration key; null for those of every stack.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<BenchWorld> StartAsync(
        TimeProvider time, IReadOnlyDictionary<string, string?>? settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("retailbus-bench-stack-");
        try
        {
            var options = new StackOptions
            {
                DataDirectory = folder.FullName,
                Port = 0,
                CloudPort = 0,
                Settings = settings ?? new Dictionary<string, string?>(),
            };
            return new BenchWorld(folder, await RetailBusStack.StartAsync(options, cancellationToken), time);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Puts a file into the raw zone; done at the put's acknowledgement.</summary>
    public async Task<Guid> LandAsync(string path, string name, CancellationToken cancellationToken)
    {
        var key = $"orders/{name}";
        using (var transfer = new TransferUtility(S3))
            await transfer.UploadAsync(path, Raw, key, cancellationToken);
        var head = await S3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = Raw, Key = key }, cancellationToken);
        return BatchIds.For(new LandedObject
        {
            Bucket = Raw,
            Key = key,
            VersionId = head.VersionId,
            ETag = head.ETag.Trim('"'),
            Size = 0,
            LandedAt = default,
        });
    }

    /// <summary>Done when a query sees all rows of the batch.</summary>
    /// <exception cref="BenchException">The run ended otherwise, or rows are missing.</exception>
    public async Task WaitAsync(Guid batch, long rows, CancellationToken cancellationToken)
    {
        var run = await new RunWaiter(Client, _time, Patience).WaitAsync(batch, cancellationToken);
        if (run.State != RunState.Completed)
            throw new BenchException($"The run ended as {run.State}.");
        var result = await Client.QueryAsync($"select count(*) from order_lines where batch_id = '{batch:D}'", 1, cancellationToken);
        if (result.Rows[0][0].GetInt64() is var seen && seen != rows)
            throw new BenchException($"A query sees {seen:N0} of {rows:N0} rows.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        try
        {
            await _stack.DisposeAsync();
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }
}
