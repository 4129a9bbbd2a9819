namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>A clock that is moved by hand.</summary>
internal sealed class MovedTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
