using RetailBus.Transform.Datasets;
using RetailBus.Transform.Erasing;
using RetailBus.Transform.Locating;
using RetailBus.Transform.Preview;
using RetailBus.Transform.Quarantine;

namespace RetailBus.Transform.Hosting;

/// <summary>The transform service's HTTP API.</summary>
public static class TransformEndpoints
{
    private const int PageLimit = 1000;

    /// <summary><c>GET /api/datasets</c> and <c>GET /api/quarantine/{batchId}?dataset=&amp;attempt=&amp;offset=&amp;limit=</c>.</summary>
    public static IEndpointRouteBuilder MapTransform(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/datasets", (ContractCatalog contracts) => contracts.All.Select(DatasetDescription.Of));
        endpoints.MapGet("/api/quarantine/{batchId:guid}", QuarantineAsync);
        endpoints.MapErasures();
        endpoints.MapQuarantineCsv();
        endpoints.MapLocating();
        endpoints.MapPreview();
        return endpoints;
    }

    private static async Task<IResult> QuarantineAsync(
        Guid batchId,
        string dataset,
        QuarantineQuery query,
        ContractCatalog contracts,
        CancellationToken cancellationToken,
        int? attempt = null,
        long offset = 0,
        int limit = 100)
    {
        if (contracts.Find(dataset) is null)
            return Problem($"There is no dataset \"{dataset}\".", StatusCodes.Status404NotFound);
        if (offset < 0 || limit is < 1 or > PageLimit || attempt is < 1)
            return Problem($"offset must be 0 or more, limit 1 to {PageLimit}, attempt 1 or more.", StatusCodes.Status400BadRequest);

        return await query.ReadAsync(dataset, batchId, attempt, offset, limit, cancellationToken) is { } page
            ? Results.Ok(page)
            : Problem($"Batch {batchId} of {dataset} was not transformed yet, or there is none.", StatusCodes.Status404NotFound);
    }

    private static IResult Problem(string detail, int status) => Results.Problem(detail, statusCode: status);
}
