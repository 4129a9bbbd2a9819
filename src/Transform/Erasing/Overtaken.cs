using Amazon.S3;

namespace RetailBus.Transform.Erasing;

/// <summary>Conditional requests that came second.</summary>
internal static class Overtaken
{
    /// <summary>Whether what the request was conditional on has changed, or is changing, or is gone.</summary>
    public static bool IsOvertaken(this AmazonS3Exception fault) =>
        fault.ErrorCode is "PreconditionFailed" or "ConditionalRequestConflict" or "NoSuchKey";
}
