using System.Globalization;
using System.Text;
using RetailBus.Contracts.Quality;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Quality;
using RetailBus.Transform.Rules;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Quality;

/// <summary>Figures of accepted rows, against figures computed by hand.</summary>
public sealed class WrittenQualityTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Orders = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Retail = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    [Fact]
    public async Task Each_column_has_its_nulls_its_different_values_its_range_and_a_measure_its_sum_and_mean()
    {
        var quality = await TakeAsync(
            LocalEngine.Contract("online-retail"),
            Retail
            + "1,A,tea,2,2011-01-01 08:00:00,1.50,17850,France\n"
            + "1,B,jam,1,2011-01-01 08:00:00,2.25,17850,France\n"
            + "2,A,tea,4,2011-01-02 09:30:00,1.50,,EIRE\n"
            + "C3,B,jam,-1,2011-01-03 10:00:00,2.25,12345,France\n"
            + "4,A,tea,many,2011-01-03 10:00:00,1000,99999,Spain\n");

        var wanted = new BatchQuality
        {
            Rows = 4,
            Columns =
            [
                new() { Column = "order_id", Nulls = 0, Distinct = 3 },
                new() { Column = "store_id", Nulls = 0, Distinct = 2, Min = "EIRE", Max = "France" },
                new() { Column = "item_id", Nulls = 0, Distinct = 2, Min = "A", Max = "B" },
                new() { Column = "quantity", Nulls = 0, Min = "-1", Max = "4", Sum = 6, Mean = 1.5m },
                new() { Column = "unit_price", Nulls = 0, Min = "1.5", Max = "2.25", Sum = 7.5m, Mean = 1.875m },
                new() { Column = "amount", Nulls = 0, Min = "-2.25", Max = "6", Sum = 9, Mean = 2.25m },
                new() { Column = "customer_id", Nulls = 1, Distinct = 2 },
                new() { Column = "ordered_at", Nulls = 0, Min = "2011-01-01T08:00:00Z", Max = "2011-01-03T10:00:00Z" },
            ],
        };
        Assert.Equal(wanted.Columns, quality.Columns);
        Assert.Equal(wanted, quality);
    }

    [Fact]
    public async Task A_file_of_one_store_says_which_and_one_of_several_none()
    {
        var orders = LocalEngine.Contract("orders");
        Assert.Equal("S1", (await TakeAsync(orders, Orders + "1,S1,a,1,1,1,2026-11-23\n2,S1,b,1,1,1,2026-11-23\n")).Store);
        Assert.Null((await TakeAsync(orders, Orders + "1,S1,a,1,1,1,2026-11-23\n2,S2,b,1,1,1,2026-11-23\n")).Store);
    }

    [Fact]
    public async Task A_file_without_an_accepted_row_has_no_columns()
    {
        var quality = await TakeAsync(LocalEngine.Contract("orders"), Orders + "1,S1,a,1,1,1,2026-11-23\n1,S1,a,2,1,2,2026-11-23\n");

        Assert.Equal(new BatchQuality { Rows = 0, Columns = [] }, quality);
    }

    [Fact]
    public async Task A_long_text_stands_in_no_figure()
    {
        var quality = await TakeAsync(LocalEngine.Contract("orders"), $"{Orders}1,S1,a,1,1,1,2026-11-23\n2,S1,{new string('z', 101)},1,1,1,2026-11-23\n");

        var item = quality.Of("item_id")!;
        Assert.Equal(("a", null, 2), (item.Min, item.Max, item.Distinct));
    }

    [Fact]
    public async Task Values_of_personal_data_stand_in_no_figure()
    {
        var orders = LocalEngine.Contract("orders");
        var file = await engine.RunAsync("orders", Orders + "1,S1,Ada,3,1,3,2026-11-23\n2,S1,Ben,1,1,1,2026-11-23\n");
        var personal = orders with { Columns = [.. orders.Columns.Select(column => column with { Pii = PiiOf(column) })] };
        var quality = WrittenQuality.Take(engine.Sessions, personal, file.Output, TestContext.Current.CancellationToken);

        Assert.Null(quality.Store);
        Assert.Equal(new ColumnQuality { Column = "store_id", Nulls = 0, Distinct = 1 }, quality.Of("store_id"));
        Assert.Equal(new ColumnQuality { Column = "item_id", Nulls = 0, Distinct = 2 }, quality.Of("item_id"));
        Assert.Equal(new ColumnQuality { Column = "quantity", Nulls = 0 }, quality.Of("quantity"));
        Assert.Equal(2, quality.Of("amount")!.Mean);

        static PiiTreatment PiiOf(ContractColumn column) =>
            column.Canonical is "store_id" or "item_id" or "quantity" ? PiiTreatment.Hash : PiiTreatment.None;
    }

    [Fact]
    public void What_is_computed_of_personal_data_is_personal_data()
    {
        var tickets = LocalEngine.Contract("ticket");
        var price = tickets.Columns.Single(column => column.Name == "price");
        var personal = tickets with { Derived = tickets.Derived.ToDictionary(derived => derived.Key, derived => Personal(derived.Value)) };

        Assert.True(QualityColumn.Of(tickets).Single(column => column.Name == "amount").ShowsValues);
        Assert.False(QualityColumn.Of(personal).Single(column => column.Name == "amount").ShowsValues);
        Assert.True(QualityColumn.Of(personal).Single(column => column.Name == "quantity").ShowsValues);

        Expression Personal(Expression expression) => expression switch
        {
            BinaryExpression binary => binary with { Left = Personal(binary.Left) },
            ColumnExpression => new ColumnExpression(price with { Pii = PiiTreatment.Hash }),
            _ => expression,
        };
    }

    [Fact]
    public async Task Of_many_rows_the_many_different_values_are_estimated_and_the_rest_is_exact()
    {
        var text = new StringBuilder(Orders);
        for (var row = 0; row < 60_000; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row},S{row % 17},x,{1 + (row % 2)},2,{2 * (1 + (row % 2))},11/23/2026 08:14\n");
        var quality = await TakeAsync(LocalEngine.Contract("orders"), text.ToString());

        Assert.True(quality.Of("order_id")!.DistinctIsEstimate);
        Assert.InRange(quality.Of("order_id")!.Distinct!.Value, 36_000, 84_000);
        Assert.Equal((17, false), (quality.Of("store_id")!.Distinct, quality.Of("store_id")!.DistinctIsEstimate));
        Assert.Equal((180_000m, 3m), (quality.Of("amount")!.Sum, quality.Of("amount")!.Mean));
    }

    private async Task<BatchQuality> TakeAsync(DatasetContract contract, string text)
    {
        var file = await engine.RunAsync(contract, Encoding.UTF8.GetBytes(text));
        return WrittenQuality.Take(engine.Sessions, contract, file.Output, TestContext.Current.CancellationToken);
    }
}
