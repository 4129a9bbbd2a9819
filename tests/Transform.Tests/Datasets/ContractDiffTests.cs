using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Datasets;

public sealed class ContractDiffTests
{
    [Fact]
    public void The_same_contract_read_twice_has_no_difference()
    {
        var diff = ContractDiff.Of(LocalEngine.Contract("till"), LocalEngine.Contract("till"));

        Assert.Empty(diff.Changes);
        Assert.Equal(("none", "2.1.0", true), (diff.NeededBump, diff.NeededVersion, diff.HasNeededVersion));
    }

    /// <param name="right">What the contract says.</param>
    /// <param name="wrong">What the newer one says.</param>
    /// <param name="impact">Whom it concerns.</param>
    /// <param name="what">Beginning of the sentence.</param>
    /// <param name="needed">The version that it asks for.</param>
    [Theory]
    [InlineData("defaultTimezone: Europe/Berlin", "defaultTimezone: Europe/London", ContractImpact.BreaksReaders, "Zeit is in Europe/London", "2.0.0")]
    [InlineData("Menge * Preis - Rabatt", "Menge * Preis", ContractImpact.BreaksReaders, "amount is derived otherwise", "2.0.0")]
    [InlineData("value: hash", "value: mask", ContractImpact.BreaksReaders, "Kunde is personal data to Mask", "2.0.0")]
    [InlineData("primaryKeyPosition: 3", "primaryKeyPosition: 0003", ContractImpact.None, "", "1.0.0")]
    [InlineData("unknownColumns\n    value: mask", "unknownColumns\n    value: drop", ContractImpact.BreaksReaders, "unknownColumns changed", "2.0.0")]
    [InlineData("value: \".\"", "value: \" \"", ContractImpact.BreaksReaders, "Menge has other separators", "2.0.0")]
    [InlineData("[Beleg, Kassenbon]", "[Beleg]", ContractImpact.BreaksSenders, "Bon may no longer be called Kassenbon.", "1.1.0")]
    [InlineData("[Beleg, Kassenbon]", "[Beleg, Kassenbon, Nr]", ContractImpact.Widens, "Bon may be called Nr.", "1.1.0")]
    [InlineData("[bar, Karte]", "[bar]", ContractImpact.BreaksSenders, "Zahlart accepts other values.", "1.1.0")]
    [InlineData("[bar, Karte]", "[bar, Karte, App]", ContractImpact.Widens, "Zahlart accepts other values.", "1.1.0")]
    [InlineData("maximum: 100", "maximum: 99", ContractImpact.BreaksSenders, "Menge has another maximum.", "1.1.0")]
    [InlineData("maxLength: 12", "maxLength: 13", ContractImpact.Widens, "Artikel has another maximum.", "1.1.0")]
    [InlineData("Rabatt <= Preis", "Rabatt < Preis", ContractImpact.BreaksSenders, "The rule rabatt_passt is another", "1.1.0")]
    [InlineData("      - name: Telefon", "      - name: Fax", ContractImpact.BreaksReaders, "Telefon is personal data and no longer known", "2.0.0")]
    [InlineData("Receipts of a chain", "Receipts of the chain", ContractImpact.None, "The description changed.", "1.0.1")]
    public void A_change_says_whom_it_breaks_and_what_version_it_needs(string right, string wrong, ContractImpact impact, string what, string needed)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "market.odcs.yaml"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        using var reader = new StringReader(text.Replace(right, wrong, StringComparison.Ordinal));

        var diff = ContractDiff.Of(LocalEngine.Contract("market"), ContractReader.Read(reader, "market.odcs.yaml"));

        Assert.Equal(needed, diff.NeededVersion);
        Assert.Equal(needed == "1.0.0", diff.HasNeededVersion);
        Assert.Equal(impact == ContractImpact.BreaksReaders, diff.BreaksReaders);
        if (what.Length > 0)
            Assert.Contains(diff.Changes, change => change.Impact == impact && change.What.StartsWith(what, StringComparison.Ordinal));
        else
            Assert.Empty(diff.Changes);
    }
}
