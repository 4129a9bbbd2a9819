using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Platform.Hosting;
using RetailBus.Transform.Tests.Cloud;
using static RetailBus.Transform.Tests.Databricks.EngineCalls;

namespace RetailBus.Transform.Tests.Databricks;

public sealed class WorkspaceHealthTests(S3Server s3) : IClassFixture<S3Server>
{
    [Fact]
    public async Task A_workspace_that_is_away_degrades_the_service_and_leaves_it_ready()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var well = await TransformHost.StartAsync(s3, Settings(workspace));
        await using var lost = await TransformHost.StartAsync(s3, Settings(workspace, job: "78"));
        await using var embedded = await TransformHost.StartAsync(s3);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(well)).Status);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(embedded)).Status);
        var degraded = await CheckAsync(lost);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Equal(
            "Databricks can't be used: Databricks answered 400 (INVALID_PARAMETER_VALUE). Transforms wait for it. Check Transform:Databricks and the workspace.",
            degraded.Description);
        Assert.DoesNotContain(PlatformEndpoints.Ready, degraded.Tags);
    }

    [Fact]
    public async Task The_workspace_is_not_asked_each_time()
    {
        await using var workspace = await Workspace.StartAsync();
        await using var host = await TransformHost.StartAsync(s3, Settings(workspace));
        await CheckAsync(host);
        workspace.Refuse(503);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
    }

    private static async Task<HealthReportEntry> CheckAsync(TransformHost host)
    {
        var health = host.Services.GetRequiredService<HealthCheckService>();
        return Assert.Single((await health.CheckHealthAsync(check => check.Name == "databricks", Cancelled)).Entries).Value;
    }
}
