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

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(200_000)]
    public void A_filter_with_room_made_for_more_still_knows_every_key(int before)
    {
        var filter = new KeyFilter(1);
        var keys = Keys(seed: 3, count: 300_000);
        foreach (var key in keys.AsSpan(0, before))
            filter.Add(key);

        filter.Reserve(keys.Length - before);
        foreach (var key in keys.AsSpan(before))
            filter.Add(key);

        Assert.DoesNotContain(keys, key => filter.Add(key));
    }

    [Fact]
    public void Room_made_for_keys_to_come_is_one_layer()
    {
        var grown = new KeyFilter(1);
        var reserved = new KeyFilter(1);
        reserved.Reserve(1_000_000);
        foreach (var key in Keys(seed: 4, count: 1_000_000))
        {
            grown.Add(key);
            reserved.Add(key);
        }

        Assert.InRange(reserved.Bytes, 4_000_000, 4_100_000);
        Assert.True(reserved.Bytes < grown.Bytes, $"{reserved.Bytes} and {grown.Bytes} bytes");
    }
}
