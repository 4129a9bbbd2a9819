namespace RetailBus.EndToEnd;

public class DemoTests
{
    [Fact]
    public async Task The_demo_balances_and_loads_no_row_twice()
    {
        var report = await CommandLine.JsonAsync(TestContext.Current.CancellationToken, "demo", "--orders", "300", "--exit");

        Assert.True(report.GetProperty("balanced").GetBoolean());
        var runs = report.GetProperty("runs");
        Assert.Equal(1, runs.GetProperty("duplicate").GetInt32());
        Assert.Equal(0, runs.GetProperty("failed").GetInt32());
        Assert.Equal(runs.GetProperty("total").GetInt32(), runs.GetProperty("completed").GetInt32() + 1);

        var rows = report.GetProperty("rows");
        long Term(string name) => rows.GetProperty(name).GetInt64();
        Assert.Equal(7, Term("quarantined"));
        Assert.Equal(1, Term("duplicates"));
        Assert.Equal(Term("landed"), Term("headers") + Term("accepted") + Term("quarantined") + Term("duplicates"));
        Assert.Equal(Term("accepted"), Term("inserted") + Term("updated") + Term("unchanged") + Term("superseded"));

        var latency = report.GetProperty("landingToQueryableMs");
        Assert.InRange(latency.GetProperty("p50").GetDouble(), 1, latency.GetProperty("p99").GetDouble());
    }
}
