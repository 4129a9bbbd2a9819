using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Locating;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Locating;

public sealed class LineTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Tea = "1,S1,\"green\ntea\",1,1,1,2026-11-23";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_found_with_its_repeats_and_its_quarantined_lines_in_a_packed_file_with_records_over_lines()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await LandAsync(host, $"{Header}{Tea}\n2,S1,jam,1,1,1,2026-11-23\n{Tea}\n2,S1,jam,x,1,1,2026-11-23\n");

        var tea = await FindAsync(host, command, Key("S1", "1", "green\ntea"));
        Assert.Equal(
            [(2L, Tea, "accepted"), (5L, Tea, "duplicate")], tea.Lines.Select(line => (line.Line, line.Raw, line.Fate)));
        Assert.Equal($"s3://{host.Raw}/orders/tills.csv.gz", tea.File);

        var jam = await FindAsync(host, command, Key("S1", "2", "jam"));
        Assert.Equal([(4L, "accepted"), (7L, "quarantined")], jam.Lines.Select(line => (line.Line, line.Fate)));
        Assert.Equal("x", Assert.Single(jam.Lines[1].Reasons).Value);
        Assert.Empty((await FindAsync(host, command, Key("S1", "3", "jam"))).Lines);
    }

    [Fact]
    public async Task Identical_lines_that_are_kept_are_told_apart_by_their_occurrence()
    {
        const string Line = "536365,A,TEA,6,2010-12-01 08:26:00,2.55,17850,France";
        await using var host = await TransformHost.StartAsync(s3);
        var command = await host.LandAsync(
            "online-retail", "day.csv",
            $"InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n{Line}\n{Line}\n");
        await TransformAsync(host, command);
        string[] values = ["536365", "A", "TEA", "6", "2010-12-01T08:26:00.000000", "2.5500", "17850", "France"];

        var second = await FindAsync(host, command, RowKeys.Compute("online-retail", values, 2));

        var line = Assert.Single(second.Lines);
        Assert.Equal((3, 2, "accepted"), (line.Line, line.Occurrence, line.Fate));
    }

    [Fact]
    public async Task A_version_that_is_gone_is_said_so()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var command = await LandAsync(host, $"{Header}1,S1,tea,1,1,1,2026-11-23\n");
        await s3.Client.DeleteObjectAsync(command.Object.Bucket, command.Object.Key, command.Object.VersionId, Cancelled);

        using var http = new HttpClient { BaseAddress = host.Url };
        using var response = await http.GetAsync(Address(command, Guid.NewGuid()), Cancelled);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains("is gone from the raw zone", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private static async Task<TransformBatch> LandAsync(TransformHost host, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        var command = await host.LandAsync("orders", "tills.csv.gz", packed.ToArray());
        await TransformAsync(host, command);
        return command;
    }

    private static async Task TransformAsync(TransformHost host, TransformBatch command)
    {
        await host.SendAsync(command);
        await host.CompletedAsync(command.BatchId);
    }

    private static async Task<LandedLines> FindAsync(TransformHost host, TransformBatch command, Guid rowKey)
    {
        using var http = new HttpClient { BaseAddress = host.Url };
        return (await http.GetFromJsonAsync<LandedLines>(Address(command, rowKey), Cancelled))!;
    }

    private static Uri Address(TransformBatch command, Guid rowKey) =>
        new($"/api/lines?batchId={command.BatchId}&rowKey={rowKey}", UriKind.Relative);

    private static Guid Key(string store, string order, string item) => RowKeys.Compute("orders", [store, order, item]);
}
