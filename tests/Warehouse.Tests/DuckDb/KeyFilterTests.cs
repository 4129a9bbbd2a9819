using RetailBus.Warehouse.DuckDb;

namespace RetailBus.Warehouse.Tests.DuckDb;

public sealed class KeyFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void A_key_that_was_added_is_never_called_absent(long expected)
    {
        var filter = new KeyFilter(expected);
        var keys = Keys(seed: 1, count: 200_000);
        foreach (var key in keys)
            filter.Add(key);

        Assert.DoesNotContain(keys, key => filter.Add(key));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Hardly_any_absent_key_is_called_present(long expected)
    {
        var filter = new KeyFilter(expected);

        var wrong = Keys(seed: 2, count: 1_000_000).Count(key => !filter.Add(key));

        Assert.InRange(wrong, 0, 50);
    }

    private static UInt128[] Keys(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()))];
    }
}
