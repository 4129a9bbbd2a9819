using System.Globalization;
using System.Text;
using RetailBus.Contracts.Messages;
using RetailBus.Ingest.Generating;

namespace RetailBus.Ingest.Tests;

public sealed class OrderGeneratorTests
{
    private static readonly DateTimeOffset Until = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GenerateOrders Command = new() { GenerationId = new Guid("019a0000-0000-7000-8000-000000000001"), Orders = 2000, Stores = 5 };

    [Fact]
    public void The_same_command_makes_the_same_bytes() => Assert.Equal(Lines(Command), Lines(Command));

    [Fact]
    public void Another_seed_or_generation_makes_other_orders()
    {
        Assert.NotEqual(Lines(Command), Lines(Command with { Seed = 2 }));
        var other = Lines(Command with { GenerationId = Guid.NewGuid() });
        Assert.Empty(Rows(Command).Select(row => row[0]).Intersect(other.Select(line => line.Split(',')[0])));
    }

    [Fact]
    public void Every_order_has_one_to_four_lines_of_different_items_in_one_store()
    {
        var orders = Rows(Command).GroupBy(row => row[0]).ToList();

        Assert.Equal(Command.Orders, orders.Count);
        Assert.All(orders, order => Assert.Equal(order.Count(), order.Select(row => row[2]).Distinct().Count()));
        Assert.All(orders, order => Assert.Single(order.Select(row => row[1]).Distinct()));
        Assert.Equal([1, 2, 3, 4], orders.Select(order => order.Count()).Distinct().Order());
        Assert.Equal(5, Rows(Command).Select(row => row[1]).Distinct().Count());
    }

    [Fact]
    public void Every_line_has_seven_fields_that_agree()
    {
        Assert.All(Rows(Command), row =>
        {
            Assert.Equal(7, row.Length);
            var (quantity, price, total) = (Number(row[3]), Number(row[4]), Number(row[5]));
            Assert.Equal(quantity * price, total);
            Assert.InRange(quantity, 1, 6);
            Assert.InRange(DateTimeOffset.Parse(row[6], CultureInfo.InvariantCulture), Until.AddDays(-7), Until);
        });
    }

    [Fact]
    public void Two_generations_of_one_seed_make_the_same_orders_under_ids_of_their_own()
    {
        static IEnumerable<string> WithoutIds(GenerateOrders command) => Rows(command).Select(row => string.Join(',', row[1..]));

        Assert.Equal(WithoutIds(Command), WithoutIds(Command with { GenerationId = Guid.NewGuid() }));
    }

    [Fact]
    public void People_shop_by_day_more_than_by_night_and_on_saturday_more_than_on_sunday()
    {
        var times = Rows(Command).Select(row => DateTimeOffset.Parse(row[6], CultureInfo.InvariantCulture)).ToList();

        Assert.True(times.Count(at => at.Hour is >= 10 and < 20) > 5 * times.Count(at => at.Hour < 6));
        Assert.True(times.Count(at => at.DayOfWeek == DayOfWeek.Saturday) > times.Count(at => at.DayOfWeek == DayOfWeek.Sunday) * 1.3);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(36, 36)]
    [InlineData(10_000, 1_500)]
    public void The_stores_sell_so_many_items_and_some_more_often(int items, int atLeast)
    {
        var sold = Rows(Command with { Items = items }).CountBy(row => row[2]).ToList();

        Assert.InRange(sold.Count, atLeast, items);
        Assert.True(items == 1 || sold.Max(item => item.Value) > 3 * sold.Min(item => item.Value));
        Assert.Equal(items, new Assortment(items).Items.Select(item => item.Item).Distinct().Count());
    }

    private static decimal Number(string field) => decimal.Parse(field, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(GenerateOrders command) => Lines(command).Select(line => line.Split(','));

    private static List<string> Lines(GenerateOrders command)
    {
        var generator = new OrderGenerator(command, Until);
        var text = new StringBuilder();
        while (generator.Left > 0)
            text.Append(Encoding.UTF8.GetString(generator.Next().Record));
        Assert.EndsWith("\n", text.ToString(), StringComparison.Ordinal);
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
