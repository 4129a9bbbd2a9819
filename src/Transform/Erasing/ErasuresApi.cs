using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Erasing;

/// <summary>Erasures over HTTP.</summary>
internal static class ErasuresApi
{
    public static void MapErasures(this IEndpointRouteBuilder endpoints)
    {
        var erasures = endpoints.MapGroup("/api/erasures").WithTags("Erase");
        erasures.MapPost("/", EraseAsync).WithSummary("Removes an order's or a customer's rows everywhere, or counts them (dryRun).");
        erasures.MapGet("/", (ErasureStore store, CancellationToken cancellationToken) => store.ListAsync(cancellationToken))
            .WithSummary("Records of erasures, the newest first.");
        erasures.MapGet("/{id:guid}", FindAsync).WithSummary("The record of one erasure.");
    }

    private static async Task<Results<Accepted<ErasureRecord>, ProblemHttpResult>> EraseAsync(
        ErasureRequest request,
        ContractCatalog contracts,
        ErasureStore store,
        IBus bus,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (contracts.Find(request.Dataset ?? "") is not { } contract)
            return Problem($"There is no dataset \"{request.Dataset}\".");
        if (string.IsNullOrWhiteSpace(request.Actor) || string.IsNullOrWhiteSpace(request.Reason))
            return Problem("Give an actor and a reason: they stand in the record.");

        ErasureKey key;
        try
        {
            key = ErasureKey.Parse(request.Key ?? "", contract);
        }
        catch (BatchRejectedException e)
        {
            return Problem(e.Message);
        }

        var command = new EraseRows
        {
            ErasureId = Guid.CreateVersion7(time.GetUtcNow()),
            Dataset = contract.Name,
            Key = request.Key!,
            Actor = request.Actor,
            Reason = request.Reason,
            DryRun = request.DryRun,
        };
        var record = await ErasureRecords.NewAsync(command, key, store, time, cancellationToken);

        // The message first: a record without one would say for ever that the erasure waits, and nobody would know the key.
        var endpoint = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Erase));
        await endpoint.Send(command, cancellationToken);
        await store.SaveNewAsync(record, cancellationToken);
        return TypedResults.Accepted($"/api/erasures/{command.ErasureId:D}", record);
    }

    private static async Task<Results<Ok<ErasureRecord>, ProblemHttpResult>> FindAsync(
        Guid id, ErasureStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } record
            ? TypedResults.Ok(record)
            : TypedResults.Problem($"There is no erasure {id:D}.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult Problem(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request is not right");
}
