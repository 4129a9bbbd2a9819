using System.Text;
using Amazon.S3.Model;
using MassTransit;
using MassTransit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Tests.Cloud;

/// <summary>The transform service on an in-memory bus, its zones in buckets of its own.</summary>
public sealed class TransformHost : IAsyncDisposable
{
    /// <summary>A loaded machine may keep a batch waiting; a test gives up only when nothing is to come any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly S3Server _s3;
    private readonly WebApplication _app;
    private readonly string _folder = Directory.CreateTempSubdirectory("transform-host-").FullName;
    private readonly string _prefix;

    private TransformHost(S3Server s3, string prefix, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _s3 = s3;
        _prefix = prefix;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = s3.Url.ToString(),
            ["Aws:AccessKeyId"] = "test",
            ["Aws:SecretAccessKey"] = "test",
            ["Zones:Raw"] = Raw,
            ["Zones:Processed"] = Processed,
            ["Zones:Quarantine"] = Quarantine,
            ["Transform:WorkFolder"] = _folder,
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddTransform();
        builder.Services.AddMassTransitTestHarness(bus =>
        {
            bus.SetTestTimeouts(testTimeout: Patience, testInactivityTimeout: Patience);
            bus.AddConsumer<TransformBatchConsumer, TransformBatchConsumerDefinition>();
            bus.AddConsumer<CancelTransformConsumer, CancelTransformConsumerDefinition>();
            bus.AddErasures();
        });
        _app = builder.Build();
        _app.MapTransform();
    }

    public string Raw => $"{_prefix}-raw";

    public string Processed => $"{_prefix}-processed";

    public string Quarantine => $"{_prefix}-quarantine";

    public Uri Url => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public ITestHarness Bus => _app.Services.GetRequiredService<ITestHarness>();

    public static Task<TransformHost> StartAsync(S3Server s3) => StartAsync(s3, []);

    /// <summary>A further process on the zones of this one.</summary>
    public async Task<TransformHost> StartAnotherAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var host = new TransformHost(_s3, _prefix, settings);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public static async Task<TransformHost> StartAsync(S3Server s3, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var host = new TransformHost(s3, $"t{Guid.NewGuid():N}"[..20], settings);
        await s3.Client.PutBucketAsync(host.Raw, TestContext.Current.CancellationToken);
        await s3.Client.PutBucketVersioningAsync(
            new PutBucketVersioningRequest
            {
                BucketName = host.Raw,
                VersioningConfig = new S3BucketVersioningConfig { Status = Amazon.S3.VersionStatus.Enabled },
            },
            TestContext.Current.CancellationToken);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Puts a file into the raw zone; the command is what the saga would send.</summary>
    public Task<TransformBatch> LandAsync(string dataset, string name, string text) =>
        LandAsync(dataset, name, Encoding.UTF8.GetBytes(text));

    public async Task<TransformBatch> LandAsync(string dataset, string name, byte[] content)
    {
        using var body = new MemoryStream(content);
        var key = $"{dataset}/{name}";
        var put = await _s3.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = Raw, Key = key, InputStream = body },
            TestContext.Current.CancellationToken);
        var landed = new LandedObject
        {
            Bucket = Raw,
            Key = key,
            VersionId = put.VersionId,
            ETag = put.ETag.Trim('"'),
            Size = content.Length,
            LandedAt = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
        };
        return new TransformBatch { BatchId = BatchIds.For(landed), Attempt = 1, Dataset = dataset, Object = landed };
    }

    public async Task SendAsync(TransformBatch command)
    {
        var endpoint = await Bus.Bus.GetSendEndpoint(QueueNames.Address(QueueNames.Transform));
        await endpoint.Send(command, TestContext.Current.CancellationToken);
    }

    public async Task<TransformCompleted> CompletedAsync(Guid batchId) =>
        (await FirstAsync<TransformCompleted>(message => message.BatchId == batchId))!;

    /// <summary>The first messages that a batch was transformed, as soon as there are so many.</summary>
    public async Task<IReadOnlyList<TransformCompleted>> CompletedAsync(Guid batchId, int times)
    {
        List<TransformCompleted> found = [];
        await foreach (var published in Bus.Published.SelectAsync<TransformCompleted>(
            published => published.Context.Message.BatchId == batchId, TestContext.Current.CancellationToken))
        {
            found.Add(published.Context.Message);
            if (found.Count == times)
                break;
        }

        return found;
    }

    public async Task<TransformFailed> FailedAsync(Guid batchId) =>
        (await FirstAsync<TransformFailed>(message => message.BatchId == batchId))!;

    public Task<List<string>> KeysAsync(string bucket) => KeysAsync(_s3, bucket);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_folder);
    }

    private async Task<T?> FirstAsync<T>(Func<T, bool> wanted)
        where T : class
    {
        await foreach (var published in Bus.Published.SelectAsync<T>(published => wanted(published.Context.Message), TestContext.Current.CancellationToken))
            return published.Context.Message;
        return null;
    }

    private static async Task<List<string>> KeysAsync(S3Server s3, string bucket)
    {
        var listed = await s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, TestContext.Current.CancellationToken);
        return [.. (listed.S3Objects ?? []).Select(found => found.Key)];
    }
}
