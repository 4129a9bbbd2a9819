using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RetailBus.Transform.Quarantine;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Batches;

public sealed class ApiTests(S3Server s3) : IClassFixture<S3Server>
{
    [Fact]
    public async Task Quarantined_rows_are_read_page_by_page()
    {
        await using var host = await TransformHost.StartAsync(s3);
        using var http = new HttpClient { BaseAddress = host.Url };
        var command = await host.LandAsync(
            "orders",
            "bad.csv",
            "order_id,store_id,item,quantity,price,total_amount,timestamp\n1,S1,a,1,1,1,2026-11-23\n2,S1,b,x,1,1,2026-11-23\n3,S1,c,1,1,1,2026-11-23\n4,S1,d,y,1,1,2026-11-23\n");
        await host.SendAsync(command);
        await host.CompletedAsync(command.BatchId);

        var all = await http.GetFromJsonAsync<QuarantinePage>(Address(command.BatchId, "orders"), TestContext.Current.CancellationToken);
        var second = await http.GetFromJsonAsync<QuarantinePage>(Address(command.BatchId, "orders") + "&attempt=1&offset=1&limit=1", TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (all!.Total, all.Attempt));
        Assert.Equal([3, 5], all.Rows.Select(row => row.Line));
        var row = Assert.Single(second!.Rows);
        Assert.Equal((5, "4,S1,d,y,1,1,2026-11-23", "y"), (row.Line, row.Raw, row.Reasons.Single().Value));
    }

    [Theory]
    [InlineData("orders", "", HttpStatusCode.NotFound)]
    [InlineData("nothing", "", HttpStatusCode.NotFound)]
    [InlineData("orders", "&limit=0", HttpStatusCode.BadRequest)]
    [InlineData("orders", "&offset=-1", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_not_asked_well_is_said_so(string dataset, string more, HttpStatusCode expected)
    {
        await using var host = await TransformHost.StartAsync(s3);
        using var http = new HttpClient { BaseAddress = host.Url };

        using var response = await http.GetAsync(new Uri(Address(Guid.NewGuid(), dataset) + more, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Datasets_are_described()
    {
        await using var host = await TransformHost.StartAsync(s3);
        using var http = new HttpClient { BaseAddress = host.Url };

        var datasets = await http.GetFromJsonAsync<JsonElement>(new Uri("/api/datasets", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(["online-retail", "orders"], datasets.EnumerateArray().Select(dataset => dataset.GetProperty("name").GetString()));
        Assert.Equal("order_id", datasets[1].GetProperty("columns")[0].GetProperty("name").GetString());
        var invoice = datasets[0].GetProperty("columns")[0];
        Assert.Equal(("InvoiceNo", "order_id"), (invoice.GetProperty("name").GetString(), invoice.GetProperty("canonical").GetString()));
    }

    private static string Address(Guid batchId, string dataset) => $"/api/quarantine/{batchId}?dataset={dataset}";
}
