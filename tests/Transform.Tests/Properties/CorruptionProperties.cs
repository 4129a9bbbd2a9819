using System.Text;
using FsCheck;
using FsCheck.Xunit;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Properties;

/// <summary>FsCheck prints the seed of a failure; give it as <c>Replay</c> to see it again.</summary>
public sealed class CorruptionProperties(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private static readonly string[] Reasons =
        [FailureCodes.EmptyFile, FailureCodes.MissingColumn, FailureCodes.NotText, FailureCodes.TooManyRejects, FailureCodes.Unreadable];

    [Property(MaxTest = 80, EndSize = 40)]
    public async Task Damage_never_crashes_and_never_loses_a_record_from_the_count(DoNotSize<int> seed, NonNegativeInt rows)
    {
        var random = new Random(seed.Item);
        var dialect = RandomDialect.Of(random);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed.Item}, {rows.Get} rows, {dialect}");
        var table = new RandomTable(random, latin: dialect.EncodingName == "latin1", oneLine: false).Fill(rows.Get + 1);

        await RunAsync(Damage.Do(dialect.Write(table.Rows, random), random));
    }

    /// <summary>Where no value has quotes or line ends, a record is a line that is not empty: that can be counted here, by a third reader.</summary>
    [Property(MaxTest = 50, EndSize = 40)]
    public async Task Records_are_the_lines_of_a_damaged_file_without_quotes(DoNotSize<int> seed, NonNegativeInt rows)
    {
        var random = new Random(seed.Item);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed.Item}, {rows.Get} rows");
        var lines = Enumerable.Range(0, rows.Get + 5).Select(row => $"{row},S1,item {random.Next(9)},1,2.50,2.50,2026-11-23\n");
        var text = Encoding.UTF8.GetBytes(string.Join(",", RandomTable.Columns.Take(7)) + "\n" + string.Concat(lines));
        var damaged = Damage.Do(text, random, octets: "\n,\0x1 é"u8.ToArray());

        if (await RunAsync(damaged) is { } file)
            Assert.Equal(Encoding.UTF8.GetString(damaged).Split('\n').Count(line => line.Length > 0), file.Counts.Records);
    }

    private async Task<TransformedFile?> RunAsync(byte[] bytes)
    {
        try
        {
            var file = await engine.RunAsync(LocalEngine.Contract("orders"), bytes);
            var (records, headers, accepted, quarantined, duplicates) = file.Counts;
            Assert.Equal(records, headers + accepted + quarantined + duplicates);
            Assert.Equal(quarantined, file.Quarantined().Count);
            Assert.Equal(accepted, file.Accepted("row_key").Count);
            Assert.All(file.Quarantined(), row => Assert.NotEmpty(row.Reasons));
            return file;
        }
        catch (BatchRejectedException rejected)
        {
            Assert.Contains(rejected.Code, Reasons);
            return null;
        }
    }
}
