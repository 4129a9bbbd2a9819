using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Scripts;

/// <summary>Clients that we did not write use every operation that is served, and sign each request.</summary>
public sealed class ClientScriptTests(ITestOutputHelper output)
{
    private static readonly LocalCloudCredential Key = new("AKIALOCAL", "a secret/with+signs");

    [Theory]
    [InlineData("boto3")]
    [InlineData("Debian's boto3")]
    [InlineData("AWS CLI")]
    [InlineData("Debian's AWS CLI")]
    [InlineData("AWS SDK for JavaScript")]
    public async Task A_client_carries_out_every_operation_served(string name)
    {
        var client = await ScriptClient.FindAsync(name);
        using var folder = new DataFolder();
        await using var cloud = await StartAsync(folder);
        var (code, printed, errors) = await client.RunAsync(cloud.Url, Key);
        Assert.True(code == 0, errors + printed);
        output.WriteLine(printed);
        using var report = JsonDocument.Parse(printed);
        var called = Texts(report.RootElement.GetProperty("called")).ToHashSet();
        var skipped = Texts(report.RootElement.GetProperty("skipped")).ToList();
        bool IsSkipped(string operation) => skipped.Exists(step => step.StartsWith(operation + ":", StringComparison.Ordinal));
        var served = cloud.Services.GetServices<IAwsService>()
            .SelectMany(service => service.Operations.Select(operation => $"{service.Name}.{operation}"));
        Assert.DoesNotContain(served, operation => !called.Contains(operation) && !IsSkipped(operation));
        Assert.True(name.StartsWith("Debian", StringComparison.Ordinal) || skipped.TrueForAll(IsPresigning), string.Join('\n', skipped));
    }

    [Theory]
    [InlineData("boto3")]
    [InlineData("AWS CLI")]
    [InlineData("Debian's AWS CLI")]
    [InlineData("AWS SDK for JavaScript")]
    public async Task A_client_with_a_wrong_secret_is_refused_at_once(string name)
    {
        var client = await ScriptClient.FindAsync(name);
        using var folder = new DataFolder();
        await using var cloud = await StartAsync(folder);
        var (code, _, errors) = await client.RunAsync(cloud.Url, Key with { SecretAccessKey = "another" });
        Assert.NotEqual(0, code);
        Assert.Contains("Step 1,", errors, StringComparison.Ordinal);
        Assert.Contains("SignatureDoesNotMatch", errors, StringComparison.Ordinal);
    }

    /// <summary>The AWS CLI presigns downloads only.</summary>
    private static bool IsPresigning(string step) => step.StartsWith("PutObject: AWS CLI", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    private static Task<LocalCloudServer> StartAsync(DataFolder folder) => LocalCloudServer.StartAsync(
        new LocalCloudOptions { DataDirectory = folder.Path, Port = 0, Credentials = [Key] },
        cancellationToken: TestContext.Current.CancellationToken);
}
