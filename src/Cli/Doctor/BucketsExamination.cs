using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Aws;
using RetailBus.Platform.Storage;

namespace RetailBus.Cli.Doctor;

/// <summary>The zones' buckets; the raw one's versions and notification.</summary>
internal sealed class BucketsExamination(IAmazonS3 s3, IOptions<ZoneOptions> zones, IOptions<AwsOptions> aws) : AwsExamination(aws)
{
    public override string Area => "S3";

    protected override async Task ExamineAsync(ICollection<Diagnosis> diagnoses, CancellationToken cancellationToken)
    {
        var names = zones.Value;
        if (await IsThereAsync(names.Raw, diagnoses, cancellationToken))
            await ExamineRawAsync(names.Raw, diagnoses, cancellationToken);
        foreach (var bucket in new[] { names.Processed, names.Quarantine })
        {
            if (await IsThereAsync(bucket, diagnoses, cancellationToken))
                diagnoses.Add(Diagnosis.Good(bucket, "there, and may be listed"));
        }
    }

    private async Task<bool> IsThereAsync(string bucket, ICollection<Diagnosis> diagnoses, CancellationToken cancellationToken)
    {
        try
        {
            await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 1 }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchBucket" or "NotFound")
        {
            diagnoses.Add(Missing(bucket, "Nothing can be put there.", $"aws s3 mb s3://{bucket}"));
        }
        catch (AmazonS3Exception e) when (IsDenied(e))
        {
            diagnoses.Add(Denied(bucket, e, $"s3:ListBucket on arn:aws:s3:::{bucket}; s3:GetObject, s3:PutObject on arn:aws:s3:::{bucket}/*"));
        }

        return false;
    }

    private async Task ExamineRawAsync(string bucket, ICollection<Diagnosis> diagnoses, CancellationToken cancellationToken)
    {
        try
        {
            var versioning = (await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = bucket }, cancellationToken)).VersioningConfig?.Status;
            diagnoses.Add(versioning == VersionStatus.Enabled
                ? Diagnosis.Good(bucket, "there, and keeps versions")
                : Diagnosis.Bad(
                    bucket,
                    $"there, versioning is {versioning?.Value ?? "off"}",
                    "A file that is put again under its name takes the earlier one away before it may have been read.",
                    $"aws s3api put-bucket-versioning --bucket {bucket} --versioning-configuration Status=Enabled"));

            var notifications = await s3.GetBucketNotificationAsync(new GetBucketNotificationRequest { BucketName = bucket }, cancellationToken);
            var isSent = notifications.QueueConfigurations?.Exists(
                queue => queue.Queue?.EndsWith(':' + QueueNames.Land, StringComparison.Ordinal) == true) == true;
            diagnoses.Add(isSent
                ? Diagnosis.Good($"{bucket}'s events", $"go to {QueueNames.Land}")
                : Missing(
                    $"{bucket}'s events to {QueueNames.Land}",
                    "What lands is not seen until the watch finds it.",
                    $"aws s3api put-bucket-notification-configuration --bucket {bucket} --notification-configuration ..."));
        }
        catch (AmazonS3Exception e) when (IsDenied(e))
        {
            diagnoses.Add(Denied(bucket, e, $"s3:GetBucketVersioning, s3:GetBucketNotification on arn:aws:s3:::{bucket}"));
        }
    }
}
