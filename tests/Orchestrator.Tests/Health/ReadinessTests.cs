using System.Net;
using System.Text.Json;
using RetailBus.Orchestrator.Tests.Queues;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.Orchestrator.Tests.Health;

/// <summary>Readiness names each dependency, and says what is wrong with it.</summary>
public sealed class ReadinessTests(PostgreSqlServer server)
{
    [Fact]
    public async Task An_object_store_that_does_not_answer_is_named_until_it_does()
    {
        await using var host = new QueueHost();
        await host.InitializeAsync();
        Assert.Equal(["masstransit-bus", "object-store", "run-store"], Checks(await UntilAsync(host, HttpStatusCode.OK)).Keys.Order());

        await host.FaultsAsync(new { kind = "serverError", share = 1, service = "s3" });
        var down = Checks(await UntilAsync(host, HttpStatusCode.ServiceUnavailable));

        Assert.StartsWith("Unhealthy The bucket retailbus-raw does not answer.", down["object-store"], StringComparison.Ordinal);
        Assert.StartsWith("Healthy", down["run-store"], StringComparison.Ordinal);
        await host.FaultsAsync();
        await UntilAsync(host, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_store_of_runs_that_is_gone_is_named()
    {
        await using var database = new PostgreSqlRunDatabase(server);
        await database.CreateAsync(TestContext.Current.CancellationToken);
        await using var host = new QueueHost { Settings = [.. database.Settings] };
        await host.InitializeAsync();
        await UntilAsync(host, HttpStatusCode.OK);

        await database.DropAsync();
        var down = Checks(await UntilAsync(host, HttpStatusCode.ServiceUnavailable));

        Assert.StartsWith("Unhealthy The store of runs does not answer.", down["run-store"], StringComparison.Ordinal);
        Assert.StartsWith("Healthy", down["object-store"], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Checks(string body) => JsonElement.Parse(body).GetProperty("checks").EnumerateObject()
        .ToDictionary(check => check.Name, check => $"{check.Value.GetProperty("status")} {check.Value.GetProperty("description")}");

    private static async Task<string> UntilAsync(QueueHost host, HttpStatusCode wanted)
    {
        using var answer = await QueueHost.UntilAsync(
            () => host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken),
            answer => answer.StatusCode == wanted);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
