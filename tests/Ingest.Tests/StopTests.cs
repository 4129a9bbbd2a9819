using System.Net;
using System.Net.Http.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Ingest.Generating;
using RetailBus.Ingest.Tests.Support;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class StopTests(LandHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_generation_is_listed_and_stopped_over_http()
    {
        var id = await StartAsync();
        await UntilAsync(id, status => status is { State: GenerationState.Running, Sent.Orders: > 0 });
        Assert.Contains((await ListAsync())!, status => status.GenerationId == id);

        using var stop = await host.Http.PostAsJsonAsync($"/api/generate/{id}/stop", new { actor = "ana", reason = "enough" }, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, stop.StatusCode);
        var ended = await UntilAsync(id, status => status.State == GenerationState.Stopped);
        Assert.Equal(("ana", "enough"), (ended.Actor, ended.Reason));
        Assert.InRange(ended.Sent.Orders, 1, 99_999);
        Assert.DoesNotContain((await ListAsync())!, status => status.GenerationId == id);
        using var again = await host.Http.PostAsJsonAsync($"/api/generate/{id}/stop", new { }, Cancelled);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_message_stops_a_generation_too()
    {
        var id = await StartAsync();
        await UntilAsync(id, status => status is { State: GenerationState.Running });

        await SendAsync(QueueNames.StopGenerating, new StopGenerating { GenerationId = id, Actor = "ben", Reason = "wrong seed" });

        Assert.Equal("wrong seed", (await UntilAsync(id, status => status.State == GenerationState.Stopped)).Reason);
    }

    [Fact]
    public async Task A_generation_that_was_stopped_before_its_command_came_puts_nothing()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var store = host.Services.GetRequiredService<GenerationStore>();
        await store.StopAsync(id, new StopRequest("ana", "changed my mind"), TimeProvider.System.GetUtcNow(), Cancelled);

        await SendAsync(QueueNames.Generate, new GenerateOrders { GenerationId = id, Orders = 100 });

        var ended = await UntilAsync(id, status => GenerationState.IsEnded(status.State));
        Assert.Equal((GenerationState.Stopped, 0), (ended.State, ended.Sent.Orders));
    }

    [Fact]
    public async Task A_generation_that_ends_while_it_is_looked_for_is_found()
    {
        var now = TimeProvider.System.GetUtcNow();
        var command = new GenerateOrders { GenerationId = Guid.CreateVersion7(now), Orders = 20 };
        var store = host.Services.GetRequiredService<GenerationStore>();
        var running = GenerationStatuses.Waiting(command, new DeliveryStreamOptions(), now);
        await store.UpdateAsync(running, Cancelled);
        using var s3 = new MeanwhileS3(host.CloudUrl, () => store.EndAsync(running with { State = GenerationState.Done, EndedAt = now }, Cancelled));

        var found = await ActivatorUtilities.CreateInstance<GenerationStore>(host.Services, s3).FindAsync(command.GenerationId, Cancelled);

        Assert.Equal(GenerationState.Done, found?.State);
    }

    [Fact]
    public async Task A_command_that_comes_again_after_its_end_puts_nothing()
    {
        var command = new GenerateOrders { GenerationId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Orders = 20 };
        await SendAsync(QueueNames.Generate, command);
        var ended = await UntilAsync(command.GenerationId, status => status.State == GenerationState.Done);

        await SendAsync(QueueNames.Generate, command);
        await SendAsync(QueueNames.Generate, command with { GenerationId = Guid.Empty, Orders = 1 });

        await UntilAsync(Guid.Empty, status => status.State == GenerationState.Done);
        Assert.Equal(ended, await FindAsync(command.GenerationId));
    }

    [Fact]
    public async Task A_stop_of_an_unknown_generation_is_refused()
    {
        using var stop = await host.Http.PostAsJsonAsync($"/api/generate/{Guid.NewGuid()}/stop", new { }, Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, stop.StatusCode);
    }

    private async Task<Guid> StartAsync()
    {
        using var response = await host.Http.PostAsJsonAsync("/api/generate", new { orders = 100_000, rate = 50, seed = 5 }, Cancelled);
        return (await response.Content.ReadFromJsonAsync<GenerateAccepted>(Cancelled))!.GenerationId;
    }

    private async Task SendAsync<T>(string queue, T message)
        where T : class
    {
        var endpoint = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(QueueNames.Address(queue));
        await endpoint.Send(message, Cancelled);
    }

    private Task<List<GenerationStatus>?> ListAsync() => host.Http.GetFromJsonAsync<List<GenerationStatus>>("/api/generate", Cancelled);

    private async Task<GenerationStatus?> FindAsync(Guid id)
    {
        using var response = await host.Http.GetAsync($"/api/generate/{id}", Cancelled);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<GenerationStatus>(Cancelled) : null;
    }

    private async Task<GenerationStatus> UntilAsync(Guid id, Func<GenerationStatus, bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(Patience);
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token))
        {
            if (await FindAsync(id) is { } status && condition(status))
                return status;
        }
    }
}
