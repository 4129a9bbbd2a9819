using Microsoft.AspNetCore.Http.HttpResults;

namespace RetailBus.Warehouse.Erasing;

/// <summary>Expiry of rows over HTTP, for the orchestrator's retention sweep.</summary>
internal static class ExpiryApi
{
    public static void MapExpiry(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/warehouse/expirations", ExpireAsync)
        .WithSummary("Removes or counts a dataset's rows that landed before a time; a sweep's second request is answered as its first.");

    private static async Task<Results<Ok<ExpiredRows>, ProblemHttpResult>> ExpireAsync(
        RowExpiry expiry, IErasableWarehouse warehouse, CancellationToken cancellationToken) =>
        expiry.Zone is RowExpiry.Warehouse or RowExpiry.History
            ? TypedResults.Ok(new ExpiredRows(await warehouse.ExpireAsync(expiry, cancellationToken)))
            : TypedResults.Problem(
                $"\"{expiry.Zone}\" is no zone of the warehouse: {RowExpiry.Warehouse} or {RowExpiry.History}.",
                statusCode: StatusCodes.Status400BadRequest);
}
