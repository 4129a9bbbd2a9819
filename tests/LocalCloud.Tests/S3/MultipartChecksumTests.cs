using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class MultipartChecksumTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private const int PartSize = 5 * 1024 * 1024;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_composite_checksum_is_that_of_the_parts_checksums()
    {
        var (request, parts) = await UploadAsync(ChecksumAlgorithm.SHA256, type: null);
        var completed = await cloud.S3.CompleteMultipartUploadAsync(request, Cancelled);
        var composite = Convert.ToBase64String(SHA256.HashData([.. parts.SelectMany(SHA256.HashData)])) + "-2";
        Assert.Equal((composite, ChecksumType.COMPOSITE), (completed.ChecksumSHA256, completed.ChecksumType));
        var found = await cloud.S3.GetObjectMetadataAsync(
            new() { BucketName = request.BucketName, Key = "big", ChecksumMode = ChecksumMode.ENABLED }, Cancelled);
        Assert.Equal((composite, ChecksumType.COMPOSITE), (found.ChecksumSHA256, found.ChecksumType));
    }

    [Fact]
    public async Task An_upload_under_CRC64NVME_has_the_whole_objects_without_a_word_from_the_client()
    {
        var (request, parts) = await UploadAsync(ChecksumAlgorithm.CRC64NVME, ChecksumType.FULL_OBJECT);
        var completed = await cloud.S3.CompleteMultipartUploadAsync(request, Cancelled);
        using var digest = LocalCloud.S3.Engine.Digests.Digest.Of(LocalCloud.S3.Store.ChecksumAlgorithm.CRC64NVME);
        foreach (var part in parts)
            digest.Append(part);
        Assert.Equal(Convert.ToBase64String(digest.Finish()), completed.ChecksumCRC64NVME);
    }

    [Theory]
    [InlineData("checksum", "BadDigest")]
    [InlineData("size", "InvalidRequest")]
    public async Task An_object_that_is_not_what_the_client_claims_is_not_made(string wrong, string code)
    {
        var (request, parts) = await UploadAsync(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        if (wrong == "checksum")
            request.ChecksumCRC32 = "AAAAAA==";
        else
            request.MpuObjectSize = parts.Sum(part => part.Length) + 1;
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => cloud.S3.CompleteMultipartUploadAsync(request, Cancelled));
        Assert.Equal(code, error.ErrorCode);
        await Assert.ThrowsAsync<NoSuchKeyException>(() => cloud.S3.GetObjectAsync(request.BucketName, "big", Cancelled));
        (request.ChecksumCRC32, request.MpuObjectSize) = (null, null);
        await cloud.S3.CompleteMultipartUploadAsync(request, Cancelled);
    }

    [Fact]
    public async Task Algorithm_and_type_have_to_go_together()
    {
        var bucket = await cloud.NewBucketAsync();
        foreach (var (algorithm, type) in new[]
        {
            (ChecksumAlgorithm.SHA256, ChecksumType.FULL_OBJECT), (ChecksumAlgorithm.CRC64NVME, ChecksumType.COMPOSITE),
        })
        {
            var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => cloud.S3.InitiateMultipartUploadAsync(
                new() { BucketName = bucket, Key = "big", ChecksumAlgorithm = algorithm, ChecksumType = type }, Cancelled));
            Assert.Equal("InvalidRequest", error.ErrorCode);
        }
    }

    [Fact]
    public async Task A_part_that_is_not_there_can_not_be_asked_for()
    {
        var (request, _) = await UploadAsync(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        await cloud.S3.CompleteMultipartUploadAsync(request, Cancelled);
        var get = new GetObjectRequest { BucketName = request.BucketName, Key = "big", PartNumber = 3 };
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => cloud.S3.GetObjectAsync(get, Cancelled));
        Assert.Equal("InvalidPartNumber", error.ErrorCode);
        (get.PartNumber, get.ByteRange) = (1, new ByteRange(0, 1));
        error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => cloud.S3.GetObjectAsync(get, Cancelled));
        Assert.Equal("InvalidRequest", error.ErrorCode);
    }

    private async Task<(CompleteMultipartUploadRequest Request, byte[][] Parts)> UploadAsync(
        ChecksumAlgorithm algorithm, ChecksumType? type)
    {
        var bucket = await cloud.NewBucketAsync();
        var upload = await cloud.S3.InitiateMultipartUploadAsync(
            new() { BucketName = bucket, Key = "big", ChecksumAlgorithm = algorithm, ChecksumType = type }, Cancelled);
        byte[][] parts = [RandomNumberGenerator.GetBytes(PartSize), RandomNumberGenerator.GetBytes(7)];
        var request = new CompleteMultipartUploadRequest { BucketName = bucket, Key = "big", UploadId = upload.UploadId };
        for (var i = 0; i < parts.Length; i++)
        {
            using var content = new ByteArrayContent(parts[i]);
            using var put = await cloud.Http.PutAsync($"/{bucket}/big?partNumber={i + 1}&uploadId={upload.UploadId}", content, Cancelled);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(Cancelled));
            request.AddPartETags(new PartETag(i + 1, put.Headers.ETag!.Tag));
        }

        return (request, parts);
    }
}
