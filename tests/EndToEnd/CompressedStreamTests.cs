using System.Net.Http.Json;
using System.Text.Json;
using RetailBus.Cli.Stack;

namespace RetailBus.EndToEnd;

/// <summary>The delivery stream with gzip: its objects are compressed, their rows the same.</summary>
public sealed class CompressedStreamTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-gzip-");

    [Fact]
    public async Task Compressed_objects_of_the_stream_are_accounted_for_like_others()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var stack = await RetailBusStack.StartAsync(
            new StackOptions
            {
                DataDirectory = _data.FullName,
                Port = 0,
                CloudPort = 0,
                Settings = new Dictionary<string, string?> { ["Ingest:Stream:Gzip"] = "true" },
            },
            cancelled);

        var answer = await CommandLine.JsonAsync(
            cancelled, "generate", "--orders", "3000", "--bad", "0.01", "--duplicates", "0.05", "--wait", "--timeout", "60", "--url", $"{stack.Url}");

        var report = answer.GetProperty("report");
        Assert.True(report.GetProperty("allAccountedFor").GetBoolean(), report.ToString());
        using var http = new HttpClient { BaseAddress = stack.Url };
        var runs = (await http.GetFromJsonAsync<JsonElement>("api/runs", cancelled)).GetProperty("runs").EnumerateArray().ToList();
        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.EndsWith(".gz", run.GetProperty("object").GetProperty("key").GetString(), StringComparison.Ordinal));
    }

    public void Dispose() => _data.Delete(recursive: true);
}
