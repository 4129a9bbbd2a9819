using System.Text.Json;

namespace RetailBus.EndToEnd;

/// <summary>A generation that has the stack to itself is accounted for to the last row.</summary>
public sealed class GenerationAccountTests(StackFixture stack) : IClassFixture<StackFixture>
{
    [Fact]
    public async Task Every_row_is_accounted_for_though_some_are_late_repeated_or_bad()
    {
        var answer = await CommandLine.JsonAsync(
            TestContext.Current.CancellationToken,
            ["generate", "--orders", "4000", "--late", "0.1", "--duplicates", "0.2", "--bad", "0.05", "--items", "200", "--wait", "--url", stack.Url]);

        var report = answer.GetProperty("report");
        Assert.True(report.GetProperty("allAccountedFor").GetBoolean(), report.ToString());
        Assert.Equal(0, report.GetProperty("landedAgain").GetInt64());
        var (sent, landed) = (report.GetProperty("sent"), report.GetProperty("landed"));
        Assert.Equal(Number(sent, "badLines"), Number(landed, "quarantined"));
        Assert.Equal(Number(sent, "repeatedLines"), Number(report, "historyRows") + Number(landed, "duplicates"));
        Assert.Equal(4000, Number(sent, "orders"));
        Assert.True(Number(sent, "lateOrders") > 0 && Number(sent, "badLines") >= 200 && Number(sent, "repeatedLines") > 0);
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
