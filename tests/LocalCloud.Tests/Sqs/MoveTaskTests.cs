using RetailBus.LocalCloud.Sqs;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class MoveTaskTests
{
    private const string Arn = "arn:aws:sqs:us-east-1:000000000000:";

    [Fact]
    public async Task Dead_letters_go_back_to_the_queues_that_they_came_from()
    {
        using var engine = await WithDeadLettersAsync("a", "b");
        using var tasks = new MoveTasks(engine.Store);
        await tasks.StartAsync(Arn + "dead", null, null);
        engine.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("COMPLETED", 2L), (tasks.List(Arn + "dead", 1)[0].Status, tasks.List(Arn + "dead", 1)[0].Moved));
        Assert.Equal(["from a"], await engine.BodiesAsync("a"));
        Assert.Equal(["from b"], await engine.BodiesAsync("b"));
        Assert.Equal(("0", "0", "0"), engine.Counts("dead"));
    }

    [Fact]
    public async Task A_task_keeps_its_rate_and_can_be_cancelled()
    {
        using var engine = await WithDeadLettersAsync("a");
        await engine.CreateAsync("elsewhere");
        for (var i = 0; i < 9; i++)
            await engine.SendAsync("dead", "more");
        using var tasks = new MoveTasks(engine.Store);
        var handle = await tasks.StartAsync(Arn + "dead", Arn + "elsewhere", 2);
        Assert.Equal(
            "UnsupportedOperation", (await Assert.ThrowsAsync<SqsException>(() => tasks.StartAsync(Arn + "dead", null, null))).Type);
        engine.Time.Advance(TimeSpan.FromMilliseconds(1));
        engine.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(4, await tasks.CancelAsync(handle));
        engine.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("4", "6"), (engine.Counts("elsewhere").Visible, engine.Counts("dead").Visible));
        Assert.Equal("ResourceNotFoundException", (await Assert.ThrowsAsync<SqsException>(() => tasks.CancelAsync(handle))).Type);
    }

    [Fact]
    public async Task Only_a_dead_letter_queue_can_be_the_source()
    {
        using var engine = await WithDeadLettersAsync("a");
        using var tasks = new MoveTasks(engine.Store);
        Assert.Equal(
            "InvalidParameterValue", (await Assert.ThrowsAsync<SqsException>(() => tasks.StartAsync(Arn + "a", null, null))).QueryCode);
        Assert.Equal(
            "ResourceNotFoundException", (await Assert.ThrowsAsync<SqsException>(() => tasks.StartAsync(Arn + "absent", null, null))).Type);
    }

    private static async Task<EngineFixture> WithDeadLettersAsync(params string[] sources)
    {
        var engine = new EngineFixture();
        await engine.CreateAsync("dead");
        foreach (var source in sources)
        {
            await engine.CreateAsync(
                source, ("VisibilityTimeout", "0"), ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{Arn}}dead","maxReceiveCount":1}"""));
            await engine.SendAsync(source, "from " + source);
            await engine.ReceiveAsync(source);
            await engine.ReceiveAsync(source);
        }
        return engine;
    }
}
