using System.Security.Cryptography;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

[Collection(nameof(MeasuredAlone))]
public sealed class MemoryTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_body_passes_through_in_constant_memory()
    {
        const long Size = 256L * 1024 * 1024;
        var bucket = await cloud.NewBucketAsync();
        using var warm = await PutPatternAsync(bucket, 1024 * 1024);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        using var stored = await PutPatternAsync(bucket, Size);
        using (var found = await cloud.Http.GetAsync($"/{bucket}/k", HttpCompletionOption.ResponseHeadersRead, Cancelled))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            await using var content = await found.Content.ReadAsStreamAsync(Cancelled);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await content.ReadAsync(buffer, Cancelled)) > 0)
                hash.AppendData(buffer, 0, read);
            Assert.Equal(stored.Headers.ETag!.Tag.Trim('"'), Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - allocated, 0, Size / 4);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 * 1024 * 1024);
    }

    private async Task<HttpResponseMessage> PutPatternAsync(string bucket, long size)
    {
        using var content = new StreamContent(new PatternStream(size), 128 * 1024);
        content.Headers.ContentLength = size;
        return await cloud.Http.PutAsync($"/{bucket}/k", content, Cancelled);
    }
}
