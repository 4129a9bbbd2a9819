using System.Globalization;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>One file with every oddity, and what becomes of each record: the table of <see cref="Oddities"/> is written by hand.</summary>
public sealed class OddityTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    [Fact]
    public async Task Each_record_of_a_file_with_every_oddity_becomes_what_is_expected()
    {
        var file = await engine.RunAsync(LocalEngine.Contract("orders"), Oddities.Bytes());
        var quarantined = file.Quarantined().ToDictionary(row => row.Line, row => string.Join("; ", row.Reasons.Select(reason => reason.Message)));
        var accepted = file.Accepted("order_id").ToHashSet();

        foreach (var odd in Oddities.All)
        {
            var found = quarantined.TryGetValue(odd.Line, out var reasons) ? $"quarantined: {reasons}"
                : accepted.Contains(odd.OrderId) ? "accepted"
                : "counted";
            TestContext.Current.TestOutputHelper?.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"line {odd.Line,2}  {odd.What,-42} {found}"));
            Assert.Equal((odd.What, odd.Outcome), (odd.What, found));
        }

        Assert.Equal((Oddities.All.Count, 2, accepted.Count, quarantined.Count, 1), file.Counts);
        Assert.Equal("“5 €” crème", engine.Query("SELECT item_id FROM $files WHERE order_id = '51'", file.Output.Accepted).Single()[0]);
    }
}
