using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace RetailBus.Transform.Tests.Erasing;

/// <summary>The first conditional put of a key that has a text in it goes another way.</summary>
/// <param name="url">The S3.</param>
/// <param name="part">Of the key.</param>
/// <param name="way">Gets what sends the request; it may do so not at all, or several times.</param>
internal sealed class OncePutS3(Uri url, string part, Func<Func<Task<PutObjectResponse>>, Task<PutObjectResponse>> way) : AmazonS3Client(
    new BasicAWSCredentials("test", "test"),
    new AmazonS3Config { ServiceURL = url.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true })
{
    private bool _isDone;

    /// <summary>The request takes effect, and its answer is lost: the client sends it again, as the SDK does.</summary>
    public static async Task<PutObjectResponse> LoseAnswerAsync(Func<Task<PutObjectResponse>> send)
    {
        await send();
        return await send();
    }

    public override Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        var isConditional = request.IfMatch is not null || request.IfNoneMatch is not null;
        if (_isDone || !isConditional || !request.Key.Contains(part, StringComparison.Ordinal))
            return base.PutObjectAsync(request, cancellationToken);
        _isDone = true;
        return way(() => base.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = request.BucketName,
                Key = request.Key,
                IfMatch = request.IfMatch,
                IfNoneMatch = request.IfNoneMatch,
                ContentType = request.ContentType,
                ContentBody = request.ContentBody,
            },
            cancellationToken));
    }
}
