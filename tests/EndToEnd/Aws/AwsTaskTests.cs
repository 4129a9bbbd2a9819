using System.Diagnostics;
using System.Net;
using Npgsql;
using RetailBus.Cli.Stack;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.EndToEnd.Aws;

/// <summary>
/// What the tasks run, run: the database's account, the first person's, the pages behind a load balancer.
/// </summary>
public sealed class AwsTaskTests(PostgreSqlServer postgres) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-tasks-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_database_task_makes_an_account_that_owns_its_database_however_often_it_runs()
    {
        await postgres.EnsureStarted(Cancel);
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres"));
        var task = AwsStacks.Services().Find("DatabaseTask").Properties["ContainerDefinitions"]![0]!;
        string[] command = [.. AwsResource.Texts(task["EntryPoint"]), .. AwsResource.Texts(task["Command"])];
        Assert.SkipWhen(!File.Exists("/usr/bin/psql"), "psql is not installed");
        foreach (var password in new[] { "first", "it's another" })
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                Environment =
                {
                    ["PGHOST"] = server.Host, ["PGPORT"] = $"{server.Port}", ["PGUSER"] = server.Username, ["PGDATABASE"] = "postgres",
                    ["RUN_STORE_PASSWORD"] = password,
                },
            })!;
            var errors = process.StandardError.ReadToEndAsync(Cancel);
            await process.StandardOutput.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            Assert.True(process.ExitCode == 0, await errors);
        }

        await using var connection = new NpgsqlConnection($"Host={server.Host};Port={server.Port};Database=retailbus;Username=retailbus");
        await connection.OpenAsync(Cancel);
        await using var made = new NpgsqlCommand("create table of_its_own (id int)", connection);
        await made.ExecuteNonQueryAsync(Cancel);
    }

    [Fact]
    public async Task The_pages_behind_a_load_balancer_know_their_name_and_live_for_whoever_asks()
    {
        var environment = AwsStacks.Services(("DomainName", "retail.example.com")).Find("WebTask")
            .Properties["ContainerDefinitions"]![1]!["Environment"]!.AsArray()
            .ToDictionary(
                variable => variable!["Name"]!.ToString().Replace("__", ":", StringComparison.Ordinal),
                variable => (string?)variable!["Value"]!.ToString());
        var settings = new[] { "Security:Hosts" }.ToDictionary(key => key, key => environment[key]);
        settings["ForwardedHeaders_Enabled"] = environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"];
        await FirstAccountAsync();
        await using var web = await RetailBusStack.StartAsync(
            new StackOptions { DataDirectory = _folder.FullName, Port = 0, Roles = [StackRole.Web], Settings = settings }, Cancel);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = web.Url };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health/live", "10.40.32.7:8080"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, "/health/ready", "10.40.32.7:8080"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, "/sign-in", "10.40.32.7:8080"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/sign-in", "retail.example.com", ("X-Forwarded-Proto", "https"),
            ("Origin", "https://retail.example.com")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, "/sign-in", "retail.example.com",
            ("Origin", "https://retail.example.com")));
    }

    /// <summary>By the task's own command, on this folder in the volume's place.</summary>
    private async Task FirstAccountAsync()
    {
        var task = AwsStacks.Services().Find("AdminTask").Properties["ContainerDefinitions"]![1]!;
        var command = AwsResource.Texts(task["EntryPoint"]).Concat(AwsResource.Texts(task["Command"])).Select(word => word
            .Replace("/app/RetailBus.Cli.dll", CommandLine.Program, StringComparison.Ordinal)
            .Replace("/data", _folder.FullName, StringComparison.Ordinal)).ToArray();
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FIRST_PASSWORD"] = "correct horse battery staple" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("operator may sign in as operator", output, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient http, string path, string host, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
