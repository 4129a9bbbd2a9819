using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Names;
using RetailBus.Ingest.Provisioning;
using RetailBus.Ingest.Tests.Support;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class ProvisioningTests(LandHost host)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_raw_zone_is_versioned_and_reports_to_the_land_queue()
    {
        var versioning = await host.S3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = LandHost.Raw }, Cancelled);
        var notification = await host.S3.GetBucketNotificationAsync(new GetBucketNotificationRequest { BucketName = LandHost.Raw }, Cancelled);

        Assert.Equal(VersionStatus.Enabled, versioning.VersioningConfig.Status);
        Assert.EndsWith($":{QueueNames.Land}", Assert.Single(notification.QueueConfigurations, c => c.Id == "retailbus-land").Queue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provisioning_again_changes_nothing_and_keeps_other_peoples_notifications()
    {
        var other = await AddOtherNotificationAsync();

        await host.Services.GetRequiredService<NotificationProvisioning>().MakeAsync(Cancelled);
        await host.Services.GetRequiredService<StreamProvisioning>().MakeAsync(Cancelled);

        var after = await host.S3.GetBucketNotificationAsync(new GetBucketNotificationRequest { BucketName = LandHost.Raw }, Cancelled);
        Assert.Equal(["other", "retailbus-land"], after.QueueConfigurations.Select(configuration => configuration.Id).Order());
        Assert.Equal(other, after.QueueConfigurations.Single(configuration => configuration.Id == "other").Queue);
    }

    [Fact]
    public async Task Without_the_right_to_provision_a_missing_bucket_is_named()
    {
        await using var app = host.Build(new("Aws:Provision", "false"), new("Zones:Raw", "not-there"));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancelled));

        Assert.Contains("not-there", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_queue_policy_keeps_other_statements_and_is_left_alone_when_it_is_right()
    {
        const string Present = """{"Version":"2012-10-17","Statement":{"Sid":"Other","Effect":"Allow"}}""";

        var policy = SendPolicy.Allow(Present, "arn:aws:sqs:us-east-1:0:land", "raw");

        using var parsed = JsonDocument.Parse(policy!);
        Assert.Equal(["Other", "RetailBusRawZone"], parsed.RootElement.GetProperty("Statement").EnumerateArray().Select(s => s.GetProperty("Sid").GetString()));
        Assert.Null(SendPolicy.Allow(policy, "arn:aws:sqs:us-east-1:0:land", "raw"));
        Assert.NotNull(SendPolicy.Allow(policy, "arn:aws:sqs:us-east-1:0:land", "another"));
    }

    /// <summary>As another team would have set it; it then has to come before ours, which is put back.</summary>
    private async Task<string> AddOtherNotificationAsync()
    {
        var queue = await host.Sqs.CreateQueueAsync("other-team", Cancelled);
        var arn = (await host.Sqs.GetQueueAttributesAsync(queue.QueueUrl, ["QueueArn"], Cancelled)).QueueARN;
        await host.S3.PutBucketNotificationAsync(
            new PutBucketNotificationRequest
            {
                BucketName = LandHost.Raw,
                QueueConfigurations = [new QueueConfiguration { Id = "other", Queue = arn, Events = [EventType.ObjectRemovedAll] }],
            },
            Cancelled);
        return arn;
    }
}
