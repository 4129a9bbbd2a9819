namespace RetailBus.AwsClients.Firehose;

/// <param name="Name">The stream's name.</param>
/// <param name="Arn">The stream's ARN.</param>
/// <param name="Status"><c>CREATING</c>, <c>ACTIVE</c>, <c>DELETING</c>, <c>CREATING_FAILED</c>, <c>DELETING_FAILED</c>.</param>
/// <param name="VersionId">Rises with each change of the configuration; part of the objects' keys.</param>
/// <param name="BucketArn">The S3 destination's bucket, when there is one.</param>
/// <param name="Prefix">The S3 destination's prefix, when there is one.</param>
public sealed record DeliveryStreamDescription(
    string Name, string Arn, string Status, string VersionId, string? BucketArn, string? Prefix)
{
    public bool IsActive => Status == "ACTIVE";
}
