using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;
using RetailBus.Transform.Tests.Properties;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>The files of the comparison, the same each time.</summary>
internal static class ReaderFiles
{
    /// <summary>A sound file of <c>orders</c>.</summary>
    public const string Good = "order_id,store_id,item,quantity,price,total_amount,timestamp\n1,S1,tea,1,2.50,2.50,2026-11-23T08:14:00";

    private static readonly DatasetContract Orders = LocalEngine.Contract("orders");

    private static readonly DatasetContract[] Contracts =
    [
        Orders,
        Orders with { Quotes = ['"', '\''], HeaderOptional = false },
        Orders with { Quotes = ['\''], UnknownColumns = PiiTreatment.Hash },
        Orders with { Quotes = [] },
        LocalEngine.Contract("ticket"),
        LocalEngine.Contract("visit"),
        LocalEngine.Contract("market"),
        LocalEngine.Contract("till") with { HeaderOptional = true, Delimiters = [';', '\t'] },
        LocalEngine.Contract("leads"),
        LocalEngine.Contract("market") with { UnknownColumns = PiiTreatment.None },
    ];

    public static IEnumerable<ReaderFile> All() =>
    [
        .. Tables(80),
        .. Of(135, "soup", Contracts, (random, contract) => new Soup(random, contract).Make()),
        .. Of(Contracts.Length, "much soup", Contracts, (random, contract) => new Soup(random, contract).Make(most: 6000)),
        .. Of(72, "JSON soup", Contracts, (random, contract) => new JsonSoup(random, contract).Make()),
        .. PackedFiles.All(Orders),
        .. FilesAtLimits.All(Orders, strict: Contracts[1]),
        .. OddFiles.All(Orders, merging: Contracts[^1]),
        .. OnlineRetail(),
    ];

    private static IEnumerable<ReaderFile> Tables(int count)
    {
        for (var seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            var dialect = RandomDialect.Of(random);
            var table = new RandomTable(random, latin: dialect.EncodingName == "latin1", oneLine: false).Fill(random.Next(1, 12));
            var bytes = dialect.Write(table.Rows, random);
            yield return new ReaderFile($"table of seed {seed} ({dialect})", Orders, bytes);
            yield return new ReaderFile($"table of seed {seed}, damaged ({dialect})", Orders, Damage.Do(bytes, random));
        }
    }

    private static IEnumerable<ReaderFile> Of(
        int count, string kind, DatasetContract[] contracts, Func<Random, DatasetContract, byte[]> make)
    {
        for (var seed = 0; seed < count; seed++)
        {
            var contract = contracts[seed % contracts.Length];
            var name = $"{kind} of seed {seed} ({contract.Name}, contract {seed % contracts.Length})";
            yield return new ReaderFile(name, contract, make(new Random(seed), contract));
        }
    }

    private static IEnumerable<ReaderFile> OnlineRetail() => SampleData.OnlineRetail is not { } folder ? [] : Directory
        .EnumerateFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal).Take(2)
        .Select(path => new ReaderFile(Path.GetFileName(path), LocalEngine.Contract("online-retail"), File.ReadAllBytes(path)));
}
