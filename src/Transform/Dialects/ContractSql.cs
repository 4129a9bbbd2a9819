using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Spark;

namespace RetailBus.Transform.Dialects;

/// <summary>What is generated from a contract, to look at and to hand to the Databricks job.</summary>
public static class ContractSql
{
    public const string DuckDb = "duckdb";

    public const string Spark = "spark";

    public static IReadOnlyList<string> Dialects { get; } = [DuckDb, Spark];

    /// <param name="contract">The contract.</param>
    /// <param name="dialect">One of <see cref="Dialects"/>.</param>
    /// <returns>SQL for DuckDB; for Spark the JSON that the job takes, which holds its statements.</returns>
    public static string Of(DatasetContract contract, string dialect) => dialect switch
    {
        DuckDb => DuckDbStatements.Of(contract),
        Spark => SparkProgram.Of(contract).ToJson() + "\n",
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, $"The dialects are {string.Join(", ", Dialects)}."),
    };
}
