using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class DurabilityTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_survives_a_restart_and_leftovers_do_not()
    {
        var bucket = await cloud.NewBucketAsync(versioned: true);
        var put = await cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "hello" }, Cancelled);
        var upload = await cloud.S3.InitiateMultipartUploadAsync(new() { BucketName = bucket, Key = "big" }, Cancelled);
        using var bytes = new MemoryStream([1, 2, 3]);
        var part = await cloud.S3.UploadPartAsync(
            new() { BucketName = bucket, Key = "big", UploadId = upload.UploadId, PartNumber = 1, InputStream = bytes, PartSize = 3 },
            Cancelled);
        var folder = Directory.EnumerateFiles(
            Path.Combine(cloud.DataDirectory, "s3", "blobs"), "*.blob", SearchOption.AllDirectories).First();
        var torn = Path.Combine(Path.GetDirectoryName(folder)!, "3ff.blob");
        await File.WriteAllTextAsync(torn, "a put that a crash cut off", Cancelled);

        await cloud.RestartAsync();

        using var found = await cloud.S3.GetObjectAsync(new() { BucketName = bucket, Key = "k", VersionId = put.VersionId }, Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal("hello", await reader.ReadToEndAsync(Cancelled));
        Assert.False(File.Exists(torn));
        var completed = await cloud.S3.CompleteMultipartUploadAsync(
            new() { BucketName = bucket, Key = "big", UploadId = upload.UploadId, PartETags = [new(1, part.ETag)] }, Cancelled);
        Assert.NotNull(completed.VersionId);

        await cloud.RestartAsync();
        Assert.Equal(3, (await cloud.S3.GetObjectMetadataAsync(bucket, "big", Cancelled)).ContentLength);
    }
}
