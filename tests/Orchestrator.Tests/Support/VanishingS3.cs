using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>S3 on which some objects are removed by someone else just before their heads are read, and some can't be removed.</summary>
internal sealed class VanishingS3(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    /// <summary>Keys of objects that are gone once someone looks at them.</summary>
    public HashSet<string> Vanishing { get; } = [];

    /// <summary>Keys of objects that are not to be removed.</summary>
    public HashSet<string> Locked { get; } = [];

    /// <summary>What happens before a head is read.</summary>
    public Func<Task> BeforeHead { get; set; } = () => Task.CompletedTask;

    public override async Task<DeleteObjectsResponse> DeleteObjectsAsync(
        DeleteObjectsRequest request, CancellationToken cancellationToken = default)
    {
        var locked = request.Objects.FindAll(found => Locked.Contains(found.Key));
        request.Objects.RemoveAll(locked.Contains);
        var response = request.Objects.Count == 0 ? new DeleteObjectsResponse() : await base.DeleteObjectsAsync(request, cancellationToken);
        if (locked.Count == 0)
            return response;
        response.DeleteErrors =
        [
            .. locked.Select(found => new DeleteError { Key = found.Key, VersionId = found.VersionId, Code = "AccessDenied" }),
        ];
        throw new DeleteObjectsException(response);
    }

    public override async Task<GetObjectMetadataResponse> GetObjectMetadataAsync(
        GetObjectMetadataRequest request, CancellationToken cancellationToken = default)
    {
        await BeforeHead();
        if (Vanishing.Contains(request.Key))
            await DeleteObjectAsync(request.BucketName, request.Key, request.VersionId, cancellationToken);
        return await base.GetObjectMetadataAsync(request, cancellationToken);
    }
}
