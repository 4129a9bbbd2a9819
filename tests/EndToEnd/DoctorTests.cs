using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AwsClients.Firehose;

namespace RetailBus.EndToEnd;

/// <summary><c>retailbus doctor</c> on a stack that is well, on one that was broken, and where there is none.</summary>
public sealed class DoctorTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private static readonly (string, string) CheckOnly = ("Aws__Provision", "false");

    [Fact]
    public async Task A_stack_that_is_up_is_well_until_something_is_taken_away_and_each_thing_is_named()
    {
        var (exitCode, before) = await ExamineAsync(CheckOnly);
        Assert.True(exitCode == 0, string.Join('\n', before));
        Assert.All(before, diagnosis => Assert.Equal("Good", diagnosis.Verdict));
        Assert.Contains(before, diagnosis => diagnosis is { Subject: "retailbus-raw", Found: "there, and keeps versions" });

        await BreakAsync();

        (exitCode, var after) = await ExamineAsync(CheckOnly);
        Assert.Equal(1, exitCode);
        var bad = after.Where(diagnosis => diagnosis.Verdict == "Bad").ToDictionary(diagnosis => diagnosis.Subject);
        Assert.Equal(["retailbus-orders", "retailbus-quarantine", "retailbus-raw"], bad.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("put-bucket-versioning --bucket retailbus-raw", bad["retailbus-raw"].Remedy, StringComparison.Ordinal);
        Assert.StartsWith("aws firehose create-delivery-stream", bad["retailbus-orders"].Remedy, StringComparison.Ordinal);
        Assert.Equal("aws s3 mb s3://retailbus-quarantine", bad["retailbus-quarantine"].Remedy);
    }

    [Fact]
    public async Task A_contracts_errors_are_named_with_file_and_line_and_nothing_is_made_where_no_stack_was()
    {
        var contracts = Directory.CreateDirectory(Path.Combine(stack.Files, "contracts"));
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "datasets", "orders.odcs.yaml"), TestContext.Current.CancellationToken);
        var wrong = text.Replace("logicalType: integer", "logicalType: intger", StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        await File.WriteAllTextAsync(Path.Combine(contracts.FullName, "orders.odcs.yaml"), wrong, TestContext.Current.CancellationToken);
        var data = Path.Combine(stack.Files, "none");

        var result = await CommandLine.RunAsync(
            ["doctor", "--data", data, "--url", "http://127.0.0.1:9", "--cloud-port", "9", "--json"],
            TestContext.Current.CancellationToken,
            ("Datasets__Path", contracts.FullName));

        Assert.Equal(1, result.ExitCode);
        var bad = Read(result.Output).FindAll(diagnosis => diagnosis.Verdict == "Bad");
        Assert.All(bad, diagnosis => Assert.Equal("orders.odcs.yaml", diagnosis.Subject));
        var line = wrong.Split('\n').ToList().FindIndex(at => at.Contains("intger", StringComparison.Ordinal)) + 1;
        Assert.Contains(bad, diagnosis => diagnosis.Found.StartsWith($"orders.odcs.yaml({line}): \"intger\" is not one of", StringComparison.Ordinal));
        Assert.False(Directory.Exists(data));
    }

    private async Task BreakAsync()
    {
        var services = stack.Stack.Services!;
        await services.GetRequiredService<IFirehoseClient>().DeleteDeliveryStreamAsync("retailbus-orders", TestContext.Current.CancellationToken);
        var s3 = services.GetRequiredService<IAmazonS3>();
        await s3.DeleteBucketAsync("retailbus-quarantine", TestContext.Current.CancellationToken);
        await s3.PutBucketVersioningAsync(
            new PutBucketVersioningRequest
            {
                BucketName = "retailbus-raw",
                VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Suspended },
            },
            TestContext.Current.CancellationToken);
    }

    private async Task<(int ExitCode, List<Diagnosis> Diagnoses)> ExamineAsync(params (string, string)[] settings)
    {
        var result = await CommandLine.RunAsync(
            ["doctor", "--data", stack.Data, "--url", stack.Url, "--cloud-port", new Uri(stack.AwsUrl).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--json"],
            TestContext.Current.CancellationToken,
            settings);
        return (result.ExitCode, Read(result.Output));
    }

    private static List<Diagnosis> Read(string output)
    {
        using var document = JsonDocument.Parse(output);
        return [.. document.RootElement.GetProperty("areas").EnumerateArray()
            .SelectMany(area => area.GetProperty("diagnoses").Deserialize<List<Diagnosis>>(JsonSerializerOptions.Web)!)];
    }

    private sealed record Diagnosis(string Subject, string Verdict, string Found, string? Remedy);
}
