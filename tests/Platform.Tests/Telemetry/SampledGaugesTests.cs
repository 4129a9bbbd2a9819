using Microsoft.Extensions.Time.Testing;

namespace RetailBus.Platform.Tests.Telemetry;

public sealed class SampledGaugesTests : IAsyncLifetime
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();
    private readonly CountedGauges _gauges;

    public SampledGaugesTests() => _gauges = new CountedGauges(_time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _gauges.StartAsync(Cancelled);
        await UntilAsync(() => _gauges.Scrape() is not null);
    }

    public async ValueTask DisposeAsync()
    {
        await _gauges.StopAsync(CancellationToken.None);
        _gauges.Dispose();
    }

    [Fact]
    public async Task However_often_it_is_scraped_it_is_looked_at_once_in_a_period()
    {
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(1, _gauges.Scrape()));
        Assert.Equal(1, _gauges.Looks);

        await AdvanceAsync();

        await UntilAsync(() => _gauges.Scrape() == 2);
        Assert.Equal(2, _gauges.Looks);
    }

    [Fact]
    public async Task What_can_not_be_looked_at_any_more_is_not_shown_for_long_and_comes_back()
    {
        _gauges.IsBroken = true;
        await AdvanceAsync();
        await AdvanceAsync();
        Assert.Equal(1, _gauges.Scrape());

        await AdvanceAsync();
        Assert.Null(_gauges.Scrape());

        _gauges.IsBroken = false;
        await AdvanceAsync();
        await UntilAsync(() => _gauges.Scrape() == 5);
    }

    private async Task AdvanceAsync()
    {
        var looks = _gauges.Looks;
        _time.Advance(Period);
        await UntilAsync(() => _gauges.Looks > looks);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
    }
}
