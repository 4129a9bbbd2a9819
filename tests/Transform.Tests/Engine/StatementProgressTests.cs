using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Progress;
using RetailBus.Transform.DuckDb;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>
/// DuckDB measures how far it has read files and tables, and nothing of what functions such as range make: the statement reads a table. One
/// thread takes many seconds for it, far longer than the few messages that are waited for; then it is cancelled.
/// </summary>
public sealed class StatementProgressTests : IDisposable
{
    private const string Long = "SELECT max(md5(md5(md5(md5(md5(md5(md5(md5(i::VARCHAR))))))))) FROM numbers";

    private readonly DirectoryInfo _spill = Directory.CreateTempSubdirectory("retailbus-progress-");
    private readonly DuckDbSessions _sessions;
    private readonly Channel<StageProgress> _told = Channel.CreateUnbounded<StageProgress>();

    public StatementProgressTests() => _sessions = new DuckDbSessions(new DuckDbOptions { Threads = 1 }, _spill.FullName);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sessions.Dispose();
        _spill.Delete(recursive: true);
    }

    [Fact]
    public async Task A_single_long_statement_is_told_as_progress_again_and_again_while_it_runs()
    {
        var bus = await StartBusAsync();
        var options = Options.Create(new ProgressOptions { Period = TimeSpan.FromMilliseconds(20) });
        var reporter = new StageReporter(bus, TimeProvider.System, options, NullLogger<StageReporter>.Instance);
        using var session = _sessions.Rent();
        session.CreateTable("numbers", "SELECT i FROM range(5000000) t(i)", Cancelled);
        var batch = Guid.NewGuid();
        await using (reporter.Begin(batch, 1, StageNames.Transform))
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var statement = Task.Run(() => session.Query(Long, row => row.GetString(0), enough.Token), Cancelled);

            // The first may tell that the statement began, and nothing of how far it is.
            for (var told = 0; told < 4; told++)
                Assert.Equal(batch, (await NextAsync(statement)).BatchId);

            await enough.CancelAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(() => statement);
        }

        await bus.StopAsync(CancellationToken.None);
    }

    /// <summary>The next message, which has to come before the statement's end.</summary>
    private async Task<StageProgress> NextAsync(Task statement)
    {
        var next = _told.Reader.ReadAsync(Cancelled).AsTask();
        await Task.WhenAny(next, statement);
        Assert.False(statement.IsCompleted, "The statement ended before its progress was told.");
        return await next;
    }

    private async Task<IBusControl> StartBusAsync()
    {
        var bus = MassTransit.Bus.Factory.CreateUsingInMemory(configurator => configurator.ReceiveEndpoint(QueueNames.Orchestrate, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.Handler<StageProgress>(context =>
            {
                Assert.True(_told.Writer.TryWrite(context.Message));
                return Task.CompletedTask;
            });
        }));
        await bus.StartAsync(Cancelled);
        return bus;
    }
}
