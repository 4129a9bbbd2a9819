using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Firehose;
using RetailBus.AwsClients.Sns;

namespace RetailBus.EndToEnd.Aws;

/// <summary>
/// Makes resources of a deployment by API calls, with the properties that the template gives them and no others: all of them on the local
/// cloud, which has no CloudFormation; on moto_server those that its CloudFormation leaves out.
/// </summary>
internal sealed class AwsApplied(Uri url) : IDisposable
{
    private static readonly BasicAWSCredentials Anybody = new("deployer", "deployer");
    private readonly AmazonSQSClient _sqs = new(
        Anybody, new AmazonSQSConfig { ServiceURL = url.ToString(), AuthenticationRegion = AwsStacks.Region });

    private readonly SnsClient _sns = new(new AwsClientOptions { ServiceUrl = url, Region = AwsStacks.Region, Credentials = Anybody });
    private readonly FirehoseClient _firehose = new(
        new AwsClientOptions { ServiceUrl = url, Region = AwsStacks.Region, Credentials = Anybody });

    private readonly AmazonS3Client _s3 = new(
        Anybody, new AmazonS3Config { ServiceURL = url.ToString(), AuthenticationRegion = AwsStacks.Region, ForcePathStyle = true });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task MakeAsync(params AwsDeployment[] deployments)
    {
        foreach (var deployment in deployments)
        {
            foreach (var topic in deployment.Of("AWS::SNS::Topic"))
                await _sns.CreateTopicAsync(topic.Text("TopicName"), cancellationToken: Cancel);

            // CloudFormation goes by references: a dead-letter queue comes before the queue that names it.
            foreach (var queue in deployment.Of("AWS::SQS::Queue").OrderBy(queue => queue.Properties.ContainsKey("RedrivePolicy")))
                await QueueAsync(queue);
            foreach (var bucket in deployment.Of("AWS::S3::Bucket"))
                await _s3.PutBucketAsync(bucket.Text("BucketName"), Cancel);
            await CompleteAsync(deployment);
        }
    }

    /// <summary>What moto_server's CloudFormation does not make.</summary>
    public async Task CompleteAsync(AwsDeployment deployment)
    {
        foreach (var policy in deployment.Of("AWS::SQS::QueuePolicy"))
            await PolicyAsync(deployment, policy);
        foreach (var subscription in deployment.Of("AWS::SNS::Subscription"))
        {
            await _sns.SubscribeAsync(
                subscription.Text("TopicArn"), subscription.Text("Protocol"), subscription.Text("Endpoint"),
                new Dictionary<string, string> { ["RawMessageDelivery"] = subscription.Text("RawMessageDelivery") }, Cancel);
        }

        foreach (var bucket in deployment.Of("AWS::S3::Bucket"))
            await BucketAsync(bucket);
        foreach (var stream in deployment.Of("AWS::KinesisFirehose::DeliveryStream"))
            await StreamAsync(stream);
    }

    public void Dispose()
    {
        _sqs.Dispose();
        _sns.Dispose();
        _firehose.Dispose();
        _s3.Dispose();
    }

    private async Task QueueAsync(AwsResource queue)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var name in new[] { "VisibilityTimeout", "MessageRetentionPeriod", "RedrivePolicy" })
        {
            if (queue.Properties[name] is { } value)
                attributes[name] = value is JsonObject ? value.ToJsonString(JsonSerializerOptions.Default) : value.GetValue<string>();
        }

        await _sqs.CreateQueueAsync(new CreateQueueRequest(queue.Text("QueueName")) { Attributes = attributes }, Cancel);
    }

    private async Task PolicyAsync(AwsDeployment deployment, AwsResource policy)
    {
        foreach (var queue in AwsResource.Texts(policy.Properties["Queues"]))
        {
            Assert.Contains(deployment.Of("AWS::SQS::Queue"), found => found.Text("QueueName") == queue);
            var address = (await _sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl;
            var document = policy.Properties["PolicyDocument"]!.ToJsonString(JsonSerializerOptions.Default);
            await _sqs.SetQueueAttributesAsync(address, new Dictionary<string, string> { ["Policy"] = document }, Cancel);
        }
    }

    private async Task BucketAsync(AwsResource bucket)
    {
        var name = bucket.Text("BucketName");
        if (bucket.Properties["VersioningConfiguration"]?["Status"] is { } versions)
        {
            var versioning = new S3BucketVersioningConfig { Status = versions.GetValue<string>() };
            await _s3.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = name, VersioningConfig = versioning }, Cancel);
        }

        if (bucket.Properties["NotificationConfiguration"]?["QueueConfigurations"] is JsonArray queues)
        {
            await _s3.PutBucketNotificationAsync(
                new PutBucketNotificationRequest
                {
                    BucketName = name,
                    QueueConfigurations =
                    [
                        .. queues.Select(queue => new QueueConfiguration
                        {
                            Queue = queue!["Queue"]!.GetValue<string>(), Events = [queue["Event"]!.GetValue<string>()],
                        }),
                    ],
                },
                Cancel);
        }
    }

    private async Task StreamAsync(AwsResource stream)
    {
        var to = stream.Properties["ExtendedS3DestinationConfiguration"]!;
        await _firehose.CreateDeliveryStreamAsync(
            stream.Text("DeliveryStreamName"),
            new S3Destination
            {
                BucketArn = to["BucketARN"]!.GetValue<string>(),
                RoleArn = to["RoleARN"]!.GetValue<string>(),
                Prefix = to["Prefix"]!.GetValue<string>(),
                FileExtension = to["FileExtension"]!.GetValue<string>(),
                CompressionFormat = to["CompressionFormat"]!.GetValue<string>(),
                BufferingIntervalSeconds = int.Parse(to["BufferingHints"]!["IntervalInSeconds"]!.GetValue<string>(), null),
                BufferingSizeMiB = int.Parse(to["BufferingHints"]!["SizeInMBs"]!.GetValue<string>(), null),
            },
            Cancel);
    }
}
