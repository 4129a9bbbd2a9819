using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Tests.Engine;

public sealed class RowKeyTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    [Fact]
    public async Task A_key_in_SQL_is_the_key_in_code()
    {
        var file = await engine.RunAsync(
            "orders",
            "order_id,store_id,item,quantity,price,total_amount,timestamp\n1,S1, crème ;:-; ,1,1,1,2026-11-23\n2,\"S,2\",\"a \"\"b\"\"\",1,1,1,2026-11-23\n");

        Assert.Equal(
            [
                $"1|{RowKeys.Compute("orders", ["S1", "1", "crème ;:-;"])}",
                $"2|{RowKeys.Compute("orders", ["S,2", "2", "a \"b\""])}",
            ],
            file.Accepted("order_id", "row_key"));
    }

    [Fact]
    public async Task Identical_lines_that_the_contract_keeps_are_numbered_in_file_order()
    {
        var file = await engine.RunAsync(
            "online-retail",
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
            + "C1,A,,-2,2011-01-01 08:00:00,1.5,17850.0,France\n"
            + "C1,A,,-2,2011-01-01 08:00:00,1.50,17850,France\n"
            + "2,B,mug ,3,2011-01-01 08:00:00.5,0.001,,France\n");

        var times = "2011-01-01T08:00:00.000000";
        string?[] returned = ["C1", "A", null, "-2", times, "1.5000", "17850", "France"];
        string?[] bought = ["2", "B", "mug", "3", "2011-01-01T08:00:00.500000", "0.0010", null, "France"];
        Assert.Equal((4, 1, 3, 0, 0), file.Counts);
        Assert.Equal(
            new[]
            {
                $"2|false|0.0030|∅|{RowKeys.Compute("online-retail", bought, 1)}",
                $"C1|true|-3.0000|17850|{RowKeys.Compute("online-retail", returned, 1)}",
                $"C1|true|-3.0000|17850|{RowKeys.Compute("online-retail", returned, 2)}",
            }.Order(StringComparer.Ordinal),
            file.Accepted("order_id", "is_return", "amount", "customer_id", "row_key").Order(StringComparer.Ordinal));
    }
}
