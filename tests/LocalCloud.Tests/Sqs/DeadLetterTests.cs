using RetailBus.LocalCloud.Sqs;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class DeadLetterTests
{
    private const string Policy = """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":2}""";

    [Fact]
    public async Task A_message_received_too_often_moves_to_the_dead_letter_queue()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("dead");
        await engine.CreateAsync("q", ("RedrivePolicy", Policy), ("VisibilityTimeout", "1"));
        var sent = await engine.SendAsync("q", "poison");
        for (var i = 0; i < 2; i++)
        {
            Assert.Single(await engine.ReceiveAsync("q"));
            engine.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(await engine.ReceiveAsync("q"));
        var dead = Assert.Single(await engine.ReceiveAsync("dead"));
        Assert.Equal((sent.Id, "poison"), (dead.Content.Id, EngineFixture.Body(dead)));
        Assert.Equal("arn:aws:sqs:us-east-1:000000000000:q", dead.Content.DeadLetterSource);
        Assert.Equal(sent.SentAt, dead.Content.SentAt);
        Assert.Equal(["q"], engine.Queues.DeadLetterSources("dead"));
    }

    [Fact]
    public async Task A_receive_that_waits_at_the_dead_letter_queue_gets_the_moved_message()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("dead");
        await engine.CreateAsync("q", ("RedrivePolicy", Policy.Replace(":2", ":1", StringComparison.Ordinal)), ("VisibilityTimeout", "1"));
        await engine.SendAsync("q", "poison");
        await engine.ReceiveAsync("q");
        var dead = engine.ReceiveAsync("dead", wait: 20);
        var live = engine.ReceiveAsync("q", wait: 20);
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("poison", EngineFixture.Body(Assert.Single(await dead)));
        Assert.False(live.IsCompleted);
    }

    [Fact]
    public async Task A_message_stays_when_its_dead_letter_queue_is_gone()
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("dead");
        await engine.CreateAsync("q", ("RedrivePolicy", Policy), ("VisibilityTimeout", "0"));
        await engine.SendAsync("q", "poison");
        await engine.Queues.DeleteAsync("dead");
        for (var i = 1; i <= 4; i++)
            Assert.Equal(i, Assert.Single(await engine.ReceiveAsync("q")).State.ReceiveCount);
    }

    [Theory]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:absent","maxReceiveCount":2}""")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":0}""")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead"}""")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:closed","maxReceiveCount":2}""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public async Task A_redrive_policy_that_cannot_work_is_refused(string policy)
    {
        using var engine = new EngineFixture();
        await engine.CreateAsync("dead");
        await engine.CreateAsync("closed", ("RedriveAllowPolicy", """{"redrivePermission":"denyAll"}"""));
        var refused = await Assert.ThrowsAsync<SqsException>(() => engine.CreateAsync("q", ("RedrivePolicy", policy)));
        Assert.Equal("InvalidAttributeValue", refused.Type);
    }
}
