using System.Diagnostics;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Tests.Support;

/// <summary>The land service as it runs, against the local cloud.</summary>
public sealed class LandHost : IAsyncLifetime
{
    public const string Raw = "retailbus-raw";
    public const int MaxUploadBytes = 20 * 1024 * 1024;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-land-");
    private readonly ActivityListener _spans = new()
    {
        ShouldListenTo = source => source.Name is RetailBusTelemetry.Name or "MassTransit" or "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    private LocalCloudServer _cloud = null!;
    private WebApplication _app = null!;

    public HttpClient Http { get; private set; } = null!;

    public IAmazonS3 S3 => _app.Services.GetRequiredService<IAmazonS3>();

    public IAmazonSQS Sqs => _app.Services.GetRequiredService<IAmazonSQS>();

    public Uri CloudUrl => _cloud.Url;

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        ActivitySource.AddActivityListener(_spans);
        _cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = _data.FullName, Port = 0, FirehoseIntervalScale = 0.001 });
        _app = Build();
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    /// <summary>Another instance of the service on the same cloud, not started.</summary>
    internal WebApplication Build(params KeyValuePair<string, string?>[] settings)
    {
        var contracts = _data.CreateSubdirectory("contracts");
        File.WriteAllText(Path.Combine(contracts.FullName, "orders.odcs.yaml"), "");
        File.WriteAllText(Path.Combine(contracts.FullName, "returns.odcs.yaml"), "");

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Aws:ServiceUrl", _cloud.Url.ToString()),
            new("Aws:AccessKeyId", "test"),
            new("Aws:SecretAccessKey", "test"),
            new("Datasets:Path", contracts.FullName),
            new("Bus:PollStopSeconds", "0"),
            new("Ingest:MaxUploadBytes", $"{MaxUploadBytes}"),
            new("Ingest:Stream:BufferSeconds", "60"),
            .. settings,
        ]);
        builder.AddIngest();
        builder.AddToBus(bus => bus.AddConsumer<LandedBatches>());
        builder.AddBus();
        var app = builder.Build();
        app.UsePlatform();
        app.MapIngest();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _cloud.DisposeAsync();
        _spans.Dispose();
        _data.Delete(recursive: true);
    }
}
