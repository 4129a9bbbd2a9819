namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class LongPollTests
{
    [Fact]
    public async Task A_long_poll_wakes_at_once_when_a_message_comes()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        var poll = engine.ReceiveAsync("q", wait: 20);
        Assert.False(poll.IsCompleted);
        await engine.SendAsync("q", "m");
        Assert.Equal("m", EngineFixture.Body(Assert.Single(await poll)));
    }

    [Fact]
    public async Task A_long_poll_wakes_when_a_delay_or_a_visibility_timeout_ends()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        await engine.SendAsync("q", "m", delay: 7);
        var first = engine.ReceiveAsync("q", visibility: 5, wait: 20);
        engine.Time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(first.IsCompleted);
        engine.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Single(await first);

        var second = engine.ReceiveAsync("q", wait: 20);
        engine.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, Assert.Single(await second).State.ReceiveCount);
    }

    [Fact]
    public async Task A_long_poll_wakes_when_a_message_is_released()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        await engine.SendAsync("q", "m");
        var handle = (await engine.ReceiveAsync("q"))[0].Handle.ToString();
        var poll = engine.ReceiveAsync("q", wait: 20);
        await engine.Messages.ChangeVisibilityAsync("q", [new(handle, 0)]);
        Assert.Single(await poll);
    }

    [Fact]
    public async Task A_long_poll_without_messages_ends_empty_after_its_time()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q", ("ReceiveMessageWaitTimeSeconds", "10"));
        var poll = engine.Messages.ReceiveAsync("q", 1, null, null, TestContext.Current.CancellationToken);
        engine.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(poll.IsCompleted);
        engine.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Empty(await poll);
    }

    [Fact]
    public async Task A_cancelled_long_poll_takes_no_message()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        using var gone = new CancellationTokenSource();
        var poll = engine.Messages.ReceiveAsync("q", 1, null, 20, gone.Token);
        await gone.CancelAsync();
        Assert.Empty(await poll);
        await engine.SendAsync("q", "m");
        Assert.Equal(("1", "0", "0"), engine.Counts("q"));
    }

    [Fact]
    public async Task Messages_given_back_are_visible_as_if_never_received()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        await engine.SendAsync("q", "m");
        engine.Messages.GiveBack("q", await engine.ReceiveAsync("q"));
        Assert.Equal(1, Assert.Single(await engine.ReceiveAsync("q")).State.ReceiveCount);
    }

    [Fact]
    public async Task Waiting_receives_are_served_in_their_order()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        var polls = Enumerable.Range(0, 3).Select(_ => engine.ReceiveAsync("q", max: 1, wait: 20)).ToArray();
        await engine.SendAsync("q", "1");
        await engine.SendAsync("q", "2");
        Assert.Equal("1", EngineFixture.Body(Assert.Single(await polls[0])));
        Assert.Equal("2", EngineFixture.Body(Assert.Single(await polls[1])));
        Assert.False(polls[2].IsCompleted);
        await engine.Queues.DeleteAsync("q");
        Assert.Empty(await polls[2]);
    }
}
