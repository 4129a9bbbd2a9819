using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.LocalCloud;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>The local cloud's S3 with the zones' buckets; the raw one is versioned.</summary>
internal sealed class Zones : IAsyncDisposable
{
    public const string Raw = "raw";
    public const string Processed = "processed";
    private readonly DirectoryInfo _folder;
    private readonly LocalCloudServer _cloud;

    private Zones(DirectoryInfo folder, LocalCloudServer cloud)
    {
        (_folder, _cloud) = (folder, cloud);
        S3 = new VanishingS3(
            new BasicAWSCredentials("test", "test"),
            new AmazonS3Config { ServiceURL = cloud.Url.ToString(), AuthenticationRegion = "eu-central-1", ForcePathStyle = true });
    }

    public VanishingS3 S3 { get; }

    public static async Task<Zones> StartAsync()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("retailbus-zones-");
        var cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = folder.FullName, Port = 0 }, cancellationToken: cancelled);
        var zones = new Zones(folder, cloud);
        await zones.S3.PutBucketAsync(Raw, cancelled);
        await zones.S3.PutBucketAsync(Processed, cancelled);
        await zones.S3.PutBucketVersioningAsync(
            new PutBucketVersioningRequest { BucketName = Raw, VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled } }, cancelled);
        return zones;
    }

    /// <summary>Puts an object and returns its version.</summary>
    public async Task<string?> PutAsync(string bucket, string key, string content) =>
        (await S3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = content }, TestContext.Current.CancellationToken)).VersionId;

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
