using Microsoft.Extensions.Time.Testing;
using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class DurabilityTests : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private string Journal =>
        Directory.GetFiles(Path.Combine(_folder.Path, "messaging"), "journal-*.log").Order(StringComparer.Ordinal).Last();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Queues_messages_visibility_and_receive_counts_survive_a_restart()
    {
        using (var engine = Open())
        {
            await engine.CreateAsync("q", ("VisibilityTimeout", "60"));
            await engine.CreateAsync("deleted");
            await engine.Queues.DeleteAsync("deleted");
            foreach (var body in new[] { "visible", "in flight", "gone" })
                await engine.SendAsync("q", body);
            await engine.SendAsync("q", "delayed", delay: 100);
            var received = await engine.ReceiveAsync("q");
            await engine.DeleteAsync("q", received[2]);
            await engine.Messages.ChangeVisibilityAsync("q", [new(received[0].Handle.ToString(), 0)]);
        }
        using (var engine = Open())
        {
            Assert.Equal(["q"], engine.Queues.List("", "", 10));
            Assert.Equal(("1", "1", "1"), engine.Counts("q"));
            Assert.Equal(2, Assert.Single(await engine.ReceiveAsync("q")).State.ReceiveCount);
            _time.Advance(TimeSpan.FromSeconds(60));
            Assert.Equal(["in flight", "visible"], (await engine.BodiesAsync("q")).Order());
        }
    }

    [Fact]
    public async Task A_handle_from_before_a_restart_still_deletes()
    {
        string handle;
        using (var engine = Open())
        {
            await engine.CreateAsync("q");
            await engine.SendAsync("q", "m");
            handle = (await engine.ReceiveAsync("q"))[0].Handle.ToString();
        }
        using (var engine = Open())
        {
            Assert.Null(Assert.Single(await engine.Messages.DeleteAsync("q", [handle])));
            Assert.Equal(("0", "0", "0"), engine.Counts("q"));
        }
    }

    [Fact]
    public async Task Topics_and_subscriptions_survive_a_restart()
    {
        string topic, subscription;
        using (var engine = Open())
        {
            var topics = new TopicCatalog(engine.Store);
            var subscriptions = new SubscriptionCatalog(engine.Store);
            topic = await topics.CreateAsync(
                "landed", new Dictionary<string, string>(), new Dictionary<string, string> { ["team"] = "data" });
            await topics.DeleteAsync(await topics.CreateAsync("gone", new Dictionary<string, string>(), new Dictionary<string, string>()));
            subscription = await subscriptions.SubscribeAsync(
                topic, "sqs", "arn:aws:sqs:us-east-1:000000000000:q",
                new Dictionary<string, string> { ["FilterPolicy"] = """{"a":["b"]}""" });
        }
        using (var engine = Open())
        {
            var topics = new TopicCatalog(engine.Store);
            Assert.Equal([topic], topics.List("", 10));
            Assert.Equal("data", topics.Get(topic).Tags["team"]);
            Assert.Equal(subscription, Assert.Single(topics.SubscriptionsOf(topic), s => s.Filter is not null).Definition.Arn);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(200)]
    public async Task A_torn_end_of_the_journal_is_cut_off_and_what_was_before_it_stays(int bytesLost)
    {
        using (var engine = Open())
        {
            await engine.CreateAsync("q");
            await engine.SendAsync("q", "whole");
            await engine.SendAsync("q", new string('x', 500));
        }
        CutEnd(bytesLost);
        using (var engine = Open())
        {
            Assert.Equal(["whole"], await engine.BodiesAsync("q"));
            await engine.SendAsync("q", "after");
        }
        using (var engine = Open())
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(["whole", "after"], (await engine.BodiesAsync("q")).OrderDescending());
        }
    }

    [Fact]
    public async Task A_journal_damaged_before_its_last_file_is_refused_by_name()
    {
        using (var engine = Open(compactAt: 1024))
        {
            await engine.CreateAsync("q");
            for (var i = 0; i < 20; i++)
                await engine.SendAsync("q", new string('x', 500));
        }
        var snapshot = Directory.GetFiles(Path.Combine(_folder.Path, "messaging"), "snapshot-*.log").Single();
        var bytes = await File.ReadAllBytesAsync(snapshot, TestContext.Current.CancellationToken);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(snapshot, bytes, TestContext.Current.CancellationToken);
        Assert.Contains(Path.GetFileName(snapshot), Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compaction_keeps_the_state_and_removes_the_older_files()
    {
        using (var engine = Open(compactAt: 16 * 1024))
        {
            await engine.CreateAsync("q");
            await engine.SendAsync("q", "kept");
            await engine.ReceiveAsync("q", visibility: 3600);
            for (var i = 0; i < 200; i++)
            {
                await engine.SendAsync("q", new string('x', 400));
                await engine.DeleteAsync("q", await engine.ReceiveAsync("q"));
            }
        }
        var files = Directory.GetFiles(Path.Combine(_folder.Path, "messaging"))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(3, files.Length);
        Assert.NotEqual("journal-0000000001.log", files[0]);
        Assert.StartsWith("snapshot-", files[2], StringComparison.Ordinal);
        using (var engine = Open())
        {
            Assert.Equal(("0", "1", "0"), engine.Counts("q"));
            _time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(2, Assert.Single(await engine.ReceiveAsync("q")).State.ReceiveCount);
        }
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_folder_is_taken()
    {
        using var engine = Open();
        Assert.Contains("open in another process", Assert.Throws<IOException>(() => Open()).Message, StringComparison.Ordinal);
        await engine.CreateAsync("q");
    }

    private EngineFixture Open(long compactAt = Compaction.DefaultThreshold) => new(_folder.Path, compactAt, _time);

    private void CutEnd(int bytes)
    {
        long end;
        using (var file = JournalFile.Read(Journal, _ => { }))
            end = file.Length;
        using var stream = new FileStream(Journal, FileMode.Open, FileAccess.Write);
        stream.SetLength(end - bytes);
    }
}
