using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Firehose;

public sealed class StreamStatusTests : IAsyncLifetime
{
    private static readonly TimeSpan CreationTime = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private readonly DataFolder _folder = new();
    private LocalCloudServer _server = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = _folder.Path, Port = 0, TimeProvider = _time, FirehoseCreationTime = CreationTime });
        _http = new HttpClient { BaseAddress = _server.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_stream_that_is_being_created_takes_no_records_and_can_not_be_changed()
    {
        await _http.CreateStreamAsync("orders", "bucket", interval: 60);
        Assert.Equal("CREATING", await StatusAsync());
        Assert.Equal("ResourceNotFoundException", Type(await _http.PutBatchAsync("orders", "x")));
        Assert.Equal("ResourceInUseException", Type(await _http.CallAsync("DeleteDeliveryStream", Named())));
        Assert.Equal("ResourceInUseException", Type(await _http.CallAsync("StartDeliveryStreamEncryption", Named())));

        _time.Advance(CreationTime);
        Assert.Equal("ACTIVE", await StatusAsync());
        Assert.Equal(200, (await _http.PutBatchAsync("orders", "x")).Status);
        Assert.Equal(200, (await _http.CallAsync("DeleteDeliveryStream", Named())).Status);
    }

    [Fact]
    public async Task Encryption_takes_a_while_and_records_say_whether_it_is_on()
    {
        await _http.CreateStreamAsync("orders", "bucket", interval: 900);
        _time.Advance(CreationTime);
        var request = Named();
        request["DeliveryStreamEncryptionConfigurationInput"] = new JsonObject { ["KeyType"] = "CUSTOMER_MANAGED_CMK" };
        Assert.Equal("InvalidArgumentException", Type(await _http.CallAsync("StartDeliveryStreamEncryption", request)));
        Assert.Equal(200, (await _http.CallAsync("StartDeliveryStreamEncryption", Named())).Status);
        Assert.Equal(("ENABLING", false), (await EncryptionAsync(), await IsEncryptedAsync()));
        _time.Advance(CreationTime);
        Assert.Equal(("ENABLED", true), (await EncryptionAsync(), await IsEncryptedAsync()));
        Assert.Equal(200, (await _http.CallAsync("StopDeliveryStreamEncryption", Named())).Status);
        Assert.Equal("DISABLING", await EncryptionAsync());
        _time.Advance(CreationTime);
        Assert.Equal(("DISABLED", false), (await EncryptionAsync(), await IsEncryptedAsync()));
    }

    [Fact]
    public async Task Tags_are_limited_listed_in_pages_and_survive_a_restart()
    {
        await _http.CreateStreamAsync("orders", "bucket", interval: 900);
        Assert.Equal(200, (await TagAsync(Enumerable.Range(10, 50).Select(i => ($"k{i}", $"v{i}")))).Status);
        Assert.Equal("LimitExceededException", Type(await TagAsync([("one more", "x")])));
        Assert.Equal("ValidationException", Type(await TagAsync([("aws:k", "x")])));
        Assert.Equal("ValidationException", Type(await TagAsync([])));
        await DisposeServerAsync();
        await InitializeAsync();
        var request = Named();
        (request["Limit"], request["ExclusiveStartTagKey"]) = (2, "k11");
        var (_, listed) = await _http.CallAsync("ListTagsForDeliveryStream", request);
        Assert.Equal(["k12", "k13"], listed.GetProperty("Tags").EnumerateArray().Select(tag => tag.GetProperty("Key").GetString()));
        Assert.True(listed.GetProperty("HasMoreTags").GetBoolean());
    }

    private static string Type((int Status, JsonElement Answer) answer) => answer.Answer.GetProperty("__type").GetString()!;

    private static JsonObject Named() => new() { ["DeliveryStreamName"] = "orders" };

    private async Task DisposeServerAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private Task<(int Status, JsonElement Answer)> TagAsync(IEnumerable<(string Key, string Value)> tags)
    {
        var request = Named();
        request["Tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
        return _http.CallAsync("TagDeliveryStream", request);
    }

    private async Task<bool> IsEncryptedAsync() => (await _http.PutBatchAsync("orders", "x")).Answer.GetProperty("Encrypted").GetBoolean();

    private async Task<string> StatusAsync() => (await DescribeAsync()).GetProperty("DeliveryStreamStatus").GetString()!;

    private async Task<string> EncryptionAsync() =>
        (await DescribeAsync()).GetProperty("DeliveryStreamEncryptionConfiguration").GetProperty("Status").GetString()!;

    private async Task<JsonElement> DescribeAsync() =>
        (await _http.CallAsync("DescribeDeliveryStream", Named())).Answer.GetProperty("DeliveryStreamDescription");
}
