using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Uploading;

[Collection(PagesCollection.Name)]
public sealed class PreviewTests(LiveStack stack)
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gzip_file_that_unpacks_a_thousandfold_is_looked_at_no_further_than_any_other()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        var bomb = Packed($"{Header}{new string('a', 32 << 20)}");

        using var response = await PostAsync(bomb, isWhole: true);
        var preview = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

        Assert.True(bomb.Length < 1 << 20);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(preview.GetProperty("records").GetInt64(), 1, 2);
    }

    [Fact]
    public async Task Of_a_packed_file_that_is_cut_off_the_whole_records_are_read()
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        var rows = Enumerable.Range(0, 50_000).Select(row => $"P-{row},S31,tea {row * 7919 % 1000},1,2.50,2.50,03/01/2026 09:30\n");
        var packed = Packed(Header + string.Concat(rows));

        using var response = await PostAsync(packed[..(packed.Length / 2)], isWhole: false);
        var preview = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

        Assert.Equal("orders", preview.GetProperty("dataset").GetString());
        Assert.True(preview.GetProperty("accepted").GetInt64() > 10_000);
        Assert.Equal(0, preview.GetProperty("quarantined").GetInt64());
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new StreamWriter(new GZipStream(packed, CompressionLevel.SmallestSize)))
            gzip.Write(text);
        return packed.ToArray();
    }

    private Task<HttpResponseMessage> PostAsync(byte[] body, bool isWhole) => stack.Http.PostAsync(
        new Uri($"api/preview?whole={isWhole}", UriKind.Relative), new ByteArrayContent(body), Cancelled);
}
