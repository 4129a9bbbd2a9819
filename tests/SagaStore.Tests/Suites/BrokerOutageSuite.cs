using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

/// <summary>The broker is away at the moment between the commit and the send.</summary>
public abstract class BrokerOutageSuite(TestDatabase database) : DatabaseSuite(database)
{
    [Fact]
    public async Task A_message_whose_work_is_committed_is_done_though_what_it_led_to_could_not_be_sent_yet()
    {
        var sends = new FailingSends<OrderSubmitted>();
        await using var node = await TestNode.Start(Database, Cancellation, ShortLease);
        using var sending = node.Bus.ConnectSendObserver(sends);
        using var receiving = node.Bus.ConnectReceiveObserver(sends);
        var id = Guid.NewGuid();

        await node.Publish(new SubmitOrder(id), Cancellation);

        Assert.Equal([new OrderSubmitted(id)], await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation));
        Assert.Equal(2, sends.Sends);
        Assert.Equal(0, sends.ReceiveFaults);
    }

    private static void ShortLease(SagaStoreOptions options)
    {
        options.SendTimeout = TimeSpan.FromMilliseconds(250);
        options.Lease = TimeSpan.FromMilliseconds(500);
    }
}
