using System.Text;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Drafts;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Drafts;

public sealed class ContractDraftTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    [Fact]
    public async Task A_draft_of_a_good_sample_takes_that_sample_whole()
    {
        const string sample = """
            Bon;Filiale;Artikel;Menge;Preis;Zeit;Kunde
            A1;Köln;Käse;2;1.234,50;01.07.2026 08:00;
            A1;Köln;Brot;1;2,00;01.07.2026 08:00;17
            A1;Bonn;Brot;-1;2,00;01.07.2026 08:00;17
            A2;Köln;Brot;1;2;1.8.2026 8:00;017

            """;

        var draft = await ContractDraft.FromAsync(new MemoryStream(Encoding.Latin1.GetBytes(sample)), "market", TestContext.Current.CancellationToken);

        Assert.Empty(draft.Open);
        using var yaml = new StringReader(draft.Yaml);
        var contract = ContractReader.Read(yaml, "market.odcs.yaml");
        Assert.Equal(["Bon", "Filiale", "Artikel"], contract.Key.Select(column => column.Name));
        var (text, whole, number, time) = (LogicalType.Text, LogicalType.Integer, LogicalType.Number, LogicalType.Timestamp);
        Assert.Equal(
            [text, text, text, whole, number, time, text],
            contract.Columns.Select(column => column.Type));
        Assert.Equal([';'], contract.Delimiters);
        var file = await engine.RunAsync(contract, Encoding.Latin1.GetBytes(sample));
        Assert.Equal((5, 1, 4, 0, 0), file.Counts);
        Assert.Equal(
            [
                "A1|-2.0000|2026-07-01 08:00:00|17",
                "A1|2.0000|2026-07-01 08:00:00|17",
                "A1|2469.0000|2026-07-01 08:00:00|∅",
                "A2|2.0000|2026-08-01 08:00:00|017",
            ],
            file.Accepted("order_id", "amount", "ordered_at", "customer_id").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_sample_does_not_show_is_said()
    {
        var sample = "a,b\n1.5,x\n1.5,x\n"u8.ToArray();

        var draft = await ContractDraft.FromAsync(new MemoryStream(sample), "odd", TestContext.Current.CancellationToken);

        Assert.Contains(draft.Open, error => error.Contains("No column is part of the key", StringComparison.Ordinal));
        Assert.Contains(draft.Open, error => error.Contains("Nothing fills the canonical column order_id", StringComparison.Ordinal));
        Assert.Contains("No few columns tell the sample's rows apart", draft.Yaml, StringComparison.Ordinal);
    }
}
