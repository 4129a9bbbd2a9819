using System.Globalization;

namespace RetailBus.LocalCloud.Tests.Fuzz;

/// <summary>
/// Thousands of wrong requests. <c>LOCALCLOUD_FUZZ_SEED</c> repeats a run, <c>LOCALCLOUD_FUZZ_CASES</c> makes it longer (cases per
/// parser; default 2000).
/// </summary>
public sealed class FuzzTests
{
    private const int DefaultCases = 2000;
    private const int Lanes = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Wrong_S3_documents_get_errors_of_AWS_s_shape() => FuzzAsync(Targets.S3Xml);

    [Fact]
    public Task Wrong_chunked_bodies_get_errors_of_AWS_s_shape() => FuzzAsync(Targets.AwsChunked);

    [Fact]
    public Task Wrong_S3_headers_queries_and_keys_get_errors_of_AWS_s_shape() => FuzzAsync(Targets.S3Headers);

    [Fact]
    public Task Wrong_SQS_JSON_gets_errors_of_AWS_s_shape() => FuzzAsync(Targets.SqsJson);

    [Fact]
    public Task Wrong_SQS_forms_get_errors_of_AWS_s_shape() => FuzzAsync(Targets.SqsQuery);

    [Fact]
    public Task Wrong_SNS_forms_get_errors_of_AWS_s_shape() => FuzzAsync(Targets.SnsQuery);

    [Fact]
    public Task Wrong_Firehose_JSON_gets_errors_of_AWS_s_shape() => FuzzAsync(Targets.FirehoseJson);

    [Fact]
    public async Task Wrong_signatures_get_errors_of_AWS_s_shape_and_never_pass()
    {
        await using var cloud = await FuzzedCloud.StartAsync(new LocalCloudCredential("test", "secret"));
        await RunAsync(cloud, Targets.Signatures, mayPass: false);
    }

    private static async Task FuzzAsync(IReadOnlyList<Target> targets)
    {
        await using var cloud = await FuzzedCloud.StartAsync();
        foreach (var fixture in Targets.Fixtures)
        {
            using var request = fixture.Request(fixture.Right);
            using var response = await cloud.Http.SendAsync(request, Cancel);
            Assert.True(response.IsSuccessStatusCode, $"{fixture.Name}: {await response.Content.ReadAsStringAsync(Cancel)}");
        }

        await RunAsync(cloud, targets, mayPass: true);
    }

    private static async Task RunAsync(FuzzedCloud cloud, IReadOnlyList<Target> targets, bool mayPass)
    {
        var seed = Setting("LOCALCLOUD_FUZZ_SEED") ?? Random.Shared.Next();
        var cases = Setting("LOCALCLOUD_FUZZ_CASES") ?? DefaultCases;
        TestContext.Current.TestOutputHelper?.WriteLine($"LOCALCLOUD_FUZZ_SEED={seed}, {cases} cases");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, cases),
            new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = Cancel },
            async (number, cancel) =>
            {
                var random = new Random(unchecked(seed + number));
                var target = targets[random.Next(targets.Count)];
                var bytes = Mutation.Of(target.Right, random);
                var fault = await TryAsync(cloud, target, bytes, mayPass, cancel);
                Assert.True(
                    fault is null,
                    $"LOCALCLOUD_FUZZ_SEED={seed}, case {number}, {target.Name}, {Convert.ToBase64String(bytes)}: {fault} "
                    + string.Join(' ', cloud.Errors.Take(1)));
            });
        await cloud.AssertUnharmedAsync();
    }

    private static async Task<string?> TryAsync(FuzzedCloud cloud, Target target, byte[] bytes, bool mayPass, CancellationToken cancel)
    {
        using var request = target.Request(bytes);
        try
        {
            using var response = await cloud.Http.SendAsync(request, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            var status = (int)response.StatusCode;
            return status < 400 && !mayPass ? $"it passed with {status}" : AwsShape.Fault(request, status, body);
        }
        catch (Exception failure) when (failure is HttpRequestException or System.Xml.XmlException or System.Text.Json.JsonException)
        {
            return failure.ToString();
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
