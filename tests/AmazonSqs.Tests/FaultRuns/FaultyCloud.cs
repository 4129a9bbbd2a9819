using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetailBus.LocalCloud;
using RetailBus.LocalCloud.Faults;

namespace RetailBus.AmazonSqs.Tests.FaultRuns;

/// <summary>A local cloud of the test's own, that fails on request.</summary>
internal sealed class FaultyCloud : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly DirectoryInfo _data;
    private readonly LocalCloudServer _server;
    private readonly HttpClient _admin = new();

    private FaultyCloud(DirectoryInfo data, LocalCloudServer server)
    {
        _data = data;
        _server = server;
    }

    public Uri Url => _server.Url;

    public static async Task<FaultyCloud> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("transport-faults-");
        return new FaultyCloud(data, await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = data.FullName, Port = 0 }));
    }

    /// <summary>Until the next plan.</summary>
    public async Task UseAsync(FaultPlan plan)
    {
        using var body = JsonContent.Create(plan, options: Json);
        await body.LoadIntoBufferAsync();
        using var response = await _admin.PutAsync(new Uri(Url, "/_admin/faults"), body, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
