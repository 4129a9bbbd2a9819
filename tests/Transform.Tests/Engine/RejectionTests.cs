using System.IO.Compression;
using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>What a shop manager reads when a file is not taken.</summary>
public sealed class RejectionTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    [Fact]
    public async Task A_file_without_a_required_column()
    {
        var rejected = await RejectionAsync("order_id,store_id,item,quantity,price,timestamp\n1,S1,x,1,1,2026-11-23\n");

        Assert.Equal(FailureCodes.MissingColumn, rejected.Code);
        Assert.Equal(
            "The file has no column total_amount, which orders needs. Its first line is: order_id, store_id, item, quantity, price, timestamp. "
            + "Add what is missing to the header line and land the file again.",
            rejected.Message);
    }

    [Fact]
    public async Task A_file_of_something_else_where_a_header_is_needed()
    {
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(() => engine.RunAsync("online-retail", "name,age\nAnn,7\n"));

        Assert.Equal(
            "The file has none of the columns InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, Country, which online-retail needs. "
            + "Its first line is: name, age. Add what is missing to the header line and land the file again.",
            rejected.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n\n")]
    public async Task An_empty_file(string text)
    {
        var rejected = await RejectionAsync(text);

        Assert.Equal(FailureCodes.EmptyFile, rejected.Code);
        Assert.Equal("The file is empty: it has no line at all. Land the file again with its rows.", rejected.Message);
    }

    [Fact]
    public async Task A_binary_file()
    {
        var rejected = await RejectionAsync(Header + $"1,S1,{new string('\0', 20)},1,1,1,2026-11-23\n");

        Assert.Equal(FailureCodes.NotText, rejected.Code);
        Assert.Equal("The file is not text: it has bytes that no text has. Save it as CSV (UTF-8) and land that.", rejected.Message);
    }

    /// <summary>Bytes of chance: the fewer of them are looked at, the more often they pass for text.</summary>
    [Fact]
    public async Task Noise()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var noise = new byte[5_000];
            new Random(seed).NextBytes(noise);

            var rejected = await Assert.ThrowsAsync<BatchRejectedException>(() => engine.RunAsync(LocalEngine.Contract("orders"), noise));

            Assert.Equal(FailureCodes.NotText, rejected.Code);
        }
    }

    [Fact]
    public async Task An_Excel_workbook()
    {
        var rejected = await RejectionAsync("PK\u0003\u0004 and so on");

        Assert.Equal(FailureCodes.NotText, rejected.Code);
        Assert.Equal("The file is an Excel workbook or a ZIP archive, not text. Save it as CSV and land that.", rejected.Message);
    }

    [Fact]
    public async Task A_file_that_begins_with_endless_empty_lines()
    {
        var rejected = await RejectionAsync(new string('\n', 1_500_000) + Header + Lines(60_000));

        Assert.Equal(FailureCodes.Unreadable, rejected.Code);
        Assert.Equal("The file begins with more than a million empty lines. Remove them and land the file again.", rejected.Message);
    }

    [Fact]
    public async Task A_header_of_countless_columns()
    {
        var more = string.Concat(Enumerable.Range(0, 994).Select(number => $",c{number}"));
        var rejected = await RejectionAsync(Header.Replace("\n", more + "\n", StringComparison.Ordinal) + Lines(1));

        Assert.Equal(FailureCodes.Unreadable, rejected.Code);
        Assert.Equal(
            "The header line names 1,001 columns; 1,000 are the most. Remove those that are not needed and land the file again.", rejected.Message);
    }

    [Theory]
    [InlineData("2,S1,x,1,1,1,2026-11-23\n")]
    [InlineData("\0\0\0\0")]
    public async Task A_gzip_file_with_more_behind_it(string more)
    {
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(
            () => engine.RunAsync(LocalEngine.Contract("orders"), [.. Packed(Header + Lines(1)), .. Encoding.UTF8.GetBytes(more)]));

        Assert.Equal(FailureCodes.Unreadable, rejected.Code);
        Assert.Equal(
            "The file goes on after the end of its packed (gzip) part, and what follows can't be read. Pack all of it again and land it again.",
            rejected.Message);
    }

    [Fact]
    public async Task A_damaged_gzip_file()
    {
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(
            () => engine.RunAsync(LocalEngine.Contract("orders"), [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));

        Assert.Equal(FailureCodes.Unreadable, rejected.Code);
        Assert.Equal("The file is damaged: it can't be unpacked (gzip). Make it again and land it again.", rejected.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(60)]
    public async Task A_gzip_file_that_was_cut_off(int missing)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Header + "1,S1,x,1,1,1,2026-11-23\n2,S1,x,1,1,1,2026-11-23\n"));
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(
            () => engine.RunAsync(LocalEngine.Contract("orders"), packed.ToArray()[..^missing]));

        Assert.Equal(FailureCodes.Unreadable, rejected.Code);
    }

    [Fact]
    public async Task A_file_whose_rows_nearly_all_fail()
    {
        var text = new StringBuilder(Header);
        for (var row = 1; row <= 10; row++)
            text.Append(row == 3 ? "3,S1,x,1,1,1,2026-11-23\n" : $"{row},S1,x,{(row % 2 == 0 ? "two" : "1")},1,5,2026-11-23\n");
        var rejected = await RejectionAsync(text.ToString());

        Assert.Equal(FailureCodes.TooManyRejects, rejected.Code);
        Assert.Equal(
            "9 of the first 10 rows break the rules of orders, so the file was not taken. "
            + "Line 2: total_amount must equal quantity × price within a cent, but total_amount is 5, quantity is 1, price is 1. "
            + "Line 3: quantity is \"two\", which is not a whole number of up to 14 digits. "
            + "Line 5: quantity is \"two\", which is not a whole number of up to 14 digits. "
            + "Check that this is a file of orders, correct it and land it again.",
            rejected.Message);
    }

    [Fact]
    public async Task A_header_that_names_a_column_twice()
    {
        var rejected = await RejectionAsync("order_id,ORDER_ID,store_id,item,quantity,price,total_amount,timestamp\n");

        Assert.Equal(
            "The header names the column order_id twice, so that it can't be told which to take. Remove one and land the file again.",
            rejected.Message);
    }

    private static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(order => $"{order},S1,x,1,1,1,2026-11-23\n"));

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private Task<BatchRejectedException> RejectionAsync(string text) =>
        Assert.ThrowsAsync<BatchRejectedException>(() => engine.RunAsync("orders", text));
}
