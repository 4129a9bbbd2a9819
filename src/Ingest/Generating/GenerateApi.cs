using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.Ingest.Generating;

/// <summary>Commands a generation over HTTP.</summary>
internal static class GenerateApi
{
    public static void MapGenerate(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/generate", GenerateAsync)
        .WithTags("Land")
        .WithSummary("Makes orders and puts them through the delivery stream.");

    private static async Task<Results<Accepted<GenerateAccepted>, ProblemHttpResult>> GenerateAsync(
        GenerateRequest request, IBus bus, TimeProvider time, CancellationToken cancellationToken)
    {
        var command = new GenerateOrders
        {
            GenerationId = Guid.CreateVersion7(time.GetUtcNow()),
            Orders = request.Orders,
            Rate = request.Rate,
            Stores = request.Stores,
            Seed = request.Seed,
        };
        if (GenerationRules.Problem(command) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "The request is not right");

        var generator = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Generate));
        await generator.Send(command, cancellationToken);
        return TypedResults.Accepted((string?)null, new GenerateAccepted(command.GenerationId, OrderGenerator.OrderIdPrefix(command.GenerationId)));
    }
}
