using System.Text.Json;
using RetailBus.Contracts.Rows;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Parity;

/// <summary>The cases on DuckDB. <c>tests/Transform.Tests/Parity/run_on_spark.py</c> runs the same on Spark.</summary>
public sealed class ParityTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Hashed = "hmac:";

    public static TheoryData<string> Cases => [.. ParityCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_row_becomes_what_was_written_down_for_it(string name)
    {
        var expected = await ParityCase.ReadAsync(name);
        var contract = LocalEngine.Contract(expected.Contract);
        var input = await expected.InputAsync(name);
        if (expected.Fails is { } code)
        {
            var failure = await Assert.ThrowsAsync<BatchRejectedException>(() => engine.RunAsync(contract, input));
            Assert.Equal(code, failure.Code);
            return;
        }

        var file = await engine.RunAsync(contract, input);

        var (records, headers, accepted, quarantined, duplicates) = file.Counts;
        Assert.Equal(expected.Counts, new ParityCounts(records, headers, accepted, quarantined, duplicates));
        Assert.Equal(
            expected.Quarantined.Select(row => Text(row.Line, WithHashes(row.Raw), row.Reasons)),
            file.Quarantined().Select(row => Text(row.Line, row.Raw, row.Reasons)));
        foreach (var columns in expected.Accepted.GroupBy(row => string.Join(',', Columns(row))))
            AssertRows(contract.Name, [.. columns], file);
    }

    /// <summary>Rows that name the same columns are compared together; every row is named by its order_id.</summary>
    private static void AssertRows(string dataset, List<Dictionary<string, JsonElement>> rows, TransformedFile file)
    {
        var columns = Columns(rows[0]).ToArray();
        var orders = rows.Select(row => row[OrderLine.OrderId].GetString()!).ToHashSet();
        var place = Array.IndexOf(columns, OrderLine.OrderId);
        Assert.Equal(
            rows.Select(row => string.Join('|', columns.Select(column => Expected(dataset, row, column)))).Order(StringComparer.Ordinal),
            file.Accepted(columns).Where(row => orders.Contains(row.Split('|')[place])).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Columns(Dictionary<string, JsonElement> row) => row.Keys
        .Where(column => column != "occurrence")
        .Select(column => column == "key" ? OrderLine.RowKey : column)
        .Order(StringComparer.Ordinal);

    private static string Expected(string dataset, Dictionary<string, JsonElement> row, string column)
    {
        if (column != OrderLine.RowKey)
            return row[column].GetString() is { } text ? WithHashes(text) : "∅";
        var key = row["key"].EnumerateArray().Select(value => value.GetString());
        int? occurrence = row.TryGetValue("occurrence", out var number) ? number.GetInt32() : null;
        return RowKeys.Compute(dataset, key, occurrence).ToString();
    }

    /// <summary>Expected texts name what is hashed: <c>hmac:K-17</c>.</summary>
    private static string WithHashes(string text) => string.Join(';', text.Split(';').Select(part =>
        part.StartsWith(Hashed, StringComparison.Ordinal) ? LocalEngine.PiiKey.Hash(part[Hashed.Length..]) : part));

    private static string Text(long line, string raw, IEnumerable<QuarantineReason> reasons) => string.Join(
        '\n', reasons.Select(reason => $"  {reason.Rule} | {reason.Column} | {reason.Value} | {reason.Message}").Prepend($"{line}: {raw}"));
}
