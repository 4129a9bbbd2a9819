namespace RetailBus.Transform.Tests.Engine;

public sealed class OnlineRetailFilesTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    [Fact]
    public async Task The_public_data_set_comes_through_whole()
    {
        var folder = SampleData.OnlineRetail ?? throw Xunit.Sdk.SkipException.ForSkip("shared/data/online-retail is not beside the repository");
        var contract = LocalEngine.Contract("online-retail");
        var files = new List<TransformedFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv.gz").Order())
        {
            await using var landed = File.OpenRead(path);
            files.Add(await engine.RunAsync(contract, landed));
        }

        Assert.Equal(95, files.Count);
        Assert.All(files, file => Assert.True(file.Output.Rows.Balances));
        Assert.Equal(0, files.Sum(file => file.Output.Rows.Quarantined + file.Output.Rows.Duplicates));
        Assert.Equal(142_083, files.Sum(file => file.Output.Rows.Accepted));

        var row = engine.Query(
            """
            SELECT CAST(sum(amount) AS DECIMAL(18,2))::VARCHAR, count(DISTINCT row_key)::VARCHAR, count(DISTINCT order_id)::VARCHAR,
                count(*) FILTER (customer_id IS NULL)::VARCHAR, count(*) FILTER (item_name IS NULL)::VARCHAR,
                (count(*) - count(DISTINCT (order_id, item_id, item_name, quantity, ordered_at, unit_price, customer_id, store_id)))::VARCHAR,
                count(*) FILTER (is_return AND starts_with(order_id, 'C'))::VARCHAR, CAST(sum(quantity) AS BIGINT)::VARCHAR
            FROM $files
            """,
            files.SelectMany(file => file.Output.Accepted)).Single();
        Assert.Equal("2490287.01", row[0]);
        Assert.Equal("142083", row[1]);
        Assert.Equal("6877", row[2]);
        Assert.Equal("45136", row[3]);
        Assert.Equal("469", row[4]);
        Assert.Equal("1284", row[5]);
        Assert.Equal("2603", row[6]);
        Assert.Equal("1281055", row[7]);
    }
}
