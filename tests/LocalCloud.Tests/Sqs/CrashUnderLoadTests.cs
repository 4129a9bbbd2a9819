using System.Collections.Concurrent;
using RetailBus.LocalCloud.Sqs.Journal;

namespace RetailBus.LocalCloud.Tests.Sqs;

/// <summary>A copy of the data folder taken at a random moment is what a killed process leaves behind.</summary>
public sealed class CrashUnderLoadTests
{
    [Theory]
    [InlineData(Compaction.DefaultThreshold)]
    [InlineData(64 * 1024)]
    public async Task What_was_acknowledged_before_the_crash_is_there_after_it(long compactAt)
    {
        using var folder = new DataFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var engine = new EngineFixture(folder.Path, compactAt);
        await engine.CreateAsync("kept");
        await engine.CreateAsync("deleted");
        var sent = new ConcurrentDictionary<string, bool>();
        var deleted = new ConcurrentDictionary<string, bool>();
        var clients = Enumerable.Range(0, 4)
            .Select(c => Task.Run(() => RunClientAsync(engine, c, sent, deleted, stop.Token), stop.Token)).ToArray();

        for (var crash = 0; crash < 10; crash++)
        {
            var goal = sent.Count + 50;
            while (sent.Count < goal)
                await Task.Yield();
            var (sentBefore, deletedBefore) = (sent.Keys.ToArray(), deleted.Keys.ToArray());
            using var copy = new DataFolder();
            CopyJournal(folder.Path, copy.Path);
            using var survivor = new EngineFixture(copy.Path);
            var kept = Bodies(survivor, "kept");
            var remaining = Bodies(survivor, "deleted");
            Assert.Empty(sentBefore.Except(kept));
            Assert.Empty(deletedBefore.Intersect(remaining));
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
    }

    private static async Task RunClientAsync(
        EngineFixture engine, int client, ConcurrentDictionary<string, bool> sent, ConcurrentDictionary<string, bool> deleted,
        CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var body = $"{client}-{i}";
            await engine.SendAsync("kept", body);
            sent[body] = true;
            await engine.SendAsync("deleted", body);
            var received = await engine.ReceiveAsync("deleted");
            await engine.DeleteAsync("deleted", received);
            foreach (var message in received)
                deleted[EngineFixture.Body(message)] = true;
        }
    }

    private static HashSet<string> Bodies(EngineFixture engine, string queue) =>
        [.. engine.Store.State.QueuesByName[queue].Messages.Select(m => System.Text.Encoding.UTF8.GetString(m.Content.Body))];

    /// <summary>Journals first, as a compaction may replace them by a snapshot meanwhile; starts over when it did.</summary>
    private static void CopyJournal(string from, string to)
    {
        var target = Directory.CreateDirectory(Path.Combine(to, "messaging")).FullName;
        while (true)
        {
            try
            {
                var before = Files();
                foreach (var file in before)
                    CopyFile(file, Path.Combine(target, Path.GetFileName(file)));
                if (Files().SequenceEqual(before))
                    return;
            }
            catch (FileNotFoundException)
            {
                TestContext.Current.TestOutputHelper?.WriteLine("A compaction came in between; copying again.");
            }
            Directory.Delete(target, recursive: true);
            Directory.CreateDirectory(target);
        }

        string[] Files() => [.. Directory.GetFiles(Path.Combine(from, "messaging"), "*.log").Order(StringComparer.Ordinal)];
    }

    private static void CopyFile(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
