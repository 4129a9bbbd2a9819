using System.Globalization;
using System.Text;
using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Messages;
using RetailBus.Ingest.Generating;

namespace RetailBus.Ingest.Tests;

public sealed class GeneratedRecordsTests
{
    private static readonly DateTimeOffset Until = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GenerateOrders Plain = new() { GenerationId = new Guid("019a0000-0000-7000-8000-000000000002"), Orders = 3000 };
    private static readonly GenerateOrders Faulty = Plain with { Late = 0.1, Duplicates = 0.2, Bad = 0.05 };

    [Fact]
    public void A_command_that_comes_twice_makes_the_same_records_in_the_same_order() => Assert.Equal(All(Faulty).Records, All(Faulty).Records);

    [Fact]
    public void The_good_orders_are_the_same_whatever_else_is_asked_for()
    {
        var faulty = All(Faulty with { Late = 0 }).Records.Distinct().Where(record => !record.Contains("-bad-", StringComparison.Ordinal));

        var prefix = OrderGenerator.OrderIdPrefix(Plain.GenerationId);
        Assert.Equal(All(Plain).Records, faulty.Where(record => record.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_was_made_is_counted()
    {
        var (records, made) = All(Faulty);

        var good = records.Where(IsGood).ToList();
        Assert.Equal(3000, made.Orders);
        Assert.Equal(3000, good.Distinct().Count());
        Assert.Equal(records.Count, made.Records);
        Assert.Equal(good.Distinct().Sum(Lines), made.Lines);
        Assert.Equal(good.Sum(Lines) - made.Lines, made.RepeatedLines);
        Assert.Equal(records.Where(record => !IsGood(record)).Sum(Lines), made.BadLines);
        Assert.Equal(good.Distinct().Count(record => Time(record) < Until.AddDays(-7)), made.LateOrders);
    }

    [Fact]
    public void The_shares_are_kept()
    {
        var (records, made) = All(Faulty);

        Assert.InRange(made.LateOrders, 240, 360);
        Assert.InRange(records.Count(IsGood) - 3000, 500, 700);
        Assert.Equal(150, records.Count(record => !IsGood(record)));
        Assert.Equal(BadRows.Names.Count, BadRows.Names.Distinct().Count());
    }

    [Fact]
    public void A_repeated_order_comes_after_the_first_and_not_at_once()
    {
        var records = All(Faulty).Records;

        var gaps = records.Index().Where(item => IsGood(item.Item)).GroupBy(item => item.Item, item => item.Index)
            .Where(places => places.Count() > 1)
            .Select(places => places.Last() - places.First())
            .ToList();
        Assert.NotEmpty(gaps);
        Assert.All(gaps, gap => Assert.True(gap > 0));
        Assert.True(gaps.Max() > 500);
    }

    [Fact]
    public void Nothing_but_good_orders_is_made_when_no_share_is_asked_for() => Assert.All(All(Plain).Records, record => Assert.True(IsGood(record)));

    private static bool IsGood(string record) =>
        record.StartsWith(OrderGenerator.OrderIdPrefix(Plain.GenerationId), StringComparison.Ordinal)
        && !record.Contains("-bad-", StringComparison.Ordinal);

    private static int Lines(string record) => record.AsSpan().Count('\n');

    private static DateTimeOffset Time(string record) =>
        DateTimeOffset.Parse(record.Split('\n')[0].Split(',')[^1], CultureInfo.InvariantCulture);

    private static (List<string> Records, GenerationCounts Made) All(GenerateOrders command)
    {
        var generated = new GeneratedRecords(command, Until);
        var records = new List<string>();
        while (generated.Next() is { } record)
            records.Add(Encoding.UTF8.GetString(record));
        return (records, generated.Made);
    }
}
