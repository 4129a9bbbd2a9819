namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class VisibilityTests
{
    [Fact]
    public async Task A_received_message_is_hidden_until_its_visibility_timeout_has_passed()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q", ("VisibilityTimeout", "30"));
        await engine.SendAsync("q", "m");

        var first = Assert.Single(await engine.ReceiveAsync("q"));
        engine.Time.Advance(TimeSpan.FromSeconds(29.999));
        Assert.Empty(await engine.ReceiveAsync("q"));
        engine.Time.Advance(TimeSpan.FromMilliseconds(1));
        var second = Assert.Single(await engine.ReceiveAsync("q"));

        Assert.Equal((1, 2), (first.State.ReceiveCount, second.State.ReceiveCount));
        Assert.Equal(first.State.FirstReceivedAt, second.State.FirstReceivedAt);
        Assert.NotEqual(first.Handle, second.Handle);
    }

    [Fact]
    public async Task A_handle_of_an_earlier_receive_deletes_nothing_and_is_no_error()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        await engine.SendAsync("q", "m");
        var first = await engine.ReceiveAsync("q", visibility: 1);
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await engine.ReceiveAsync("q", visibility: 1);

        Assert.Null(Assert.Single(await engine.DeleteAsync("q", first)));
        Assert.Equal(("0", "1", "0"), engine.Counts("q"));
        Assert.Null(Assert.Single(await engine.DeleteAsync("q", second)));
        Assert.Null(Assert.Single(await engine.DeleteAsync("q", second)));
        Assert.Equal(("0", "0", "0"), engine.Counts("q"));
    }

    [Fact]
    public async Task A_change_of_visibility_counts_from_the_call_and_zero_releases()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        await engine.SendAsync("q", "m");
        var handle = (await engine.ReceiveAsync("q"))[0].Handle.ToString();

        engine.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null((await engine.Messages.ChangeVisibilityAsync("q", [new(handle, 60)]))[0]);
        engine.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(await engine.ReceiveAsync("q"));
        Assert.Null((await engine.Messages.ChangeVisibilityAsync("q", [new(handle, 0)]))[0]);
        Assert.Equal(["m"], await engine.BodiesAsync("q"));
    }

    [Fact]
    public async Task Visibility_of_a_message_that_is_not_in_flight_cannot_be_changed()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        await engine.SendAsync("q", "m");
        var stale = (await engine.ReceiveAsync("q", visibility: 1))[0].Handle.ToString();
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("MessageNotInflight", (await engine.Messages.ChangeVisibilityAsync("q", [new(stale, 5)]))[0]!.Type);

        var current = (await engine.ReceiveAsync("q"))[0];
        Assert.Equal("InvalidParameterValue", (await engine.Messages.ChangeVisibilityAsync("q", [new(stale, 5)]))[0]!.QueryCode);
        await engine.DeleteAsync("q", current);
        Assert.Equal(
            "InvalidParameterValue", (await engine.Messages.ChangeVisibilityAsync("q", [new(current.Handle.ToString(), 5)]))[0]!.QueryCode);
    }

    [Fact]
    public async Task A_delayed_message_appears_when_its_delay_has_passed()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q", ("DelaySeconds", "5"));
        await engine.SendAsync("q", "queue's delay");
        await engine.SendAsync("q", "own delay", delay: 10);
        await engine.SendAsync("q", "no delay", delay: 0);

        Assert.Equal(("1", "0", "2"), engine.Counts("q"));
        Assert.Equal(["no delay"], await engine.BodiesAsync("q"));
        engine.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["queue's delay"], await engine.BodiesAsync("q"));
        engine.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["own delay"], await engine.BodiesAsync("q"));
    }

    [Fact]
    public async Task A_message_older_than_the_retention_period_is_gone()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q", ("MessageRetentionPeriod", "60"));
        await engine.SendAsync("q", "old");
        engine.Time.Advance(TimeSpan.FromSeconds(30));
        await engine.SendAsync("q", "young");
        engine.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["young"], await engine.BodiesAsync("q"));
    }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_became_visible()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        foreach (var body in new[] { "1", "2", "3" })
            await engine.SendAsync("q", body);
        Assert.Equal(["1", "2", "3"], await engine.BodiesAsync("q"));
    }

    [Fact]
    public async Task No_more_than_the_limit_of_messages_is_in_flight()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("q");
        const int Limit = LocalCloud.Sqs.SqsLimits.InFlightMessages;
        for (var sent = 0; sent <= Limit; sent += 1000)
            await engine.Messages.SendAsync(
                "q", [.. Enumerable.Range(0, 1000).Select(_ => new LocalCloud.Sqs.Engine.OutgoingMessage([65], []))]);
        var received = new List<LocalCloud.Sqs.Engine.ReceivedMessage>();
        while (received.Count < Limit)
            received.AddRange(await engine.ReceiveAsync("q", visibility: 600));

        Assert.Equal(Limit, received.Count);
        Assert.Equal("OverLimit", (await Assert.ThrowsAsync<LocalCloud.Sqs.SqsException>(() => engine.ReceiveAsync("q"))).Type);
        await engine.DeleteAsync("q", received[0]);
        Assert.Single(await engine.ReceiveAsync("q"));
    }
}
