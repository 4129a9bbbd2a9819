using Microsoft.AspNetCore.Mvc;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Quarantine;

/// <summary>Quarantined rows to take away and correct.</summary>
internal static class QuarantineCsvEndpoint
{
    public static void MapQuarantineCsv(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/quarantine/{batchId:guid}/csv", WriteAsync)
        .WithTags("Quarantine")
        .WithSummary("The batch's quarantined rows as CSV with header, to correct and resubmit.");

    private static async Task WriteAsync(
        Guid batchId,
        string dataset,
        HttpContext context,
        [FromServices] QuarantineCsv csv,
        [FromServices] ContractCatalog contracts,
        int? attempt = null)
    {
        var found = contracts.Find(dataset) is not null && await csv.WriteAsync(dataset, batchId, attempt, Begin, context.RequestAborted);
        if (!found)
        {
            await TypedResults.Problem(
                $"Batch {batchId:D} of {dataset} was not transformed yet, or there is none.",
                statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
        }

        Stream Begin()
        {
            context.Response.ContentType = "text/csv; charset=utf-8; header=present";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"quarantine-{batchId:D}.csv\"";
            return context.Response.Body;
        }
    }
}
