using System.Globalization;
using MassTransit;
using RetailBus.Platform.Bus;

namespace RetailBus.Platform.Tests;

public sealed class StageRetryTests
{
    public sealed record Work(int Number);

    public sealed record Answer(int Number);

    [Fact]
    public async Task An_answer_that_the_broker_does_not_take_is_given_until_it_does_however_often_work_is_tried()
    {
        const int Refused = StageRetry.Limit + 2;
        var tries = 0;
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var faults = 0;
        var bus = MassTransit.Bus.Factory.CreateUsingInMemory(configurator =>
        {
            configurator.ConfigurePublish(publish => publish.UseExecute(context =>
            {
                if (context is PublishContext<Answer> && Interlocked.Increment(ref tries) <= Refused)
                    throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"away, try {tries}"));
            }));
            configurator.ReceiveEndpoint("work", endpoint =>
            {
                endpoint.UseStageRetry();
                endpoint.Handler<Work>(context => context.AnswerAsync(new Answer(context.Message.Number)));
            });
            configurator.ReceiveEndpoint("answers", endpoint =>
            {
                endpoint.Handler<Answer>(context => Task.FromResult(done.TrySetResult(context.Message.Number)));
                endpoint.Handler<Fault<Work>>(_ => Task.FromResult(Interlocked.Increment(ref faults)));
            });
        });
        await bus.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            await bus.Publish(new Work(7), TestContext.Current.CancellationToken);

            Assert.Equal(7, await done.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
            Assert.Equal((Refused + 1, 0), (tries, faults));
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }
}
