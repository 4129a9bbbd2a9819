using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RetailBus.Orchestrator.Api;

namespace RetailBus.Orchestrator.Queues;

/// <summary>The queues over HTTP.</summary>
internal static class QueuesApi
{
    public static void MapQueues(this IEndpointRouteBuilder routes)
    {
        var queues = routes.MapGroup("/api/queues").WithTags("Queues");
        queues.MapGet("/", ([FromServices] QueueReport report, CancellationToken cancellationToken) => report.MakeAsync(cancellationToken))
            .WithSummary("All queues: what waits, and why messages were set aside.");
        queues.MapPost("/{name}/redrive", RedriveAsync)
            .WithSummary("Moves messages of an error, skipped or dead-letter queue back to the queue they came from.");
    }

    private static async Task<Results<Ok<RedriveResult>, ProblemHttpResult>> RedriveAsync(
        string name,
        RedriveRequest request,
        [FromServices] KnownQueues known,
        [FromServices] QueueRedrive redrive,
        CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem)
            return Problems.BadRequest(problem);
        var movable = string.Join(", ", known.All.Where(queue => queue.Source is not null).Select(queue => queue.Name));
        if (known.Find(name) is not { } queue)
        {
            return TypedResults.Problem(
                $"There is no queue \"{name}\". Those that can be redriven are {movable}.",
                statusCode: StatusCodes.Status404NotFound,
                title: "No such queue");
        }

        if (queue.Source is null)
        {
            return TypedResults.Problem(
                $"{name} is a work queue; only error, skipped and dead-letter queues can be redriven: {movable}.",
                statusCode: StatusCodes.Status409Conflict,
                title: "Not a queue of messages set aside");
        }

        try
        {
            return TypedResults.Ok(await redrive.RunAsync(queue, request.Max, request.Operator, cancellationToken));
        }
        catch (RedriveException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status502BadGateway, title: "The redrive broke off");
        }
    }
}
