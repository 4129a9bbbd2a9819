using System.Globalization;
using RetailBus.Chaos.Scenario;
using RetailBus.Chaos.Stack;

namespace RetailBus.Chaos;

/// <summary>Each service and the local cloud as a process; processes are killed while batches flow; at the end nothing is lost or doubled.</summary>
[Collection("One stack at a time")]
public abstract class ChaosSuite
{
    private readonly ChaosSettings _settings = new();
    private readonly Operator _operator = new();

    /// <summary>Orchestrators that share the database.</summary>
    protected abstract int Orchestrators { get; }

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected abstract Task<IReadOnlyDictionary<string, string>> PrepareAsync();

    private protected abstract RunStore Open(string folder);

    [Fact]
    public async Task Nothing_is_lost_or_doubled_though_processes_are_killed_while_batches_flow()
    {
        Say($"seed {_settings.Seed}, {_settings.Batches} batches, {_settings.Kills} kills");
        var folder = Directory.CreateTempSubdirectory("retailbus-chaos-");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(_settings.Patience);
        var isGood = false;
        try
        {
            await RunAsync(folder.FullName, patience.Token);
            isGood = true;
        }
        catch (OperationCanceledException e) when (patience.IsCancellationRequested)
        {
            Assert.Fail($"The stack did not come to rest within {_settings.Patience}: {e.Message}");
        }
        finally
        {
            if (isGood || _settings.Keep is null)
                folder.Delete(recursive: true);
            else
                Say($"data and logs are kept in {folder.FullName}");
        }
    }

    private async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var settings = await PrepareAsync();
        await using var processes = await ServiceProcesses.StartAsync(
            folder, Orchestrators, settings, url => CreateQueuesAsync(url, cancellationToken), cancellationToken);
        using var aws = new AwsView(processes.Cloud.Url);
        var runs = Open(folder);
        var lander = new Lander(ScenarioGenerator.Generate(_settings.Seed, 3 * _settings.Batches), _settings, aws, runs);
        var killer = new Killer(processes, runs, lander, _settings);

        await Task.WhenAll(lander.RunAsync(() => killer.Kills, cancellationToken), killer.RunAsync(cancellationToken));
        Say($"landed and killed after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s; now it settles");
        var versions = await SettleAsync(aws, runs, cancellationToken);
        while (await _operator.RetryAsync(processes.Orchestrator.Url, cancellationToken) > 0)
            await SettleAsync(aws, runs, cancellationToken);

        var ledger = await Ledger.ReadAsync(processes.Orchestrator.Url, cancellationToken);
        await processes.DisposeAsync();
        var warehouse = WarehouseFile.Read(Path.Combine(folder, "warehouse.duckdb"));
        Report(lander, killer, versions.Count, ledger.Values.CountBy(run => run.GetProperty("state").GetString()!), warehouse, began);

        Assert.Equal(_settings.Kills, killer.Kills);
        Assert.All(processes.All, process => Assert.Equal(0, process.UnexpectedExits));
        Assert.All(lander.Acknowledged, put => Assert.Contains(
            versions, version => version.VersionId == put.Version && version.Key == put.Landing.Key && version.Text == put.Landing.Text));
        var verification = new Verification(versions, ledger, warehouse);
        verification.CheckRuns();
        verification.CheckRows();
    }

    /// <summary>Until each version has a run that rests, and no message is anywhere any more. A message set aside would stay for ever.</summary>
    private static async Task<IReadOnlyList<Oracle.LandedVersion>> SettleAsync(AwsView aws, RunStore runs, CancellationToken cancellationToken)
    {
        var versions = await aws.ReadRawZoneAsync(cancellationToken);
        IReadOnlyDictionary<string, int> queued = new Dictionary<string, int>();
        var (known, inFlight, outbox) = (0, 0, 0);
        try
        {
            await Clock.UntilAsync(
                async () =>
                {
                    queued = await aws.QueuedAsync(cancellationToken);
                    (known, inFlight, outbox) = (
                        await runs.RunsAsync(cancellationToken), await runs.InFlightAsync(cancellationToken), await runs.OutboxAsync(cancellationToken));
                    return queued.Count == 0 && inFlight == 0 && outbox == 0 && known == versions.Count;
                },
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(
                $"It did not come to rest: {versions.Count} versions, {known} runs, {inFlight} in flight, {outbox} messages in the outbox; queues: "
                + string.Join(", ", queued.Select(queue => $"{queue.Key} {queue.Value}")));
        }

        return versions;
    }

    private async Task<Uri> CreateQueuesAsync(Uri url, CancellationToken cancellationToken)
    {
        using var aws = new AwsView(url);
        await aws.CreateQueuesAsync(_settings.VisibilityTimeout, cancellationToken);
        return url;
    }

    private void Report(
        Lander lander, Killer killer, int versions, IEnumerable<KeyValuePair<string, int>> states, WarehouseRows warehouse, long began)
    {
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var kinds = lander.Acknowledged.CountBy(put => put.Landing.What).OrderBy(kind => kind.Key);
        Say($"landings: {Counts(kinds)}");
        Say($"{versions} versions in the raw zone; {lander.Unacknowledged} puts were not acknowledged");
        Say($"{killer.Kills} kills with batches in flight; processes killed: {killer.Victims.Values.Sum()} ({Counts(killer.Victims)})");
        Say($"runs: {Counts(states)}; {_operator.Retried} had failed because the cloud was away too long, and were retried");
        Say($"warehouse: {warehouse.Current.Count} current rows, {warehouse.History.Count} in history ({string.Join(", ", warehouse.Reasons)})");
        Say(string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s in all"));
    }

    private static string Counts(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));

    private void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage($"{GetType().Name}: {line}");
    }
}
