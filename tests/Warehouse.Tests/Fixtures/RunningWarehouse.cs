using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using MassTransit;
using MassTransit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.LocalCloud;
using RetailBus.Platform.Hosting;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>The warehouse service with the local cloud's S3 and an in-memory bus.</summary>
internal sealed class RunningWarehouse : IAsyncDisposable
{
    private readonly TestFolder _folder;
    private readonly LocalCloudServer _cloud;
    private readonly WebApplication _app;

    private readonly AccountOverS3? _account;

    private RunningWarehouse(TestFolder folder, LocalCloudServer cloud, WebApplication app, AccountOverS3? account)
    {
        (_folder, _cloud, _app, _account) = (folder, cloud, app, account);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public ITestHarness Bus => _app.Services.GetRequiredService<ITestHarness>();

    public IAmazonS3 S3 => _app.Services.GetRequiredService<IAmazonS3>();

    public string Folder => _folder.Path;

    public IServiceProvider Services => _app.Services;

    /// <summary>Of a service with the Snowflake engine.</summary>
    public SqlApiServer Account => _account!.Server;

    public AccountOverS3 Stage => _account!;

    public static Task<RunningWarehouse> StartAsync(
        Action<IServiceCollection>? configure = null, params KeyValuePair<string, string?>[] settings) => StartAsync(null, configure, settings);

    /// <summary>With the Snowflake engine, on an account whose stage is the local cloud's bucket.</summary>
    public static async Task<RunningWarehouse> StartOnSnowflakeAsync()
    {
        var account = await AccountOverS3.StartAsync();
        return await StartAsync(account, configure: null, account.Settings());
    }

    private static async Task<RunningWarehouse> StartAsync(
        AccountOverS3? account, Action<IServiceCollection>? configure, KeyValuePair<string, string?>[] settings)
    {
        var folder = new TestFolder();
        var cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = Path.Combine(folder.Path, "cloud"), Port = 0 }, cancellationToken: TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = cloud.Url.ToString(),
            ["Aws:AccessKeyId"] = "test",
            ["Aws:SecretAccessKey"] = "test",
            ["Zones:Processed"] = "processed",
            ["Warehouse:Path"] = Path.Combine(folder.Path, "served", "warehouse.duckdb"),
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddWarehouse();
        configure?.Invoke(builder.Services);
        builder.Services.AddMassTransitTestHarness(bus =>
        {
            bus.SetTestTimeouts(testTimeout: TimeSpan.FromMinutes(1), testInactivityTimeout: TimeSpan.FromMinutes(1));
            WarehouseRegistration.AddConsumers(bus);
        });
        var app = builder.Build();
        app.UsePlatform().MapWarehouse();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var running = new RunningWarehouse(folder, cloud, app, account);
        if (account is not null)
            account.S3 = running.S3;
        return running;
    }

    /// <summary>
    /// Puts a batch's files and manifest in the processed zone, as TRANSFORM does; <paramref name="tamper"/> changes the file after its
    /// manifest, <paramref name="forgeHash"/> makes the manifest's hash agree all the same.
    /// </summary>
    public async Task<LoadBatch> TransformAsync(BatchBuilder builder, Action<string>? tamper = null, bool forgeHash = false)
    {
        var batch = builder.Build();
        tamper?.Invoke(batch.Locations[0]);
        var manifest = batch.Manifest;
        if (forgeHash)
            manifest = manifest with { Files = [Forged(manifest.Files[0], batch.Locations[0])] };
        await PutAsync(manifest.Files[0].Key, await File.ReadAllBytesAsync(batch.Locations[0], TestContext.Current.CancellationToken));
        var etag = await PutAsync(batch.Reference.Key, JsonSerializer.SerializeToUtf8Bytes(manifest, BatchManifest.Json));
        return new LoadBatch
        {
            BatchId = batch.BatchId,
            Attempt = batch.Attempt,
            Dataset = manifest.Dataset,
            Manifest = batch.Reference with { ETag = etag },
        };
    }

    public async Task SendAsync<T>(T command)
        where T : class
    {
        var endpoint = await Bus.Bus.GetSendEndpoint(QueueNames.Address(QueueNames.Load));
        await endpoint.Send(command, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for the answer to a command.</summary>
    public async Task<T> AnswerAsync<T>(LoadBatch command, Func<T, Guid> batchOf)
        where T : class
    {
        await foreach (var published in Bus.Published.SelectAsync<T>(TestContext.Current.CancellationToken))
        {
            if (batchOf(published.Context.Message) == command.BatchId)
                return published.Context.Message;
        }

        throw new InvalidOperationException($"No {typeof(T).Name} came for {command.BatchId}.");
    }

    public async Task<JsonElement> QueryAsync(string sql)
    {
        using var response = await Http.PostAsJsonAsync("/api/query", new { sql }, TestContext.Current.CancellationToken);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("rows");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
        if (_account is not null)
            await _account.DisposeAsync();
        await _cloud.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<string> PutAsync(string key, byte[] content)
    {
        var response = await S3.PutObjectAsync(
            new PutObjectRequest { BucketName = "processed", Key = key, InputStream = new MemoryStream(content) }, TestContext.Current.CancellationToken);
        return response.ETag.Trim('"');
    }

    private static ManifestFile Forged(ManifestFile named, string path) => named with
    {
        Bytes = new FileInfo(path).Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
    };
}
