using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Progress;

namespace RetailBus.Platform.Tests;

/// <summary>A period is a minute.</summary>
public sealed class StageReportTests : IAsyncLifetime
{
    private static readonly Guid Batch = new("0b8f7c3e-5a52-5f6e-9d0c-3c8c8f6b2a11");
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<StageProgress> _told = new();
    private IBusControl _bus = null!;

    public async ValueTask InitializeAsync()
    {
        _bus = MassTransit.Bus.Factory.CreateUsingInMemory(bus => bus.ReceiveEndpoint(QueueNames.Orchestrate, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.Handler<StageProgress>(context =>
            {
                _told.Enqueue(context.Message);
                return Task.CompletedTask;
            });
        }));
        await _bus.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync(CancellationToken.None);

    [Fact]
    public async Task Work_that_moves_is_told_once_a_period_and_work_that_stands_still_is_not()
    {
        await using var report = Reporter().Begin(Batch, 2, StageNames.Load);
        StageReport.Current!.Advance(rows: 10, bytes: 100);
        await PassAsync(told: 1);
        await PassAsync(told: 1);
        report.Advance(rows: 5);
        report.Advance(rows: 5);
        await PassAsync(told: 2);

        Assert.Equal(
            [(Batch, 2, "load", 10L, 100L), (Batch, 2, "load", 20L, 100L)],
            _told.Select(told => (told.BatchId, told.Attempt, told.Stage, told.Rows, told.Bytes)));
        Assert.Equal(_time.GetUtcNow(), _told.Last().At);
    }

    [Fact]
    public async Task Work_that_ends_within_a_period_tells_nothing()
    {
        await using (Reporter().Begin(Batch, 1, StageNames.Transform))
            StageReport.Current!.Advance(rows: 10);

        _time.Advance(Period * 3);
        await using var later = Reporter().Begin(Batch, 2, StageNames.Transform);
        later.Advance(rows: 1);
        await PassAsync(told: 1);

        Assert.Equal(2, Assert.Single(_told).Attempt);
    }

    [Fact]
    public async Task A_long_step_and_shared_work_are_told_by_their_gauges()
    {
        var (pulse, gauge) = (0L, 0.0);
        await using var report = Reporter().Begin(Batch, 1, StageNames.Load, () => pulse);
        pulse = 1;
        await PassAsync(told: 1);
        using (report.Watch(() => gauge))
        {
            gauge = 0.5;
            await PassAsync(told: 2);
            await PassAsync(told: 2);
        }

        gauge = 0.7;
        await PassAsync(told: 3);
        await PassAsync(told: 3);
    }

    [Fact]
    public async Task Bytes_that_are_read_through_a_progress_stream_are_counted()
    {
        await using var report = Reporter().Begin(Batch, 1, StageNames.Transform);
        await using (var stream = new ProgressStream(new MemoryStream(new byte[1234])))
            await stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await PassAsync(told: 1);

        Assert.Equal(1234, Assert.Single(_told).Bytes);
    }

    [Fact]
    public async Task A_fault_while_the_report_ends_is_none_of_the_work()
    {
        StageReport? report = null;
        var ending = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        report = Reporter().Begin(Batch, 1, StageNames.Load, () =>
        {
            if (report is null)
                return 0;
            ending.SetResult(report.DisposeAsync().AsTask());
            throw new HttpRequestException("The broker is away.");
        });

        _time.Advance(Period);
        var ended = await ending.Task.WaitAsync(TestContext.Current.CancellationToken);
        await ended.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(ended.IsCompletedSuccessfully);
    }

    private StageReporter Reporter() =>
        new(_bus, _time, Options.Create(new ProgressOptions { Period = Period }), NullLogger<StageReporter>.Instance);

    /// <summary>Lets a period pass and waits until what is due was told; a second report, told last, shows that nothing more was.</summary>
    private async Task PassAsync(int told)
    {
        _time.Advance(Period);
        while (_told.Count < told)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        var queue = await _bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        var marker = new StageProgress { BatchId = Guid.NewGuid(), Attempt = 0, Stage = "", Rows = 0, Bytes = 0, At = _time.GetUtcNow() };
        await queue.Send(marker, TestContext.Current.CancellationToken);
        while (!_told.Contains(marker))
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        var rest = _told.Where(message => message != marker).ToList();
        _told.Clear();
        rest.ForEach(_told.Enqueue);
        Assert.Equal(told, _told.Count);
    }
}
