using Amazon.S3.Model;
using RetailBus.Contracts.Batches;
using RetailBus.Ingest.Landing;
using RetailBus.Ingest.Tests.Support;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class RawZoneTests(LandHost host)
{
    private const string Bucket = "without-versions";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_versions_an_object_is_pinned_by_its_ETag()
    {
        await host.S3.PutBucketAsync(Bucket, Cancelled);
        var first = await PutAsync("first");
        var found = await FindAsync(first);
        var second = await PutAsync("second");

        Assert.Null(found!.VersionId);
        Assert.Null(await FindAsync(first));
        var newer = await FindAsync(second);
        Assert.Equal(second.ETag, newer!.ETag);
        Assert.NotEqual(BatchIds.For(found), BatchIds.For(newer));

        await host.S3.DeleteObjectAsync(Bucket, second.Key, Cancelled);
        Assert.Null(await FindAsync(second));
    }

    [Fact]
    public async Task A_version_that_was_overwritten_or_deleted_since_is_still_found()
    {
        const string Key = "orders/kept.csv";
        var request = new PutObjectRequest { BucketName = LandHost.Raw, Key = Key, ContentBody = "first" };
        var first = await host.S3.PutObjectAsync(request, Cancelled);
        request.ContentBody = "second";
        await host.S3.PutObjectAsync(request, Cancelled);
        await host.S3.DeleteObjectAsync(LandHost.Raw, Key, Cancelled);

        var found = await FindAsync(new RawObject(LandHost.Raw, Key, first.VersionId, first.ETag.Trim('"'), ""));

        Assert.Equal((first.VersionId, 5L), (found!.VersionId, found.Size));
    }

    private async Task<RawObject> PutAsync(string content)
    {
        var put = await host.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = "orders/a.csv", ContentBody = content }, Cancelled);
        return new RawObject(Bucket, "orders/a.csv", ObjectVersions.Id(put.VersionId), put.ETag.Trim('"'), "");
    }

    private async Task<LandedObject?> FindAsync(RawObject raw) => (await new RawZone(host.S3).FindAsync(raw, Cancelled))?.Landed;
}
