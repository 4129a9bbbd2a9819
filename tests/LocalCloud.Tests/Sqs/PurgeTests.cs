using RetailBus.LocalCloud.Sqs;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class PurgeTests
{
    [Fact]
    public async Task A_queue_is_purged_once_a_minute()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        await engine.SendAsync("q", "one");
        await engine.Messages.PurgeAsync("q");
        Assert.Equal(("0", "0", "0"), engine.Counts("q"));
        await engine.SendAsync("q", "two");
        engine.Time.Advance(TimeSpan.FromSeconds(59));
        var refused = await Assert.ThrowsAsync<SqsException>(() => engine.Messages.PurgeAsync("q"));
        Assert.Equal(("PurgeQueueInProgress", 403), (refused.Type, refused.Status));
        Assert.Equal(("1", "0", "0"), engine.Counts("q"));
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        await engine.Messages.PurgeAsync("q");
        Assert.Equal(("0", "0", "0"), engine.Counts("q"));
    }
}
