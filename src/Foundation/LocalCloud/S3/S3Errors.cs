namespace RetailBus.LocalCloud.S3;

/// <summary>S3's errors with the codes and statuses of its API reference.</summary>
internal static class S3Errors
{
    public static S3Exception NoSuchBucket(string bucket) => new(404, "NoSuchBucket", $"The specified bucket does not exist: {bucket}");

    public static S3Exception NoSuchKey() => new(404, "NoSuchKey", "The specified key does not exist.");

    public static S3Exception NoSuchVersion() => new(404, "NoSuchVersion", "The specified version does not exist.");

    public static S3Exception NoSuchUpload() =>
        new(404, "NoSuchUpload", "The specified multipart upload does not exist. It may have been completed or aborted.");

    public static S3Exception NoSuchTagSet() => new(404, "NoSuchTagSet", "The TagSet does not exist");

    public static S3Exception InvalidPartNumber() =>
        new(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");

    public static S3Exception PreconditionFailed(string condition) =>
        new(412, "PreconditionFailed", $"At least one of the preconditions you specified did not hold: {condition}");

    public static S3Exception InvalidArgument(string message) => new(400, "InvalidArgument", message);

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception IncompleteBody(string message) => new(400, "IncompleteBody", message);

    public static S3Exception BadDigest(string what) => new(400, "BadDigest", $"The {what} you specified did not match what was received.");

    public static S3Exception InvalidDigest(string what) => new(400, "InvalidDigest", $"The {what} you specified is not valid.");

    public static S3Exception MalformedXml(string message) => new(400, "MalformedXML", message);

    public static S3Exception InvalidTag(string message) => new(400, "InvalidTag", message);

    public static S3Exception InvalidPart(int number) =>
        new(400, "InvalidPart", $"Part {number} could not be found, or its entity tag does not match.");

    public static S3Exception ChunkSignature() => new(
        403, "SignatureDoesNotMatch", "A signature within the body does not match what was received.");

    public static S3Exception SlowDown() => new(503, "SlowDown", "Please reduce your request rate.");

    public static S3Exception Internal() => new(500, "InternalError", "We encountered an internal error. Please try again.");

    public static S3Exception NotImplemented(string what) => new(501, "NotImplemented", $"The local cloud does not implement {what}.");
}
