using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Platform.Datasets;

namespace RetailBus.Ingest.Uploads;

/// <summary>Uploads in parts over HTTP: begin, put parts in any order and any number of times, complete or give up.</summary>
internal static class UploadSessionsApi
{
    /// <summary>The header with a part's SHA-256, base64.</summary>
    public const string HashHeader = "X-Part-SHA256";

    /// <summary>For a form's or a broken client's framing; a part's own length is checked exactly.</summary>
    private const long LargestBody = UploadSession.PartBytes + 1;

    public static void MapUploadSessions(this RouteGroupBuilder uploads)
    {
        var sessions = uploads.MapGroup("/{dataset}/sessions");
        sessions.MapPost("/", BeginAsync).WithSummary("Begins an upload in parts.");
        sessions.MapGet("/{session}", FindAsync).WithSummary("Tells which parts are there.");
        sessions.MapPut("/{session}/parts/{number:int}", PutAsync).WithSummary("Puts a part, checked by its hash.");
        sessions.MapPost("/{session}/complete", CompleteAsync).WithSummary("Lands the file when all parts are there.");
        sessions.MapDelete("/{session}", AbortAsync).WithSummary("Gives an upload up.");
    }

    private static Task<IResult> BeginAsync(
        string dataset, UploadSessionRequest request, UploadSessions sessions, DatasetCatalog datasets, CancellationToken cancellationToken) =>
        AnswerAsync(async () =>
        {
            if (!datasets.Contains(dataset))
                return Problem(StatusCodes.Status404NotFound, $"There is no dataset \"{dataset}\". The datasets are {string.Join(", ", datasets.Names)}.");
            var begun = await sessions.BeginAsync(dataset, request, cancellationToken);
            return TypedResults.Created($"/api/uploads/{dataset}/sessions/{begun.Session}", begun);
        });

    private static Task<IResult> FindAsync(string dataset, string session, UploadSessions sessions, CancellationToken cancellationToken) =>
        AnswerAsync(dataset, session, async named => await sessions.FindAsync(named, cancellationToken) is { } state
            ? TypedResults.Ok(state)
            : Unknown());

    private static Task<IResult> PutAsync(string dataset, string session, int number, HttpContext context, UploadSessions sessions) =>
        AnswerAsync(dataset, session, async named =>
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = LargestBody;
            var hash = context.Request.Headers[HashHeader].ToString() is { Length: > 0 } said ? said : null;
            return TypedResults.Ok(await sessions.PutAsync(named, number, context.Request.Body, hash, context.RequestAborted));
        });

    private static Task<IResult> CompleteAsync(string dataset, string session, UploadSessions sessions, CancellationToken cancellationToken) =>
        AnswerAsync(dataset, session, async named =>
        {
            var landed = await sessions.CompleteAsync(named, cancellationToken);
            return TypedResults.Created(landed.BatchId is { } id ? $"/api/runs/{id:D}" : null, landed);
        });

    private static Task<IResult> AbortAsync(string dataset, string session, UploadSessions sessions, CancellationToken cancellationToken) =>
        AnswerAsync(dataset, session, async named =>
        {
            await sessions.AbortAsync(named, cancellationToken);
            return TypedResults.NoContent();
        });

    private static Task<IResult> AnswerAsync(string dataset, string session, Func<UploadSession, Task<IResult>> answer) =>
        UploadSession.Parse(session, dataset) is { } named ? AnswerAsync(() => answer(named)) : Task.FromResult<IResult>(Unknown());

    private static async Task<IResult> AnswerAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (UploadRefusedException e)
        {
            return Problem(e.StatusCode, e.Message);
        }
    }

    private static ProblemHttpResult Unknown() =>
        Problem(StatusCodes.Status404NotFound, "There is no such upload: it was completed or given up. Begin it again.");

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status, title: "Not uploaded");
}
