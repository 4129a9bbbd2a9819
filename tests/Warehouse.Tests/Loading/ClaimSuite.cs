using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>Random slots, contents, attempts, load orders and groups always end in the rows that the definition names.</summary>
public abstract class ClaimSuite
{
    private const int Slots = 3;
    private const int Keys = 6;

    private protected static async Task RunAsync(WarehouseUnderTest warehouse, string onReland, int seed, int rounds)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var dataset = $"{onReland}-{round}";
            var loads = Generate(warehouse, random, dataset, onReland);
            List<Claims.Load> loaded = [];
            while (loaded.Count < loads.Count)
            {
                var group = loads.Skip(loaded.Count).Take(random.Next(1, 4)).ToList();
                loaded.AddRange(group);
                var outcomes = await warehouse.LoadAsync([.. group.Select(load => load.Batch)]);
                Assert.Equal(group.Select(load => (long?)load.Rows.Count), outcomes.Select(outcome => outcome.Counts?.Total));
                Assert.Equal(
                    Claims.Current(loaded),
                    warehouse.Rows($"select order_id, amount, batch_id, attempt from order_lines where dataset = '{dataset}' order by order_id"));
            }
        }

        Assert.EndsWith(" true", warehouse.Balance(), StringComparison.Ordinal);
        Assert.Equal("0", warehouse.Value(
            "select count(*) from (select batch_id, attempt, count(*) as n from (select batch_id, attempt from order_lines union all "
            + "select batch_id, attempt from order_line_history) group by all) c join load_history l "
            + "on c.batch_id = l.batch_id and c.attempt = l.manifest_attempt where n <> accepted"));
        Assert.Equal(
            warehouse.Value("select count(*) from order_line_history where reason = 'retracted'") == "0",
            onReland == "merge" && warehouse.Value("select coalesce(sum(retracted), 0) from load_history") == "0");
    }

    internal static List<Claims.Load> Generate(WarehouseUnderTest warehouse, Random random, string dataset, string onReland)
    {
        var loads = new Dictionary<(string, int, int), Claims.Load>();
        for (var i = 0; i < 7; i++)
        {
            var (slot, landed, attempt) = ($"s{random.Next(Slots)}", random.Next(5), random.Next(1, 3));
            var rows = Enumerable.Range(0, Keys).Where(_ => random.Next(5) < 3).ToDictionary(key => $"k{key}", _ => (decimal)random.Next(3));
            var batch = new BatchBuilder(warehouse.Folder)
            {
                Name = slot,
                Dataset = dataset,
                Landed = landed,
                Attempt = attempt,
                OnReland = onReland != "either" ? onReland : random.Next(2) == 0 ? "merge" : "replace",
                Lines = [.. rows.Select(row => new Line(row.Key, "tea", row.Value) { Dataset = dataset })],
            }.Build();
            loads.TryAdd((slot, landed, attempt), new Claims.Load(batch, rows));
        }

        return [.. loads.Values.OrderBy(_ => random.Next())];
    }
}
