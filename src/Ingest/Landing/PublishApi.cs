using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Landing;

/// <summary>Announces an object again by hand, through the same code as the bucket's events.</summary>
internal static class PublishApi
{
    /// <summary>S3's limit on keys, in bytes of UTF-8.</summary>
    private const int LongestKey = 1024;

    public static void MapPublish(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/publish", PublishAsync)
        .WithTags("Land")
        .WithSummary("Announces an object of the raw zone again; a batch that is known already is left as it is.");

    private static async Task<Results<Accepted<OrderBatchLanded>, ProblemHttpResult>> PublishAsync(
        PublishRequest request, Announcer announcer, IBus bus, IOptions<ZoneOptions> zones, CancellationToken cancellationToken)
    {
        var raw = zones.Value.Raw;
        if (request.Bucket != raw)
        {
            return TypedResults.Problem(
                $"\"{request.Bucket}\" is not the raw zone. Only objects of \"{raw}\" can be published; copy the file there and it is "
                + "announced by itself.",
                statusCode: StatusCodes.Status400BadRequest,
                title: "Not in the raw zone");
        }

        if (string.IsNullOrEmpty(request.Key) || request.Key.StartsWith('/') || Encoding.UTF8.GetByteCount(request.Key) > LongestKey)
        {
            return TypedResults.Problem(
                $"Give the object's \"key\": 1 to {LongestKey} bytes of UTF-8 that do not begin with a slash.",
                statusCode: StatusCodes.Status400BadRequest,
                title: "The request is not right");
        }

        var named = new RawObject(raw, request.Key, ObjectVersions.Id(request.VersionId), ETag: null, Sequencer: "");
        return await announcer.AnnounceAsync(named, Announcer.Publish, bus, cancellationToken) is { } landed
            ? TypedResults.Accepted($"/api/runs/{landed.BatchId:D}", landed)
            : TypedResults.Problem(
                $"There is no object \"{request.Key}\"{(request.VersionId is null ? "" : " of that version")} in \"{raw}\".",
                statusCode: StatusCodes.Status404NotFound,
                title: "No such object");
    }
}
