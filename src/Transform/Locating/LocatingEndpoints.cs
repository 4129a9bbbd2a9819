using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Locating;

/// <summary>Where rows stand in the files that landed, over HTTP.</summary>
internal static class LocatingEndpoints
{
    /// <summary>So that an address stays within 8 KB, Kestrel's limit.</summary>
    private const int MostKeys = 100;

    public static void MapLocating(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/lines", LinesAsync).WithTags("Lines")
            .WithSummary("The lines of a landed file that have one of the row keys, found on demand.");
        endpoints.MapGet("/api/lines/key", Key).WithTags("Lines")
            .WithSummary("How to ask the warehouse for the rows that a key in the contract's columns names.");
    }

    private static async Task<IResult> LinesAsync(
        Guid batchId, Guid[] rowKey, [FromServices] LineFinder finder, CancellationToken cancellationToken, string? dataset = null,
        int? attempt = null)
    {
        if (rowKey.Length is 0 or > MostKeys)
            return Problem(StatusCodes.Status400BadRequest, $"Give 1 to {MostKeys} row keys: rowKey=...&rowKey=...");
        try
        {
            return await finder.FindAsync(batchId, rowKey, dataset, attempt, cancellationToken) is { } lines
                ? TypedResults.Ok(lines)
                : Problem(StatusCodes.Status404NotFound, $"Batch {batchId:D} was not transformed yet, or there is none.");
        }
        catch (BatchRejectedException e) when (e.Code == FailureCodes.Overwritten)
        {
            return Problem(
                StatusCodes.Status410Gone,
                $"The version that landed as batch {batchId:D} is gone from the raw zone, so that its lines can't be shown any more.");
        }
        catch (BatchRejectedException e)
        {
            return Problem(StatusCodes.Status422UnprocessableEntity, e.Message);
        }
    }

    private static IResult Key(
        string dataset, string key, [FromServices] ContractCatalog contracts, [FromServices] KeyResolver resolver,
        CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(resolver.Resolve(contracts.Get(dataset), key, cancellationToken));
        }
        catch (BatchRejectedException e)
        {
            return Problem(StatusCodes.Status404NotFound, e.Message);
        }
        catch (KeyRefusedException e)
        {
            return Problem(StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private static ProblemHttpResult Problem(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: "Not found in a file");
}
