using System.Security.Cryptography;
using System.Text.Json;
using DuckDB.NET.Data;
using RetailBus.LocalCloud;
using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.EndToEnd.Clouds;

/// <summary><c>retailbus doctor</c> on a Snowflake account: it only reads, and names what is wrong with the command that mends it.</summary>
public sealed class CloudDoctorTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-doctor-");
    private AccountOverS3 _account = null!;
    private LocalCloudServer _cloud = null!;

    public async ValueTask InitializeAsync()
    {
        _account = await AccountOverS3.StartAsync();
        _cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = Path.Combine(_data.FullName, "cloud"), Port = 0 },
            cancellationToken: TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _account.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task An_account_that_is_well_is_only_read_and_every_part_of_it_is_named()
    {
        var found = await ExamineAsync();

        Assert.Equal(11, found.Count);
        Assert.All(found, diagnosis => Assert.Equal("Good", diagnosis.Verdict));
        var statements = _account.Server.Requests.Where(request => request.Kind == RequestKind.Submit)
            .Select(request => request.Body.GetProperty("statement").GetString()!).ToList();
        Assert.Equal(11, statements.Count);
        Assert.All(statements, statement => Assert.Matches("^(select|list|show) ", statement));
    }

    [Fact]
    public async Task A_table_and_a_view_that_are_gone_are_named_each_with_what_brings_it_back()
    {
        Execute("drop view sales.sales_total; drop table staging.staged_lines");

        var bad = Bad(await ExamineAsync());

        Assert.Equal(2, bad.Count);
        Assert.Contains("does not exist or not authorized", bad[0].Found, StringComparison.Ordinal);
        Assert.Equal("No batch is loaded: loads wait, and are tried again.", bad[0].Meaning);
        Assert.Contains("undrop table RETAILBUS.STAGING.STAGED_LINES", bad[0].Remedy, StringComparison.Ordinal);
        Assert.Equal("The sales pages and Power BI show nothing.", bad[1].Meaning);
        Assert.StartsWith("schemachange deploy --root-folder deploy/snowflake", bad[1].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_the_user_has_not_is_named_with_its_grant()
    {
        _account.Server.Roles = ["RETAILBUS_LOADER"];
        var reader = Bad(await ExamineAsync());
        _account.Server.Roles = [];
        var loader = Assert.Single(Bad(await ExamineAsync()));

        Assert.All(reader, diagnosis => Assert.Contains("Role 'RETAILBUS_READER'", diagnosis.Found, StringComparison.Ordinal));
        Assert.Equal("No query is answered.", reader[0].Meaning);
        Assert.StartsWith("grant role RETAILBUS_READER to user RETAILBUS_SERVICE", reader[0].Remedy, StringComparison.Ordinal);
        Assert.StartsWith("grant role RETAILBUS_LOADER to user RETAILBUS_SERVICE", loader.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_account_does_not_know_is_named_with_the_statement_that_registers_it()
    {
        using var other = RSA.Create(2048);

        var bad = Assert.Single(Bad(await ExamineAsync(("PrivateKey", other.ExportPkcs8PrivateKeyPem()))));

        Assert.Contains("Snowflake refused the token or the user (401", bad.Found, StringComparison.Ordinal);
        Assert.Equal("No batch is loaded and no query is answered; loads wait, and are tried again.", bad.Meaning);
        Assert.StartsWith("alter user RETAILBUS_SERVICE set rsa_public_key = ", bad.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_named_and_the_account_is_left_alone()
    {
        var (areas, errors) = await RunAsync(("PrivateKey", "no key"));

        Assert.DoesNotContain("Snowflake", areas.Keys);
        var bad = Assert.Single(Bad(areas["Settings"]));
        Assert.Contains("Warehouse:Snowflake", bad.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Empty(_account.Server.Requests);
    }

    private static List<Diagnosis> Bad(List<Diagnosis> found) => found.FindAll(diagnosis => diagnosis.Verdict == "Bad");

    private void Execute(string sql)
    {
        using DuckDBConnection connection = _account.Executor.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<List<Diagnosis>> ExamineAsync(params (string Key, string Value)[] settings) =>
        (await RunAsync(settings)).Areas["Snowflake"];

    private async Task<(Dictionary<string, List<Diagnosis>> Areas, string Errors)> RunAsync(params (string Key, string Value)[] settings)
    {
        var environment = _account.Settings().Select(setting => (setting.Key, Value: setting.Value!))
            .Concat(settings.Select(setting => (Key: $"Warehouse:Snowflake:{setting.Key}", setting.Value)))
            .Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value));
        var result = await CommandLine.RunAsync(
            ["doctor", "--data", Path.Combine(_data.FullName, "none"), "--url", "http://127.0.0.1:9", "--json", "--aws-url", $"{_cloud.Url}"],
            TestContext.Current.CancellationToken,
            [.. environment]);
        Assert.True(result.Output.StartsWith('{'), result.Errors);
        using var document = JsonDocument.Parse(result.Output);
        return (document.RootElement.GetProperty("areas").EnumerateArray().ToDictionary(
            area => area.GetProperty("area").GetString()!,
            area => area.GetProperty("diagnoses").Deserialize<List<Diagnosis>>(JsonSerializerOptions.Web)!), result.Errors);
    }

    private sealed record Diagnosis(string Subject, string Verdict, string Found, string? Meaning, string? Remedy);
}
