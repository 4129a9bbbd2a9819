using MassTransit;
using RetailBus.Orchestrator.Telemetry;
using RetailBus.Orchestrator.Tests.Queues;

namespace RetailBus.Orchestrator.Tests.Telemetry;

public sealed class CommittedMetricsTests
{
    private int _attempts;
    private int _recorded;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(10, 0)]
    public async Task A_message_counts_once_it_is_handled_however_often_it_was_tried(int failures, int counted)
    {
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = Bus.Factory.CreateUsingInMemory(configure => configure.ReceiveEndpoint("tills", endpoint =>
        {
            endpoint.UseFilter(new Signal(handled));
            endpoint.UseFilter(new CommittedMetrics());
            endpoint.UseMessageRetry(retry => retry.Immediate(3));
            endpoint.Handler<TillReport>(context =>
            {
                CommittedMetrics.Add(context, () => _recorded++);
                return ++_attempts <= failures ? throw new InvalidOperationException("A conflict.") : Task.CompletedTask;
            });
        }));
        await bus.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            var queue = await bus.GetSendEndpoint(new Uri("queue:tills"));
            await queue.Send(new TillReport(Guid.NewGuid(), "one"), TestContext.Current.CancellationToken);
            await handled.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }

        Assert.Equal(counted, _recorded);
        Assert.Equal(Math.Min(failures, 3) + 1, _attempts);
    }

    private sealed class Signal(TaskCompletionSource handled) : IFilter<ConsumeContext>
    {
        public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
        {
            try
            {
                await next.Send(context);
            }
            finally
            {
                handled.TrySetResult();
            }
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("signal");
    }
}
