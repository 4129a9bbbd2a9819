using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>A service that dies at any step, or loses an answer, leaves a warehouse that the next one continues rightly.</summary>
public sealed class CrashTests
{
    private static readonly Line[] First = [new("1", "tea", 1), new("2", "tea", 2)];
    private static readonly Line[] Second = [new("1", "tea", 10), new("3", "tea", 3)];

    /// <summary>Words that a step's first statement begins with.</summary>
    public static TheoryData<string> Steps => ["insert into core.dataset_locks", "insert into staging.loads", "copy into", "begin transaction"];

    [Theory]
    [MemberData(nameof(Steps))]
    public Task A_crash_before_a_step_is_continued_by_the_next_service(string step) => CrashAsync(step, isDone: false);

    [Theory]
    [MemberData(nameof(Steps))]
    public Task A_crash_after_a_step_is_continued_by_the_next_service(string step) => CrashAsync(step, isDone: true);

    [Fact]
    public async Task A_lost_answer_of_the_commit_is_answered_from_the_load_history()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        warehouse.Api.After = request => IsStep(request, "begin transaction") ? Lost() : Task.CompletedTask;

        var outcome = Assert.Single(await warehouse.LoadAsync(Build(warehouse, "a", 1, First)));

        Assert.True(outcome.WasLoaded);
        Assert.Equal(2, outcome.Counts?.Inserted);
        Assert.Equal("2+0=2 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_user_who_is_refused_after_the_commit_hears_of_the_load_all_the_same()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        warehouse.Api.After = request => IsStep(request, "begin transaction")
            ? Task.FromException(new SqlApiException("Snowflake refused the token.", "390144", null, 401, isTransient: false))
            : Task.CompletedTask;

        Assert.True(Assert.Single(await warehouse.LoadAsync(Build(warehouse, "a", 1, First))).WasLoaded);
    }

    [Fact]
    public async Task An_answer_that_stays_lost_fails_the_try_as_a_passing_fault_and_the_next_one_finds_the_load()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        var batch = Build(warehouse, "a", 1, First);
        var isAway = false;
        warehouse.Api.Before = _ => isAway ? Lost() : Task.CompletedTask;
        warehouse.Api.After = request =>
        {
            isAway |= IsStep(request, "begin transaction");
            return isAway ? Lost() : Task.CompletedTask;
        };

        var failed = Assert.Single(await warehouse.LoadAsync(batch));
        isAway = false;
        warehouse.Api.After = _ => Task.CompletedTask;
        var again = Assert.Single(await warehouse.LoadAsync(batch));

        Assert.IsType<HttpRequestException>(failed.Fault);
        Assert.True(again.WasLoaded);
        Assert.Equal("2+0=2 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_busy_account_fails_the_group_once_and_divides_nothing()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        warehouse.Api.Before = request => IsStep(request, "copy into") ? Lost() : Task.CompletedTask;

        var outcomes = await warehouse.LoadAsync(Build(warehouse, "a", 1, First), Build(warehouse, "b", 2, Second), Build(warehouse, "c", 3, Second));

        Assert.All(outcomes, outcome => Assert.IsType<HttpRequestException>(outcome.Fault));
        Assert.Single(warehouse.Api.Requests, request => IsStep(request, "insert into staging.loads"));
        warehouse.Api.Before = _ => Task.CompletedTask;
        Assert.All(
            await warehouse.LoadAsync(Build(warehouse, "a", 1, First), Build(warehouse, "b", 2, Second)), outcome => Assert.Null(outcome.Fault));
    }

    [Fact]
    public async Task An_account_that_refuses_the_user_fails_the_group_with_what_to_check_and_divides_nothing()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        warehouse.Api.Before = request => IsStep(request, "copy into")
            ? Task.FromException(new SqlApiException("A statement failed.", "002003", "02000", 422, isTransient: false))
            : Task.CompletedTask;

        var outcomes = await warehouse.LoadAsync(Build(warehouse, "a", 1, First), Build(warehouse, "b", 2, Second));

