using System.Net;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Platform.Hosting;

namespace RetailBus.Platform.Tests.Hosting;

public sealed class ReadinessTests
{
    [Fact]
    public async Task Readiness_says_which_receive_loop_is_down_and_why_and_comes_back_with_the_broker()
    {
        await using var service = await ParcelService.StartAsync();
        await service.UntilReadinessAsync(HttpStatusCode.OK);

        await service.TakeCloudAsync();
        var away = await service.UntilReadinessAsync(HttpStatusCode.ServiceUnavailable, $"Receiving from '{ParcelService.Queue}' failed");

        Assert.Contains($"/{ParcelService.Queue}\":{{\"status\":\"Unhealthy\"", away, StringComparison.Ordinal);
        Assert.Contains("ConnectionRefused", away, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await service.AskAsync("/health/live")).Status);

        await service.GiveCloudAsync();
        var back = await service.UntilReadinessAsync(HttpStatusCode.OK);
        Assert.DoesNotContain("failed", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_loop_that_is_down_is_enough_while_the_broker_is_well()
    {
        await using var service = await ParcelService.StartAsync();
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("test", "test"), new AmazonSQSConfig { ServiceURL = service.CloudUrl.ToString() });
        foreach (var queue in new[] { "parcel_error", "parcel_skipped", "other_error", "other_skipped" })
            await sqs.CreateQueueAsync(queue, TestContext.Current.CancellationToken);
        await service.RestartAsync(builder => builder.Configuration["Aws:Provision"] = "false");
        await service.UntilReadinessAsync(HttpStatusCode.OK);

        var url = (await sqs.GetQueueUrlAsync(ParcelService.Queue, TestContext.Current.CancellationToken)).QueueUrl;
        await sqs.DeleteQueueAsync(url, TestContext.Current.CancellationToken);
        var down = await service.UntilReadinessAsync(HttpStatusCode.ServiceUnavailable, $"Receiving from '{ParcelService.Queue}' failed");

        Assert.DoesNotContain("Receiving from 'other' failed", down, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dependency_that_is_away_is_told_of_and_leaves_the_service_ready()
    {
        await using var service = await ParcelService.StartAsync(builder => builder.Services.AddHealthChecks().AddCheck(
            "account", () => HealthCheckResult.Degraded("It is away."), [PlatformEndpoints.Dependencies]));

        var ready = await service.UntilReadinessAsync(HttpStatusCode.OK);
        var (status, body) = await service.AskAsync("/health/dependencies");

        Assert.DoesNotContain("account", ready, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("{\"status\":\"Degraded\",\"checks\":{\"account\":{\"status\":\"Degraded\"", body, StringComparison.Ordinal);
    }
}
