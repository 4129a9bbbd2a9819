using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Tests.Queues;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Tests.Telemetry;

namespace RetailBus.Orchestrator.Tests.Telemetry;

public sealed class ScrapeTests : IAsyncLifetime
{
    private const string Way = "retailbus_landing_to_queryable_duration_seconds";
    private readonly QueueHost _host = new()
    {
        Settings = [new("Telemetry:Prometheus:Enabled", "true"), new("Telemetry:SamplePeriod", "00:00:01")],
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_runs_did_is_scraped_by_dataset_stage_and_outcome()
    {
        var batch = new Batch("scraped/a.csv", dataset: "scraped");
        await CompleteAsync(batch);

        var scrape = await UntilAsync(scrape => Transitions(scrape, RunState.Completed) == 1);

        Assert.Equal((1, 1), (Transitions(scrape, RunState.Transforming), Transitions(scrape, RunState.Loading)));
        Assert.Equal((8, 1), (Rows(scrape, "transform", "accepted"), Rows(scrape, "transform", "quarantined")));
        Assert.Equal(0, Rows(scrape, "transform", "duplicate"));
        Assert.Equal((8, 0), (Rows(scrape, "load", "inserted"), Rows(scrape, "load", "superseded")));
        Assert.Equal((0, 1), (Bucket(scrape, Way, "3"), Bucket(scrape, Way, "5")));
        Assert.Equal(4, Value(scrape, Way + "_sum"));
        Assert.Equal(1.5, Value(scrape, "retailbus_stage_duration_seconds_sum", ("retailbus_stage", "transform")));
        Assert.Equal(0.5, Value(scrape, "retailbus_stage_duration_seconds_sum", ("retailbus_stage", "load")));
        Assert.Equal(1, Value(scrape, "retailbus_stage_duration_seconds_count", ("retailbus_stage", "land")));
        Assert.Equal(1.0 / 9, Value(scrape, "retailbus_quarantine_share_sum")!.Value, 1e-9);
        Assert.Empty(scrape.OwnNames.Except(PipelineMetrics.All.SelectMany(metric => metric.PrometheusNames)));
    }

    [Fact]
    public async Task How_runs_queues_and_outbox_stand_is_scraped()
    {
        await CompleteAsync(new Batch("standing/a.csv", dataset: "standing"));
        var dead = QueueHost.Queue + "_dead";
        var address = (await _host.Sqs.GetQueueUrlAsync(dead, Cancelled)).QueueUrl;
        await _host.Sqs.SendMessageAsync(address, "no envelope", Cancelled);

        var scrape = await UntilAsync(scrape =>
            scrape.Value("retailbus_queue_depth", ("retailbus_queue", dead), ("retailbus_queue_kind", "deadLetter")) == 1
            && scrape.Value("retailbus_runs", ("retailbus_state", RunState.Completed)) == 1
            && scrape.Value("retailbus_queue_depth", ("retailbus_queue", QueueNames.Transform)) == 1
            && scrape.Value("retailbus_queue_oldest_message_age_seconds", ("retailbus_queue", QueueNames.Transform)) >= 1
            && scrape.Value("retailbus_outbox_messages") == 0);

        Assert.Equal(0, scrape.Value("retailbus_runs", ("retailbus_state", RunState.Failed)));
        Assert.InRange(scrape.Value("retailbus_queue_oldest_message_age_seconds", ("retailbus_queue", dead))!.Value, 0, 600);
        Assert.Equal(0, scrape.Value("retailbus_queue_oldest_message_age_seconds", ("retailbus_queue", QueueNames.Orchestrate)));
        Assert.Equal((0, 0), (scrape.Value("retailbus_outbox_failing"), scrape.Value("retailbus_outbox_oldest_message_age_seconds")));
        Assert.Equal("gauge", scrape.Kinds["retailbus_queue_depth"]);
    }

    [Fact]
    public async Task Promtool_has_nothing_to_say_about_our_metrics()
    {
        await CompleteAsync(new Batch("linted/a.csv", dataset: "linted"));
        await UntilAsync(scrape => scrape.Value("retailbus_runs", ("retailbus_state", RunState.Completed)) == 1);

        var (code, output) = await Promtool.RunAsync(["check", "metrics"], await TextAsync());

        Assert.Equal((0, ""), (code, output.Trim()));
    }

    [Fact]
    public async Task Prometheus_scrapes_the_endpoint_and_evaluates_the_rules()
    {
        await CompleteAsync(new Batch("gathered/a.csv", dataset: "gathered"));
        await UntilAsync(scrape => scrape.Value("retailbus_runs", ("retailbus_state", RunState.Completed)) == 1);
        await using var prometheus = await Prometheus.StartAsync(_host.Http.BaseAddress!.Authority);

        Assert.Equal(1, await prometheus.UntilAsync("max(retailbus_runs{retailbus_state=\"Completed\"})"));
        Assert.Equal(1, await prometheus.UntilAsync(
            "retailbus_runs_transitions_total{retailbus_dataset=\"gathered\",retailbus_state=\"Completed\"}"));
        Assert.Equal(["ok"], (await prometheus.RuleHealthAsync()).Distinct());
    }

    private async Task CompleteAsync(Batch batch)
    {
        await _host.SendAsync(QueueNames.Orchestrate, batch.Landed());
        await StateAsync(RunState.Transforming);
        await _host.SendAsync(QueueNames.Orchestrate, batch.Transformed() with
        {
            StartedAt = batch.Object.LandedAt.AddSeconds(1),
            CompletedAt = batch.Object.LandedAt.AddSeconds(2.5),
        });
        await StateAsync(RunState.Loading);
        await _host.SendAsync(QueueNames.Orchestrate, batch.Loaded() with
        {
            StartedAt = batch.Object.LandedAt.AddSeconds(3.5),
            CommittedAt = batch.Object.LandedAt.AddSeconds(4),
        });

        Task StateAsync(string state) => UntilAsync(scrape => scrape.Value(
            "retailbus_runs_transitions_total", ("retailbus_dataset", batch.Dataset), ("retailbus_state", state)) == 1);
    }

    private static double? Transitions(PrometheusText scrape, string state) =>
        Value(scrape, "retailbus_runs_transitions_total", ("retailbus_state", state));

    private static double? Rows(PrometheusText scrape, string stage, string outcome) =>
        Value(scrape, "retailbus_rows_total", ("retailbus_stage", stage), ("retailbus_outcome", outcome));

    private static double? Bucket(PrometheusText scrape, string name, string upTo) => Value(scrape, name + "_bucket", ("le", upTo));

    private static double? Value(PrometheusText scrape, string name, params (string Name, string Value)[] labels) =>
        scrape.Value(name, [.. labels, ("retailbus_dataset", "scraped")]);

    private Task<PrometheusText> UntilAsync(Func<PrometheusText, bool> wanted) =>
        QueueHost.UntilAsync(async () => PrometheusText.Parse(await TextAsync()), wanted);

    private Task<string> TextAsync() => _host.Http.GetStringAsync(new Uri(TelemetryRegistration.ScrapePath, UriKind.Relative), Cancelled);
}
