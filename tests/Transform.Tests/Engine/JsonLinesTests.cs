using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Tests.Engine;

public sealed class JsonLinesTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Good =
        """{"order_id": 1, "store_id": "S1", "item": "crème\n\"brûlée\"", "quantity": 2, "price": 1.50, "total_amount": 3.00, "timestamp": "2026-11-23"}""";

    [Fact]
    public async Task Objects_become_rows_whatever_the_order_and_case_of_their_members()
    {
        var file = await engine.RunAsync(
            "orders",
            Good + "\r\n\r\n"
            + """{"Timestamp":"11/23/2026 08:14","TOTAL_AMOUNT":"2","price":1,"quantity":2e0,"item":" x ","store_id":"S1","order_id":"2"}""");

        Assert.Equal((2, 0, 2, 0, 0), file.Counts);
        Assert.Equal(["1|crème\n\"brûlée\"|2.0000|3.0000|∅", "2|x|2.0000|2.0000|∅"], file.Accepted("order_id", "item_id", "quantity", "amount", "extra"));
    }

    [Fact]
    public async Task Unknown_members_and_nested_values_go_to_extra_as_they_are()
    {
        var file = await engine.RunAsync(
            "online-retail",
            """{"InvoiceNo":"1","StockCode":"A","Description":{"en":"cup"},"Quantity":1,"InvoiceDate":"2011-01-01","UnitPrice":1,"""
            + """ "Country":"France","tags":["a", {"b": null}],"vip":true,"note":null}""");

        Assert.Equal((1, 0, 1, 0, 0), file.Counts);
        Assert.Equal(
            ["""A|∅|{"Description":{"en":"cup"},"tags":["a", {"b": null}],"vip":true,"note":null}"""], file.Accepted("item_id", "item_name", "extra"));
    }

    [Fact]
    public async Task What_extra_keeps_beside_unknown_members_leaves_those_as_they_are_written()
    {
        const string Receipt = """ "Filiale":"F","Artikel":"tea","Menge":1,"Preis":"1,50","Zeit":"23.11.2026 08:14" """;
        var contract = LocalEngine.Contract("market") with { UnknownColumns = PiiTreatment.None };
        string[] members =
        [
            """ "x":"\ud800","n":1.50,"big":12345678901234567890123,"E-Mail":"a@b" """,
            """ "Zahlart":"Karte","E-Mail":null,"x":null,"x":[1.0, {"y":"\udead"}] """,
            """ "Zahlart":{"by":"card"},"E-Mail":["a@b"] """,
            """ "e":{} """,
        ];
        var lines = members.Select((text, row) => $"{{\"Bon\":\"A000{row}\",{Receipt},{text.Trim()}}}");

        var file = await engine.RunAsync(contract, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        Assert.Equal((4, 0, 4, 0, 0), file.Counts);
        Assert.Equal(
            [
                """A0000|{"x":"\ud800","n":1.50,"big":12345678901234567890123,"Zahlart":"bar","E-Mail":"a***"}""",
                """A0001|{"x":null,"x":[1.0, {"y":"\udead"}],"Zahlart":"Karte"}""",
                """A0002|{"Zahlart":"bar"}""",
                """A0003|{"e":{},"Zahlart":"bar"}""",
            ],
            file.Accepted("order_id", "extra"));
    }

    [Theory]
    [InlineData(PiiTreatment.Drop)]
    [InlineData(PiiTreatment.Hash)]
    [InlineData(PiiTreatment.Mask)]
    public async Task A_nested_value_of_personal_data_is_written_nowhere(PiiTreatment treatment)
    {
        var orders = LocalEngine.Contract("orders");
        var contract = orders with
        {
            Columns = [.. orders.Columns.Select(column => column.Name == "item" ? column with { Pii = treatment, Required = false, Default = "?" } : column)],
        };
        var line = Good.Replace("\"item\": \"crème\\n\\\"brûlée\\\"\"", "\"Item\": {\"secret\": 1}, \"note\": [2]", StringComparison.Ordinal);

        var file = await engine.RunAsync(contract, Encoding.UTF8.GetBytes(line));

        Assert.Equal((1, 0, 1, 0, 0), file.Counts);
        Assert.Equal(["""{"note":[2]}"""], file.Accepted("extra"));
    }

    [Fact]
    public async Task Lines_that_are_no_objects_are_quarantined_with_their_line_and_text()
    {
        var twice = Good.Replace("\"order_id\": 1", "\"order_id\": 3, \"Order_ID\": 3", StringComparison.Ordinal);
        var missing = Good.Replace("\"store_id\": \"S1\"", "\"store_id\": null", StringComparison.Ordinal);
        var file = await engine.RunAsync(
            "orders",
            $"{Good}\n{{\"order_id\": 2,\n\n{twice}\n{missing}\n[1]\n" + string.Concat(Enumerable.Range(10, 9).Select(order => Order(order) + "\n")));

        Assert.Equal((14, 0, 10, 4, 0), file.Counts);
        var rows = file.Quarantined();
        Assert.Equal([2, 4, 5, 6], rows.Select(row => row.Line));
        Assert.Equal(["{\"order_id\": 2,", twice, missing, "[1]"], rows.Select(row => row.Raw));
        Assert.Equal(
            [
                "the line can't be read: it is not a whole JSON object",
                "the line can't be read: its object names a column twice",
                "store_id is missing; every row needs one",
                "the line can't be read: it is not a whole JSON object",
            ],
            rows.Select(row => row.Reasons.Single().Message));
    }

    [Fact]
    public async Task Objects_that_a_stream_wrote_without_anything_between_are_rows_of_their_own()
    {
        var file = await engine.RunAsync("orders", Order(1) + Order(2) + " " + Order(3) + "{\"order_id\":\n" + Order(4) + Order(5) + Order(6));

        Assert.Equal((7, 0, 6, 1, 0), file.Counts);
        Assert.Equal((1, "{\"order_id\":"), (file.Quarantined().Single().Line, file.Quarantined().Single().Raw));
    }

    [Fact]
    public async Task A_large_file_goes_straight_and_its_bad_lines_are_found()
    {
        var lines = Enumerable.Range(0, 30_000).Select(row => row % 10_000 == 9_999 ? "{}" : Order(row));
        var file = await engine.RunAsync("orders", string.Join('\n', lines));

        Assert.Equal((30_000, 0, 29_997, 3, 0), file.Counts);
        Assert.EndsWith("straight.parquet", file.Output.Accepted.Single().Path, StringComparison.Ordinal);
        Assert.Equal([10_000, 20_000, 30_000], file.Quarantined().Select(row => row.Line));
    }

    [Fact]
    public async Task A_member_that_every_row_needs_and_none_has_fails_the_file()
    {
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(() => engine.RunAsync("orders", """{"order_id": 1, "store_id": "S1", "item": "x"}"""));

        Assert.Equal(FailureCodes.MissingColumn, rejected.Code);
        Assert.Equal(
            "No object of the file has quantity or price or total_amount or timestamp, which orders needs. "
            + "The first object has: order_id, store_id, item. Add what is missing to the objects and land the file again.",
            rejected.Message);
    }

    [Fact]
    public async Task A_JSON_array_is_refused_with_what_to_write_instead()
    {
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(() => engine.RunAsync("orders", "[\n  " + Good + "\n]"));

        Assert.Equal(
            "The file is one JSON array. Write one object a line, without brackets around and commas between, and land that.", rejected.Message);
    }

    [Fact]
    public async Task An_object_longer_than_the_limit_is_quarantined_and_the_rest_is_read()
    {
        var longest = Order(1).Replace("\"x\"", $"\"{new string('\'', 1 << 20)}\"", StringComparison.Ordinal);
        var quotes = Order(2).Replace("\"x\"", $"\"{string.Concat(Enumerable.Repeat("\\\"", 500_000))}\"", StringComparison.Ordinal);
        var file = await engine.RunAsync(LocalEngine.Contract("orders"), Encoding.UTF8.GetBytes($"{longest}\n{quotes}\n{Order(3)}"));

        Assert.Equal((3, 0, 2, 1, 0), file.Counts);
        Assert.Equal(1, file.Quarantined().Single().Line);
    }

    private static string Order(int id) =>
        $$"""{"order_id":{{id}},"store_id":"S1","item":"x","quantity":1,"price":2,"total_amount":2,"timestamp":"11/23/2026 08:14"}""";
}
