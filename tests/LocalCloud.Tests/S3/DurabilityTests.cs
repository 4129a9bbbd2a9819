using Microsoft.Extensions.DependencyInjection;
using RetailBus.LocalCloud.S3.Store;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class DurabilityTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    [Fact]
    public async Task An_object_that_is_overwritten_all_the_time_leaves_neither_files_nor_rows()
    {
        const int Overwrites = 600;
        var bucket = await cloud.NewBucketAsync();
        await Parallel.ForAsync(0, Overwrites, Cancelled, async (i, cancelled) =>
        {
            using var put = await cloud.Http.PutAsync($"/{bucket}/k", new StringContent($"{i}"), cancelled);
            put.EnsureSuccessStatusCode();
        });
        var store = cloud.Services.GetRequiredService<S3Store>();
        const string Garbage = "SELECT count(*) FROM blob WHERE garbage = 1";
        long Count() => store.Database.Read(session => session.First(Garbage, row => row.GetInt64(0)));
        while (Count() >= Overwrites / 2)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
        Assert.Single(Directory.EnumerateFiles(store.Blobs.DirectoryOf(store.Boot), "*.blob", SearchOption.AllDirectories));
    }

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
