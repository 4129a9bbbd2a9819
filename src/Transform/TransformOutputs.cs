using Amazon.S3;

namespace RetailBus.Transform;

/// <summary>Outputs that no manifest is to name.</summary>
internal static class TransformOutputs
{
    public static async Task RemoveAsync(this IAmazonS3 s3, TransformOutput output, CancellationToken cancellationToken)
    {
        foreach (var file in output.Files.Concat(output.Quarantine))
            await s3.DeleteObjectAsync(file.Bucket, file.Key, cancellationToken);
    }
}
