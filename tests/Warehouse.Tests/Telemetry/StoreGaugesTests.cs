using RetailBus.Contracts.Messages;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Tests.Telemetry;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Telemetry;

public class StoreGaugesTests
{
    private static readonly DateTimeOffset Landing = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task When_the_newest_loaded_file_of_each_store_landed_is_scraped()
    {
        await using var warehouse = await RunningWarehouse.StartAsync(
            configure: null, new("Telemetry:Prometheus:Enabled", "true"), new("Telemetry:SamplePeriod", "00:00:01"));
        await LoadAsync(warehouse, "a.csv", landed: 0, new Line("1", "tea", 10), new Line("2", "tea", 20) { Store = "S2" });
        await UntilAsync(warehouse, scrape => LandedAt(scrape, "S2") == Landing.ToUnixTimeSeconds());

        await LoadAsync(warehouse, "b.csv", landed: 60, new Line("3", "tea", 10) { Store = "S2" });

        await UntilAsync(warehouse, scrape => LandedAt(scrape, "S2") == Landing.ToUnixTimeSeconds() + 60);
    }

    private static async Task LoadAsync(RunningWarehouse warehouse, string name, int landed, params Line[] lines)
    {
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, Lines = lines });
        await warehouse.SendAsync(command);
        await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);
    }

    private static double? LandedAt(PrometheusText scrape, string store) => scrape.Value(
        "retailbus_store_landed_timestamp_seconds", ("retailbus_dataset", "orders"), ("retailbus_store", store));

    private static async Task UntilAsync(RunningWarehouse warehouse, Func<PrometheusText, bool> wanted)
    {
        var cancelled = TestContext.Current.CancellationToken;
        while (true)
        {
            var text = await warehouse.Http.GetStringAsync(new Uri(TelemetryRegistration.ScrapePath, UriKind.Relative), cancelled);
            if (wanted(PrometheusText.Parse(text)))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancelled);
        }
    }
}
