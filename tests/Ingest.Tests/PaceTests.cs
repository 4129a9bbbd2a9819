using Microsoft.Extensions.Time.Testing;
using RetailBus.Ingest.Generating;

namespace RetailBus.Ingest.Tests;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, 500)]
    [InlineData(2, 1)]
    [InlineData(100, 20)]
    [InlineData(1_000_000, 500)]
    public void Batches_are_as_large_as_the_rate_wants(double rate, int size) => Assert.Equal(size, new Pace(rate, _time).BatchSize);

    [Fact]
    public async Task Orders_wait_until_they_are_due_and_a_late_one_does_not_wait()
    {
        var pace = new Pace(10, _time);
        var due = pace.WaitAsync(20, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.False(due.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await due;

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(pace.WaitAsync(40, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }
}
