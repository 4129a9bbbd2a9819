using RetailBus.Contracts.Retaining;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Datasets;

public sealed class ContractSettingTests
{
    [Fact]
    public void What_is_expected_of_stores_and_how_long_data_is_kept_is_read()
    {
        var market = LocalEngine.Contract("market");

        var delivery = Assert.Single(market.Deliveries);
        Assert.Equal((new TimeOnly(7, 30), "Europe/Berlin"), (delivery.By, delivery.TimeZone));
        Assert.Equal(["Köln", "Bonn"], delivery.Stores);
        Assert.Equal(6, delivery.Days.Count);
        Assert.DoesNotContain(DayOfWeek.Sunday, delivery.Days);
        Assert.Equal(
            [new RetentionRule(null, 10, RetentionUnit.Year), new RetentionRule("quarantine", 90, RetentionUnit.Day)], market.Retention);
        Assert.Equal(
            new DateTimeOffset(2016, 3, 1, 0, 0, 0, TimeSpan.Zero),
            market.Retention[0].Before(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    /// <param name="right">What the contract says.</param>
    /// <param name="wrong">What is put in its place.</param>
    /// <param name="place">Text of the line that the error must name.</param>
    /// <param name="message">The error after file and line.</param>
    [Theory]
    [InlineData("minLength: 2", "minLenght: 2", "minLenght", "minLenght is not known here. Did you mean minLength? Known are minimum, maximum, pattern, "
        + "minLength, maxLength, format, timezone, defaultTimezone.")]
    [InlineData("minLength: 2", "minLength: -2", "-2", "\"-2\" must be a whole number, 0 or more.")]
    [InlineData("maxLength: 12", "maxLength: 1", "- name: Artikel", "The minLength of Artikel is more than its maxLength: no row could be taken.")]
    [InlineData("maximum: 100", "maximum: many", "many", "\"many\" must be a number.")]
    [InlineData("minimum: 2020-01-01", "minimum: soon", "soon", "\"soon\" is no time. Write it as 2026-01-31 or 2026-01-31T08:00:00Z.")]
    [InlineData(
        "minimum: 2020-01-01", "minimum: 2040-01-01", "- name: Zeit", "The minimum of Zeit is more than its maximum: no row could be taken.")]
    [InlineData("Europe/Berlin\n          minimum", "Europe/Bonn\n          minimum", "Europe/Bonn",
        "There is no time zone Europe/Bonn. Write an IANA name such as Europe/London.")]
    [InlineData("value: mask\n          - property: keepInExtra", "value: masc\n          - property: keepInExtra", "value: masc",
        "\"masc\" is not one of drop, hash, mask. Did you mean mask?")]
    [InlineData("value: \"0,00\"", "value: \"\"", "- name: Rabatt", "The default of Rabatt is empty. Remove it, or write a value.")]
    [InlineData("value: bar", "value: Scheck", "- name: Zahlart", "The default of Zahlart, \"Scheck\", is none of its valid values.")]
    [InlineData("Menge * Preis - Rabatt", "Menge * Preis\n          customer_id: Telefon", "- name: market",
        "A derived column reads Telefon, which is personal data. Derive it from other columns.")]
    [InlineData("value: \".\"", "value: \",\"", "- name: Preis",
        "groupSeparator is a point, a comma, a space, an apostrophe or an underscore, and not the decimalSeparator.")]
    [InlineData("value: \"07:30\"", "value: half past seven", "- property: timeOfAvailability",
        "\"half past seven\" is no time of day. Write it in quotes, as \"07:30\".")]
    [InlineData("Mon, Tue,", "Mon, Montag,", "schedule: Mon", "\"Montag\" is no day. Write days as \"Mon, Tue, Wed\".")]
    [InlineData("element: quarantine", "element: quarantaine", "- property: retention\n    value: 90",
        "quarantaine is nowhere that data is kept. Did you mean quarantine? Known are raw, processed, quarantine, warehouse, history.")]
    [InlineData("property: retention\n    value: 10", "property: retentoin\n    value: 10", "- property: retentoin",
        "retentoin is no agreement that is known. Did you mean retention? Known are timeOfAvailability, retention.")]
    [InlineData("pattern: \"[^@]+@[^@]+\"", "pattern: \"(?<=x)y\"", "(?<=x)y",
        "The pattern \"(?<=x)y\" can't be used, as it would not mean the same to all engines: "
        + "\"(?<=\" at character 1 begins a group of a special kind. Write (...) or (?:...), and letters of both cases as [Aa].")]
    [InlineData("value: customer_id\n          - property: pii\n            value: hash", "value: store_id\n          - property: pii\n            value: drop",
        "- name: market", "Canonical column store_id is filled twice.")]
    [InlineData("mustBe: 0", "mustBe: 5", "mustBe: 5",
        "mustBe is 0: each row with another value is quarantined; how many are too many is said by rejectLimit.")]
    public void A_wrong_setting_names_file_line_and_fix(string right, string wrong, string place, string message)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "market.odcs.yaml"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        text = text.Replace(right, wrong, StringComparison.Ordinal);
        var line = text[..text.IndexOf(place, StringComparison.Ordinal)].Count(character => character == '\n') + 1;

        using var reader = new StringReader(text);
        var errors = Assert.Throws<ContractException>(() => ContractReader.Read(reader, "market.odcs.yaml")).Errors;

        Assert.Contains(errors, error => error.StartsWith($"market.odcs.yaml({line}): {message}", StringComparison.Ordinal));
    }
}
