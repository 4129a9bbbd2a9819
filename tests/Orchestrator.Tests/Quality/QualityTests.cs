using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Quality;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.Orchestrator.Tests.Quality;

public sealed class QualityTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public sealed class Sqlite() : QualitySuite(new SqliteRunDatabase());

    public sealed class PostgreSql(PostgreSqlServer server) : QualitySuite(new PostgreSqlRunDatabase(server));

    [Theory]
    [InlineData("Orchestrator:Quality:Enabled", "false")]
    [InlineData("Orchestrator:Quality:ExceptDatasets:0", "orders")]
    public async Task Comparing_can_be_switched_off_for_all_and_for_a_dataset(string setting, string value)
    {
        await using var host = await RunHost.StartAsync(configure: builder => builder.Configuration[setting] = value);

        Assert.Empty(await LastOfFiveAndAnOddOneAsync(host));
    }

    [Fact]
    public async Task A_warning_is_logged_once()
    {
        using var log = new RecordedLog();
        await using var host = await RunHost.StartAsync(
            configure: builder => builder.Services.AddSingleton<ILogger<Runs.BatchRunStateMachine>>(new Logger<Runs.BatchRunStateMachine>(log)));

        Assert.Equal(["rows"], await LastOfFiveAndAnOddOneAsync(host));
        var line = Assert.Single(log.Lines, line => line.Level == LogLevel.Warning);
        Assert.Contains("of orders is not as usual. The rows in the file are 100", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_runs_than_are_needed_are_refused()
    {
        var options = new OrchestratorOptions { Quality = { Runs = 5, LeastRuns = 6 } };

        Assert.Contains("Orchestrator:Quality:LeastRuns is 6", new QualityValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
        Assert.True(new QualityValidator().Validate(null, new OrchestratorOptions()).Succeeded);
    }

    [Fact]
    public async Task An_option_out_of_its_range_is_refused_at_start()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => RunHost.StartAsync(configure: builder => builder.Configuration["Orchestrator:Quality:Width"] = "0"));

        Assert.Contains("Width", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_before_figures_were_kept_opens_and_goes_on()
    {
        await using var database = new SqliteRunDatabase();
        var old = new Batch("orders/old.csv");
        await using (var before = await RunHost.StartAsync(database: database))
            await before.DeliverAllAsync(old.Landed(), old.Transformed(), old.Loaded());
        await ForgetAsync(database.Settings.First().Value!);

        await using var host = await RunHost.StartAsync(database: database);
        var run = await host.RunAsync(old.Id);

        Assert.Equal(("Completed", null), (run.State, run.Quality));
        Assert.Empty(await host.Ledger.QualityAsync(new QualityFilter { Dataset = "orders" }, Cancelled));
        Assert.Equal(["rows"], await LastOfFiveAndAnOddOneAsync(host));
    }

    private static async Task<IEnumerable<string>> LastOfFiveAndAnOddOneAsync(RunHost host)
    {
        Batch batch = null!;
        for (var number = 1; number <= 6; number++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            batch = new Batch($"orders/{number}.csv", $"{number}", number);
            var figures = number < 6 ? new Figures() : new Figures(Rows: 100);
            await host.DeliverAllAsync(batch.Landed(), figures.Of(batch), figures.Loaded(batch));
        }

        return (await host.RunAsync(batch.Id)).Quality!.Warnings.Select(warning => warning.Measure);
    }

    /// <summary>Takes from the file what the earlier version did not have.</summary>
    private static async Task ForgetAsync(string path)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancelled);
        var indexes = new List<string>();
        await using (var find = connection.CreateCommand())
        {
            find.CommandText = "select name from sqlite_master where type = 'index' and sql like '%quality%'";
            await using var reader = await find.ExecuteReaderAsync(Cancelled);
            while (await reader.ReadAsync(Cancelled))
                indexes.Add(reader.GetString(0));
        }

        await using var forget = connection.CreateCommand();
        forget.CommandText = string.Concat(indexes.Select(name => $"drop index \"{name}\";"))
            + "alter table runs drop column has_quality; alter table runs drop column quality_of;";
        await forget.ExecuteNonQueryAsync(Cancelled);
    }
}
