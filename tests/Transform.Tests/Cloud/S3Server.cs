using Amazon.Runtime;
using Amazon.S3;
using RetailBus.LocalCloud;

namespace RetailBus.Transform.Tests.Cloud;

/// <summary>The S3 that the tests run against: the local cloud on a folder of its own.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-transform-s3-");
    private LocalCloudServer? _cloud;

    public Uri Url => _cloud?.Url ?? throw new InvalidOperationException("The local cloud is not up.");

    public IAmazonS3 Client => field ??= new AmazonS3Client(
        new BasicAWSCredentials("test", "test"),
        new AmazonS3Config { ServiceURL = Url.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true, MaxStaleConnectionRetries = 0 });

    public async ValueTask InitializeAsync() =>
        _cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = _data.FullName, Port = 0 });

    public async ValueTask DisposeAsync()
    {
        if (_cloud is not null)
            await _cloud.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
