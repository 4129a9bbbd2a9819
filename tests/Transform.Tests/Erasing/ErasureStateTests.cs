using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Erasing;

/// <summary>An erasure ends, says why it does not, and goes on when its message comes again.</summary>
public sealed class ErasureStateTests(S3Server s3) : IClassFixture<S3Server>
{
    private static readonly EraseRows Command = new()
    {
        ErasureId = new Guid("0b8f7c3e-5a52-5f6e-9d0c-3c8c8f6b2a11"),
        Dataset = "orders",
        Key = "order_id=17",
        Actor = "ana",
        Reason = "asked to",
    };

    [Fact]
    public async Task What_the_warehouse_could_not_do_stands_in_the_record_and_a_message_sent_again_goes_on()
    {
        await using var host = await TransformHost.StartAsync(s3);
        await SendAsync(host, Command);
        await UntilAsync(host, record => record?.State == ErasureState.Erasing);

        await SendAsync(host, Answer(1) with { Problem = "The disk is full." });
        var failed = await UntilAsync(host, record => record?.State == ErasureState.Failed);
        Assert.Equal("The disk is full.", failed.Problem);
        Assert.NotNull(failed.EndedAt);

        await SendAsync(host, Command);
        var again = await UntilAsync(host, record => record?.State == ErasureState.Erasing);
        Assert.Equal((null, null), (again.Problem, again.EndedAt));
        await SendAsync(host, Answer(1));
        await UntilAsync(host, record => record is { State: ErasureState.Verifying, Passes: 1 });
    }

    private static WarehouseRowsErased Answer(int pass) =>
        new() { Command = Command with { Pass = pass }, Current = 1, History = 0, InPass = 1 };

    private static async Task SendAsync<T>(TransformHost host, T message)
        where T : class
    {
        var queue = await host.Bus.Bus.GetSendEndpoint(QueueNames.Address(QueueNames.Erase));
        await queue.Send(message, TestContext.Current.CancellationToken);
    }

    private static async Task<ErasureRecord> UntilAsync(TransformHost host, Func<ErasureRecord?, bool> reached)
    {
        var store = host.Services.GetRequiredService<ErasureStore>();
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken))
        {
            if (await store.FindAsync(Command.ErasureId, TestContext.Current.CancellationToken) is var record && reached(record))
                return record!;
        }
    }
}