        Assert.All(outcomes, outcome => Assert.Equal(FailureCodes.AccessDenied, Assert.IsType<BatchRejectedException>(outcome.Fault).Code));
        Assert.Single(warehouse.Api.Requests, request => IsStep(request, "insert into staging.loads"));
    }

    [Fact]
    public async Task A_fault_in_any_statement_of_the_transaction_leaves_everything_as_it_was()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        await warehouse.LoadAsync(Build(warehouse, "a", 1, First));
        var corrected = Build(warehouse, "a", 2, Second);
        var (before, statements) = (warehouse.CurrentRows(), 0);
        warehouse.Api.Statement = _ => statements++;
        await warehouse.LoadAsync(Build(warehouse, "z", 1));
        for (var failing = 5; failing < statements; failing += 6)
        {
            var left = failing;
            warehouse.Api.Statement = _ =>
            {
                if (left-- == 0)
                    throw new IOException("the line broke");
            };
            Assert.NotNull(Assert.Single(await warehouse.LoadAsync(corrected)).Fault);
            warehouse.Api.Statement = _ => { };
            Assert.Equal(before, warehouse.CurrentRows());
            Assert.Equal("2+0=2 true", warehouse.Balance());
        }

        Assert.Equal("1 1 0 0 1", Terms(Assert.Single(await warehouse.LoadAsync(corrected))));
        Assert.Equal("2+2=4 true", warehouse.Balance());
        Assert.Equal("0", warehouse.Value("select count(*) from staging.versions"));
    }

    private static async Task CrashAsync(string step, bool isDone)
    {
        using var warehouse = new SnowflakeTestWarehouse();
        var first = Build(warehouse, "a", 1, First);
        var second = Build(warehouse, "a", 2, Second);
        using var died = new CancellationTokenSource();
        Task Die(SqlRequest request) => IsStep(request, step) ? DieAsync(died) : Task.CompletedTask;
        if (isDone)
            warehouse.Api.After = Die;
        else
            warehouse.Api.Before = Die;
        using (var dying = warehouse.Service())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying.LoadAsync([warehouse.Stage(first)], died.Token));
        warehouse.Api.Before = _ => Task.CompletedTask;
        warehouse.Api.After = _ => Task.CompletedTask;

        using var next = warehouse.Service();
        var outcomes = await next.LoadAsync([warehouse.Stage(first)], TestContext.Current.CancellationToken);
        var later = await next.LoadAsync([warehouse.Stage(second)], TestContext.Current.CancellationToken);

        Assert.Equal("2 0 0 0 0", Terms(Assert.Single(outcomes)));
        Assert.Equal(isDone && step == "begin transaction", outcomes[0].WasLoaded);
        Assert.Equal("1 1 0 0 1", Terms(Assert.Single(later)));
        Assert.Equal(["1|10.0000", "3|3.0000"], warehouse.Rows("select order_id, amount from order_lines order by order_id"));
        Assert.Equal("2+2=4 true", warehouse.Balance());
    }

    private static async Task DieAsync(CancellationTokenSource died)
    {
        await died.CancelAsync();
        throw new OperationCanceledException(died.Token);
    }

    private static Task Lost() =>
        Task.FromException(new SqlApiException("Snowflake gave no answer.", code: null, sqlState: null, status: 0, isTransient: true));

    private static bool IsStep(SqlRequest request, string step) => request.Statements[0].StartsWith(step, StringComparison.Ordinal);

    private static StagedBatch Build(SnowflakeTestWarehouse warehouse, string name, int landed, params Line[] lines) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, OnReland = "replace", Lines = lines }.Build();

    private static string Terms(LoadOutcome outcome)
    {
        Assert.Null(outcome.Fault);
        var counts = outcome.Counts!;
        return $"{counts.Inserted} {counts.Updated} {counts.Unchanged} {counts.Superseded} {counts.Retracted}";
    }
}
