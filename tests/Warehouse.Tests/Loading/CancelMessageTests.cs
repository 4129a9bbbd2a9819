using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public sealed class CancelMessageTests
{
    private static readonly Line[] Tea = [new("1", "tea", 1)];

    [Fact]
    public async Task A_run_hears_that_its_load_was_cancelled()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea });

        await warehouse.SendAsync(new CancelBatch { BatchId = command.BatchId, Attempt = 1, Actor = "ada", Reason = "Wrong file." });
        Assert.True(await warehouse.Bus.Consumed.Any<CancelBatch>(TestContext.Current.CancellationToken));
        await warehouse.SendAsync(command);

        var failed = await warehouse.AnswerAsync<LoadFailed>(command, answer => answer.BatchId);
        Assert.Equal(FailureCodes.Cancelled, failed.Failure.Code);
        Assert.Equal("[[0,0,0,0,0,true]]", (await warehouse.QueryAsync("select * from warehouse_balance")).GetRawText());
    }
}
