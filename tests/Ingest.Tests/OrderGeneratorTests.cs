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

    private static decimal Number(string field) => decimal.Parse(field, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(GenerateOrders command) => Lines(command).Select(line => line.Split(','));

    private static List<string> Lines(GenerateOrders command)
    {
        var generator = new OrderGenerator(command, Until);
        var text = new StringBuilder();
        while (generator.Left > 0)
            text.Append(Encoding.UTF8.GetString(generator.Next()));
        Assert.EndsWith("\n", text.ToString(), StringComparison.Ordinal);
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
