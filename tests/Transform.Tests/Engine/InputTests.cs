using System.IO.Compression;
using System.Text;

namespace RetailBus.Transform.Tests.Engine;

public sealed class InputTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp";
    private const string Row = "1,S1,crème brûlée,1,1.00,1.00,11/23/2026 08:14";

    public static TheoryData<string, byte[]> Encodings()
    {
        var text = $"{Header}\r\n{Row}\r\n";
        return new TheoryData<string, byte[]>
        {
            { "UTF-8", Encoding.UTF8.GetBytes(text) },
            { "UTF-8 with byte order mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)] },
            { "UTF-16 LE", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)] },
            { "UTF-16 BE", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)] },
            { "UTF-16 LE without mark", Encoding.Unicode.GetBytes(text) },
            { "UTF-16 BE without mark", Encoding.BigEndianUnicode.GetBytes(text) },
            { "Latin-1", Encoding.Latin1.GetBytes(text) },
            { "gzip", Gzip(Encoding.UTF8.GetBytes(text)) },
            { "gzip in two members", [.. Gzip(Encoding.UTF8.GetBytes(Header + "\n")), .. Gzip(Encoding.UTF8.GetBytes(Row))] },
            { "lone CR", Encoding.UTF8.GetBytes(text.Replace("\r\n", "\r", StringComparison.Ordinal)) },
            { "semicolons", Encoding.UTF8.GetBytes(text.Replace(',', ';')) },
            { "tabs", Encoding.UTF8.GetBytes(text.Replace(',', '\t')) },
        };
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_file_is_read_as_it_comes(string encoding, byte[] bytes)
    {
        var file = await engine.RunAsync(LocalEngine.Contract("orders"), bytes);

        Assert.Equal((2, 1, 1, 0, 0), file.Counts);
        Assert.True(file.Accepted("item_id") is ["crème brûlée"], encoding);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), file.Staged.Fingerprint);
        Assert.Equal(bytes.Length, file.Staged.LandedBytes);
    }

    [Fact]
    public async Task Header_lines_anywhere_in_a_headless_file_are_counted_as_headers()
    {
        var file = await engine.RunAsync("orders", $"{Row}\n{Header}\n2,S1,x,1,1,1,2026-11-23\n{Header}\n3,S1,x,1,1,1,2026-11-23");

        Assert.Equal((5, 2, 3, 0, 0), file.Counts);
    }

    [Fact]
    public async Task A_header_below_titles_and_rows_gives_the_columns_their_order()
    {
        const string Other = "timestamp;total_amount;price;quantity;item;store_id;order_id";
        var file = await engine.RunAsync("orders", $"Sales of shop 1\n\n{Other}\n2026-11-23;1;1;1;x;S1;1\n{Other}\n2026-11-23;1;1;1;x;S1;2\n");

        Assert.Equal((5, 2, 2, 1, 0), file.Counts);
        Assert.Equal(["1|S1", "2|S1"], file.Accepted("order_id", "store_id"));
        Assert.Equal((1, "Sales of shop 1"), (file.Quarantined().Single().Line, file.Quarantined().Single().Raw));
    }

    [Fact]
    public async Task A_line_feed_in_a_file_whose_lines_end_in_carriage_returns_is_part_of_its_value()
    {
        var file = await engine.RunAsync("orders", $"{Header}\r1,S1,a\nb,1,1,1,2026-11-23\r2,,c,1,1,1,2026-11-23\r3,S1,d,1,1,1,2026-11-23\r");

        Assert.Equal((4, 1, 2, 1, 0), file.Counts);
        Assert.Equal(["a\nb", "d"], file.Accepted("item_id"));
    }

    [Fact]
    public async Task A_row_with_NUL_bytes_costs_itself_only()
    {
        var file = await engine.RunAsync("orders", $"{Header}\n{Row}\n2,S1,a\0b,1,1,1,2026-11-23\n3,S1,\"c\0\",1,1,1,2026-11-23\n4,S1,d,1,1,1,2026-11-23\n");

        Assert.Equal((5, 1, 2, 2, 0), file.Counts);
        Assert.Equal([3, 4], file.Quarantined().Select(row => row.Line));
        Assert.Equal("2,S1,a␀b,1,1,1,2026-11-23", file.Quarantined()[0].Raw);
        Assert.All(
            file.Quarantined(), row => Assert.Equal("the row can't be read: it has NUL bytes, which no text has", row.Reasons.Single().Message));
    }

    [Theory]
    [InlineData("'", "'two, ''three'''", "two, 'three'")]
    [InlineData("\"", "\"two, \"\"three\"\"\"", "two, \"three\"")]
    [InlineData("", "\"5\" pipe\"", "\"5\" pipe\"")]
    public async Task The_contract_says_what_may_enclose_values(string quotes, string written, string value)
    {
        var contract = LocalEngine.Contract("orders") with { Quotes = quotes.Length == 0 ? [] : ['"', '\''] };
        var file = await engine.RunAsync(contract, Encoding.UTF8.GetBytes($"{Header}\n1,S1,{written},1,1,1,2026-11-23\n2,,x,1,1,1,2026-11-23\n"));

        Assert.Equal((3, 1, 1, 1, 0), file.Counts);
        Assert.Equal([value], file.Accepted("item_id"));
    }

    [Fact]
    public async Task Typographic_characters_of_Windows_1252_are_read_where_Latin_1_has_none() => Assert.Equal(
        ["“5 €”"],
        (await engine.RunAsync(
            LocalEngine.Contract("orders"),
            [.. Encoding.ASCII.GetBytes($"{Header}\n1,S1,"), 0x93, (byte)'5', (byte)' ', 0x80, 0x94, .. ",1,1,1,2026-11-23"u8])).Accepted("item_id"));

    [Fact]
    public async Task A_header_alone_completes_with_no_rows()
    {
        var file = await engine.RunAsync("orders", Header);

        Assert.Equal((1, 1, 0, 0, 0), file.Counts);
        Assert.Empty(file.Output.Accepted);
        Assert.Empty(file.Output.Quarantined);
    }

    [Fact]
    public async Task Columns_in_any_order_with_unknown_ones_between_come_through_and_the_unknown_go_to_extra()
    {
        var file = await engine.RunAsync(
            "orders",
            "Timestamp,cashier,Total_Amount,price,quantity,item,store_id,order_id,note\n2026-11-23,Ann \"A\",2,1,2,x,S1,1,\n");

        Assert.Equal((2, 1, 1, 0, 0), file.Counts);
        Assert.Equal(["1|S1|x|2.0000|{\"cashier\":\"Ann \\\"A\\\"\",\"note\":null}"], file.Accepted("order_id", "store_id", "item_id", "quantity", "extra"));
    }

    [Fact]
    public async Task A_NUL_in_an_unknown_columns_name_is_shown_in_extra()
    {
        var file = await engine.RunAsync("orders", $"{Header},a\0b,a␀b,\0\n1,S1,x,1,1.00,1.00,2026-11-23,p,q,r\n");

        Assert.Equal((2, 0, 1, 1, 0), file.Counts);
        Assert.Equal([1], file.Quarantined().Select(row => row.Line));
        Assert.Equal(["{\"a␀b\":\"p\",\"a␀b 2\":\"q\",\"␀\":\"r\"}"], file.Accepted("extra"));
    }

    [Fact]
    public async Task Every_canonical_column_is_written_with_its_type()
    {
        var file = await engine.RunAsync("orders", $"{Header}\n{Row}\n");

        var types = engine.Query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM $files)", file.Output.Accepted)
            .Select(row => $"{row[0]} {row[1]}");
        Assert.Equal(
            [
                "dataset VARCHAR", "order_id VARCHAR", "store_id VARCHAR", "item_id VARCHAR", "item_name VARCHAR", "quantity DECIMAL(18,4)",
                "unit_price DECIMAL(18,4)", "amount DECIMAL(18,4)", "currency VARCHAR", "customer_id VARCHAR", "ordered_at TIMESTAMP",
                "is_return BOOLEAN", "source_object VARCHAR", "batch_id UUID", "landed_at TIMESTAMP", "row_key UUID", "extra VARCHAR",
            ],
            types);
        Assert.Equal(
            ["orders|1|S1|1.0000|1.0000|1.0000|USD|∅|false|s3://raw/orders/o'brien.csv|2026-11-23 08:00:00|∅"],
            file.Accepted("dataset", "order_id", "store_id", "quantity", "unit_price", "amount", "currency", "customer_id", "is_return", "source_object", "landed_at", "extra"));
    }

    [Fact]
    public async Task Mixed_line_ends_leave_nothing_on_the_last_value()
    {
        var file = await engine.RunAsync(
            "online-retail",
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "1,A,x,1,2011-01-01,1,,France\r\n2,A,x,1,2011-01-01,1,,Spain\n3,A,x,1,2011-01-01,1,,Italy");

        Assert.Equal((4, 1, 3, 0, 0), file.Counts);
        Assert.Equal(["France", "Italy", "Spain"], file.Accepted("store_id"));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
