using System.Text;
using MassTransit;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Lineage;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.Lineage;

public sealed class LineageDeliveryTests
{
    private readonly Batch _batch = new("orders/a.csv");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receiver_that_is_away_gets_the_same_event_again_and_the_run_does_not_wait_for_it()
    {
        await using var host = await LineageHost.StartAsync(answers: [500, 429, 201]);

        await host.Runs.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed(), _batch.Retry());
        Assert.Equal(RunState.Transforming, (await host.Runs.RunAsync(_batch.Id)).State);
        await host.EventsAsync(5);

        Assert.Equal(3, host.Receiver.Requests.Select(request => Encoding.UTF8.GetString(request.Body)).Distinct().Count());
        Assert.All(host.Receiver.Requests, request => Assert.Equal($"Bearer {LineageHost.ApiKey}", $"{request.Headers.Authorization}"));
    }

    [Theory]
    [InlineData(422, 1)]
    [InlineData(302, 1)]
    [InlineData(503, 3)]
    public async Task A_refusal_is_final_and_what_is_never_taken_ends_in_the_error_queue(int answer, int tries)
    {
        await using var host = await LineageHost.StartAsync(answers: [answer]);
        var setAside = new TaskCompletionSource<TellLineage>(TaskCreationOptions.RunContinuationsAsynchronously);
        await host.Runs.Bus.ConnectReceiveEndpoint("retailbus-lineage_error", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.Handler<TellLineage>(context =>
            {
                setAside.TrySetResult(context.Message);
                return Task.CompletedTask;
            });
        }).Ready;

        await host.Runs.DeliverAllAsync(_batch.Landed());

        Assert.Equal(_batch.Id, (await setAside.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancelled)).Run.Id);
        Assert.Equal(tries, host.Receiver.Requests.Count);
        Assert.Contains(host.Log.Lines, line => line.Text.Contains($"{answer}", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Text.Contains(LineageHost.ApiKey, StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Text.Contains("token-in-the-path", StringComparison.Ordinal));
    }
}
