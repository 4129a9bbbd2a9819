using System.Globalization;
using MassTransit;
using RetailBus.Platform.Bus;

namespace RetailBus.Platform.Tests;

public sealed class StageRetryTests
{
    public sealed record Work(int Number);

    public sealed record Answer(int Number);

    [Fact]
    public async Task An_answer_that_the_broker_does_not_take_is_given_until_it_does_and_the_work_is_done_once()
    {
        const int Refused = 3;
        var (answers, works) = (0, 0);
        await using var bus = await StartedBus.StartAsync(
            publish => publish.UseExecute(context =>
            {
                if (context is PublishContext<Answer> && Interlocked.Increment(ref answers) <= Refused)
                    throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"away, try {answers}"));
            }),
            context =>
            {
                Interlocked.Increment(ref works);
                return context.AnswerAsync(new Answer(context.Message.Number));
            });

        Assert.Equal(7, await bus.WorkAsync(7));
        Assert.Equal((Refused + 1, 1, 0), (answers, works, bus.Faults));
    }

    [Fact]
    public async Task Work_that_meets_aws_away_is_tried_more_often_than_work_that_fails_whichever_comes_first()
    {
        const int Away = StageRetry.Limit + 1;
        var works = 0;
        await using var bus = await StartedBus.StartAsync(
            _ => { },
            context => Interlocked.Increment(ref works) switch
            {
                1 => throw new InvalidOperationException("a fault of ours"),
                <= Away + 1 => throw new HttpRequestException("away"),
                _ => context.AnswerAsync(new Answer(context.Message.Number)),
            });

        Assert.Equal(8, await bus.WorkAsync(8));
        Assert.Equal((Away + 2, 0), (works, bus.Faults));
    }

    [Fact]
    public async Task An_outage_does_not_use_up_the_tries_of_work_that_fails_otherwise()
    {
        const int Away = 1;
        var works = 0;
        await using var bus = await StartedBus.StartAsync(
            _ => { },
            context => Interlocked.Increment(ref works) switch
            {
                <= Away => throw new HttpRequestException("away"),
                <= Away + StageRetry.Limit => throw new InvalidOperationException("a fault of ours"),
                _ => context.AnswerAsync(new Answer(context.Message.Number)),
            });

        Assert.Equal(10, await bus.WorkAsync(10));
        Assert.Equal((Away + StageRetry.Limit + 1, 0), (works, bus.Faults));
    }

    [Fact]
    public async Task Work_that_fails_for_another_reason_is_given_up_after_its_tries()
    {
        var works = 0;
        await using var bus = await StartedBus.StartAsync(
            _ => { },
            context =>
            {
                Interlocked.Increment(ref works);
                throw new InvalidOperationException("a fault of ours");
            });

        await bus.FailAsync(9);
        Assert.Equal(StageRetry.Limit + 1, works);
    }

    private sealed class StartedBus(IBusControl bus, TaskCompletionSource<int> answered, TaskCompletionSource faulted) : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        public int Faults => faulted.Task.IsCompleted ? 1 : 0;

        public static async Task<StartedBus> StartAsync(Action<IPublishPipeConfigurator> publish, MessageHandler<Work> work)
        {
            var answered = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var faulted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var bus = MassTransit.Bus.Factory.CreateUsingInMemory(configurator =>
            {
                configurator.ConfigurePublish(publish);
                configurator.ReceiveEndpoint("work", endpoint =>
                {
                    endpoint.UseStageRetry();
                    endpoint.Handler(work);
                });
                configurator.ReceiveEndpoint("answers", endpoint =>
                {
                    endpoint.Handler<Answer>(context => Task.FromResult(answered.TrySetResult(context.Message.Number)));
                    endpoint.Handler<Fault<Work>>(_ => Task.FromResult(faulted.TrySetResult()));
                });
            });
            await bus.StartAsync(TestContext.Current.CancellationToken);
            return new StartedBus(bus, answered, faulted);
        }

        public async Task<int> WorkAsync(int number)
        {
            await bus.Publish(new Work(number), TestContext.Current.CancellationToken);
            return await answered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        public async Task FailAsync(int number)
        {
            await bus.Publish(new Work(number), TestContext.Current.CancellationToken);
            await faulted.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync() => await bus.StopAsync(CancellationToken.None);
    }
}
