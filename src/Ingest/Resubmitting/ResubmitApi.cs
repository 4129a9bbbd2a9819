using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RetailBus.Ingest.Uploads;

namespace RetailBus.Ingest.Resubmitting;

/// <summary>Corrected rows over HTTP.</summary>
internal static class ResubmitApi
{
    private const int LongestActor = 100;
    private const int LongestReason = 500;

    /// <summary>Actor and reason as they are escaped: an object's metadata has 2 KB for all (S3's limit).</summary>
    private const int LongestEscaped = 1200;

    public static void MapResubmit(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/quarantine/{batchId:guid}/resubmit", ResubmitAsync)
        .WithTags("Quarantine")
        .WithSummary(
            "Lands the body, a CSV with header of corrected rows, as a new batch that is linked to the one they were quarantined in.");

    private static async Task<IResult> ResubmitAsync(
        Guid batchId,
        HttpContext context,
        [FromServices] ParentBatches parents,
        [FromServices] Resubmitter resubmitter,
        string? reason = null,
        string? actor = null,
        string? dataset = null)
    {
        var by = string.IsNullOrWhiteSpace(actor) ? "operator" : actor;
        if (Wrong(by, reason) is { } wrong)
            return Problem(StatusCodes.Status400BadRequest, wrong);
        try
        {
            var parent = await parents.GetAsync(batchId, dataset, context.RequestAborted);
            var landed = await resubmitter.LandAsync(
                parent, CorrectedCsv.Restore(await ReadAsync(context)), by, reason!, context.RequestAborted);
            return TypedResults.Accepted(landed.BatchId is { } id ? $"/api/runs/{id:D}" : null, landed);
        }
        catch (ResubmitRefusedException e)
        {
            return Problem(e.StatusCode, e.Message);
        }
        catch (UploadRefusedException e)
        {
            return Problem(e.StatusCode, e.Message);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var parts = new UploadParts(context.Request.Body, long.MaxValue);
        await parts.ReadAsync(context.RequestAborted);
        if (parts.IsEmpty)
            throw new ResubmitRefusedException(StatusCodes.Status400BadRequest,
                "The body is empty: send the corrected rows as CSV with a header line.");
        if (!parts.IsLast)
        {
            throw new ResubmitRefusedException(
                StatusCodes.Status413PayloadTooLarge,
                $"More than {UploadParts.PartBytes:N0} bytes can't be resubmitted at once. Split the file, or land the whole file again.");
        }

        using var body = parts.Current;
        return body.ToArray();
    }

    private static string? Wrong(string actor, string? reason) => (actor, reason) switch
    {
        (_, null or "") => "Say why: give a \"reason\"; it goes on the run's timeline.",
        (_, { Length: > LongestReason }) => $"The reason has {reason.Length} characters; the most is {LongestReason}.",
        ({ Length: > LongestActor }, _) => $"The actor has {actor.Length} characters; the most is {LongestActor}.",
        _ when Uri.EscapeDataString(actor).Length + Uri.EscapeDataString(reason).Length > LongestEscaped =>
            $"Actor and reason are too long to be kept with the object: give fewer words "
                + $"({LongestEscaped} bytes; letters beyond ASCII count 6 and more).",
        _ => null,
    };

    private static ProblemHttpResult Problem(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: "Not resubmitted");
}
