using System.Net;
using System.Net.Http.Headers;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.EndToEnd.Compose;

/// <summary>
/// What the containers would run, run: from the README's first command to a loaded file, with PostgreSQL as the store of runs.
/// </summary>
public sealed class ComposeRunTests(PostgreSqlServer postgres) : IClassFixture<PostgreSqlServer>
{
    private const string Database = "postgres";
    private static readonly string[] AddUser = ["users", "add", "ana", "--role", "operator", "--data", "/home/app/data"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_container_of_all_refuses_to_start_for_everybody_and_serves_those_who_sign_in()
    {
        using var secrets = await ComposeSecrets.MakeAsync();
        await using var stack = await StackAsync(secrets);

        var refused = await stack.RunAsync("retailbus", ComposeFile.Read().Services["retailbus"].Command);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("no authentication is configured", refused.Errors, StringComparison.Ordinal);

        var key = await SignUpAsync(stack);
        await stack.StartAsync("retailbus");

        await CheckAsync(stack, key);
    }

    [Fact]
    public async Task The_containers_of_the_split_profile_work_together()
    {
        using var secrets = await ComposeSecrets.MakeAsync();
        await using var stack = await StackAsync(secrets);
        var key = await SignUpAsync(stack);

        await stack.StartAsync("cloud");
        foreach (var service in new[] { "orchestrator", "ingest", "transform", "warehouse", "web" })
            await stack.StartAsync(service);

        await CheckAsync(stack, key);
    }

    /// <summary>As the README does it.</summary>
    private static async Task<string> SignUpAsync(ComposeStack stack)
    {
        var added = await stack.RunAsync("retailbus", AddUser, "correct horse battery staple\n");
        Assert.True(added.ExitCode == 0, added.Errors);
        var issued = await stack.RunAsync("retailbus", ["keys", "add", "prometheus", "--role", "operator", "--data", "/home/app/data"]);
        Assert.True(issued.ExitCode == 0, issued.Errors);
        return issued.Output.Trim();
    }

    /// <summary>Metrics are for those who may see them, and a file goes all the way.</summary>
    private static async Task CheckAsync(ComposeStack stack, string key)
    {
        using var http = new HttpClient { BaseAddress = stack.Pages };
        var metrics = new Uri("/metrics", UriKind.Relative);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(metrics, Cancelled)).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(metrics, Cancelled)).StatusCode);

        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(
            file,
            $"order_id,store_id,item,quantity,price,total_amount,timestamp\n{Guid.NewGuid():N},S1,Apple,1,1.00,1.00,03/14/2026 09:30\n",
            Cancelled);
        var landed = await CommandLine.RunAsync(
            ["land", file, "--dataset", "orders", "--wait", "--json", "--url", stack.Pages.ToString()], Cancelled, ("RETAILBUS_API_KEY", key));
        File.Delete(file);

        Assert.True(landed.ExitCode == 0, landed.Errors + landed.Output);
        Assert.Contains("\"Completed\"", landed.Output, StringComparison.Ordinal);
    }

    private async Task<ComposeStack> StackAsync(ComposeSecrets secrets)
    {
        await postgres.EnsureStarted(Cancelled);
        var server = postgres.ConnectionString(Database).Split(";Maximum", StringSplitOptions.None)[0];
        return new ComposeStack(secrets, server);
    }
}
