using RetailBus.Transform.Dialects;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Dialects;

/// <summary>
/// The SQL of each contract in each dialect, word for word: a change of it must be seen and meant. To accept one, run the tests with
/// RETAILBUS_ACCEPT_GOLDEN set to the folder of the golden files.
/// </summary>
public sealed class GoldenTests
{
    private const string Accept = "RETAILBUS_ACCEPT_GOLDEN";

    public static MatrixTheoryData<string, string> Contracts { get; } =
        new(["orders", "online-retail", "till", "market", "ticket", "visit"], ContractSql.Dialects);

    [Theory]
    [MemberData(nameof(Contracts))]
    public void What_is_generated_is_what_was_accepted(string dataset, string dialect)
    {
        var file = $"{dataset}.{(dialect == ContractSql.Spark ? "spark.json" : "duckdb.sql")}";
        var generated = ContractSql.Of(LocalEngine.Contract(dataset), dialect);
        if (Environment.GetEnvironmentVariable(Accept) is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, file), generated);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)), generated);
    }
}
