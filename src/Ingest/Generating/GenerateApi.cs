using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Names;

namespace RetailBus.Ingest.Generating;

/// <summary>Generations over HTTP: commanded, looked at, stopped.</summary>
internal static class GenerateApi
{
    private const string Unnamed = "api";

    public static void MapGenerate(this IEndpointRouteBuilder routes)
    {
        var generate = routes.MapGroup("/api/generate").WithTags("Land");
        generate.MapPost("/", GenerateAsync).WithSummary("Makes orders and puts them through the delivery stream.");
        generate.MapGet("/", ListAsync).WithSummary("Generations that wait or run, the oldest first.");
        generate.MapGet("/{id:guid}", FindAsync).WithSummary("One generation, also when it has ended: how far it is and what it has put.");
        generate.MapPost("/{id:guid}/stop", StopAsync).WithSummary("Stops a generation within a second or two; what it has put stays.");
    }

    private static async Task<Results<Accepted<GenerateAccepted>, ProblemHttpResult>> GenerateAsync(
        GenerateRequest request,
        IBus bus,
        GenerationStore store,
        IOptions<DeliveryStreamOptions> stream,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var command = request.ToCommand(Guid.CreateVersion7(now), now);
        if (GenerationRules.Problem(command) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "The request is not right");

        await store.UpdateAsync(GenerationStatuses.Waiting(command, stream.Value, now), cancellationToken);
        try
        {
            var generator = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Generate));
            await generator.Send(command, cancellationToken);
        }
        catch
        {
            // Nobody would ever end what was not commanded.
            await store.TidyAsync(command.GenerationId, CancellationToken.None);
            throw;
        }

        return TypedResults.Accepted(
            $"/api/generate/{command.GenerationId:D}",
            new GenerateAccepted(command.GenerationId, OrderGenerator.OrderIdPrefix(command.GenerationId)));
    }

    private static async Task<Ok<IReadOnlyList<GenerationStatus>>> ListAsync(GenerationStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(await store.RunningAsync(cancellationToken));

    private static async Task<Results<Ok<GenerationStatus>, ProblemHttpResult>> FindAsync(
        Guid id, GenerationStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } status ? TypedResults.Ok(status) : NoGeneration(id);

    private static async Task<Results<Accepted<GenerationStatus>, Ok<GenerationStatus>, ProblemHttpResult>> StopAsync(
        Guid id, StopRequest? request, GenerationStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } status)
            return NoGeneration(id);
        if (GenerationState.IsEnded(status.State))
            return TypedResults.Ok(status);

        var stop = new StopRequest(request?.Actor ?? Unnamed, request?.Reason ?? "asked to");
        await store.StopAsync(id, stop, time.GetUtcNow(), cancellationToken);
        return TypedResults.Accepted($"/api/generate/{id:D}", status);
    }

    private static ProblemHttpResult NoGeneration(Guid id) => TypedResults.Problem(
        $"There is no generation {id:D}.", statusCode: StatusCodes.Status404NotFound, title: "No such generation");
}
