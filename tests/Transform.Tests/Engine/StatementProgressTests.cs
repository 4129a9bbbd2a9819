using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Progress;
using RetailBus.Transform.DuckDb;

namespace RetailBus.Transform.Tests.Engine;

public sealed class StatementProgressTests
{
    [Fact]
    public async Task A_single_long_statement_is_told_as_progress_while_it_runs()
    {
        var told = new TaskCompletionSource<StageProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = MassTransit.Bus.Factory.CreateUsingInMemory(configurator => configurator.ReceiveEndpoint(QueueNames.Orchestrate, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.Handler<StageProgress>(context =>
            {
                told.TrySetResult(context.Message);
                return Task.CompletedTask;
            });
        }));
        await bus.StartAsync(TestContext.Current.CancellationToken);
        var spill = Directory.CreateTempSubdirectory("retailbus-progress-");
        using var sessions = new DuckDbSessions(new DuckDbOptions(), spill.FullName);
        var options = Options.Create(new ProgressOptions { Period = TimeSpan.FromMilliseconds(20) });
        var reporter = new StageReporter(bus, TimeProvider.System, options, NullLogger<StageReporter>.Instance);
        var batch = Guid.NewGuid();
        await using (reporter.Begin(batch, 1, StageNames.Transform))
        {
            using var session = sessions.Rent();
            using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
            var statement = Task.Run(
                () => session.Count("SELECT count(*) FROM range(5000000000) t(i) WHERE i % 7 = 3", enough.Token), TestContext.Current.CancellationToken);

            Assert.Equal(batch, (await told.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).BatchId);
            await enough.CancelAsync();
            Assert.True(await Record.ExceptionAsync(() => statement) is null or OperationCanceledException);
        }

        await bus.StopAsync(CancellationToken.None);
        spill.Delete(recursive: true);
    }
}
