using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Orchestrator.Deliveries;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Api;

/// <summary>Expected deliveries over HTTP.</summary>
internal static class DeliveriesApi
{
    private const int Earliest = 1970;
    private const int Latest = 9000;

    public static void MapDeliveries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/deliveries", ReadAsync)
            .WithTags("Deliveries")
            .WithSummary("What each store was to deliver on a day, and did; today in the contract's time zone unless a date is named.");

    private static async Task<Results<Ok<List<ExpectedDelivery>>, ProblemHttpResult>> ReadAsync(
        string? dataset, DateOnly? date, TransformClient datasets, DeliveryBoard board, CancellationToken cancellationToken)
    {
        if (date is { Year: < Earliest or > Latest })
            return Problems.BadRequest($"date is of the year {date.Value.Year}; give one of {Earliest} to {Latest}, as in 2026-03-31.");

        try
        {
            var agreements = (await datasets.DatasetsAsync(cancellationToken)).Where(known => dataset is null || known.Name == dataset).ToList();
            if (dataset is not null && agreements.Count == 0)
                return Problems.NoDataset(dataset);

            var deliveries = new List<ExpectedDelivery>();
            foreach (var agreement in agreements)
                deliveries.AddRange(await board.ReadAsync(agreement, date, cancellationToken));
            return TypedResults.Ok(deliveries);
        }
        catch (HttpRequestException e)
        {
            return Problems.Unavailable(
                $"Datasets and deliveries could not be read: {e.Message} See whether the services of transform and warehouse run.");
        }
    }
}
