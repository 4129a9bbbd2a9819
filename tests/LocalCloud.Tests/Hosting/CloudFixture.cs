using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Tests.Hosting;

/// <summary>A local cloud of its own on a free port and in a fresh folder, with clients; it can be restarted.</summary>
public sealed class CloudFixture : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "local-cloud-" + Guid.NewGuid().ToString("N"));
    private LocalCloudServer? _server;

    internal RecordingTargets Targets { get; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string DataDirectory => _directory;

    public Uri Url => _server!.Url;

    internal IServiceProvider Services => _server!.Services;

    public AmazonS3Client S3 { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync() => await StartAsync();

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task<string> NewBucketAsync(bool versioned = false)
    {
        var name = "b-" + Guid.NewGuid().ToString("N")[..12];
        await S3.PutBucketAsync(name);
        if (versioned)
        {
            await S3.PutBucketVersioningAsync(
                new() { BucketName = name, VersioningConfig = new() { Status = VersionStatus.Enabled } },
                TestContext.Current.CancellationToken);
        }

        return name;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAsync()
    {
        _server = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = _directory, Port = 0, TimeProvider = Time, FirehoseCreationTime = TimeSpan.Zero },
            loggerFactory: null,
            services => services.AddSingleton<IEventTargets>(Targets),
            TestContext.Current.CancellationToken);
        S3 = new AmazonS3Client(
            new BasicAWSCredentials("test", "test"),
            new AmazonS3Config
            {
                ServiceURL = Url.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                MaxErrorRetry = 0,
                MaxStaleConnectionRetries = 0,
            });
        Http = new HttpClient { BaseAddress = Url };
    }

    private async Task StopAsync()
    {
        S3?.Dispose();
        Http?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
