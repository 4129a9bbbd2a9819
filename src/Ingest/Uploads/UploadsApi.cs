using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RetailBus.Platform.Datasets;

namespace RetailBus.Ingest.Uploads;

/// <summary>Files over HTTP into the raw zone, streamed: as the body itself, or as the files of a form.</summary>
internal static class UploadsApi
{
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/api/uploads").WithTags("Land");
        uploads.MapPost("/{dataset}", UploadAsync)
            .WithSummary("Lands the body, or each file of a form. Answers with the object, or with a list for a form of several files.");
        uploads.MapPost("/{dataset}/{name}", UploadAsync).WithSummary("Lands the body under a name.");
        uploads.MapUploadSessions();
    }

    private static async Task<IResult> UploadAsync(
        string dataset, HttpContext context, RawZoneWriter writer, DatasetCatalog datasets, IOptions<IngestOptions> options, string? name = null)
    {
        if (!datasets.Contains(dataset))
        {
            return Problem(
                StatusCodes.Status404NotFound, $"There is no dataset \"{dataset}\". The datasets are {string.Join(", ", datasets.Names)}.");
        }

        // The form's own framing comes on top of the file.
        if (context.Request.ContentLength > options.Value.MaxUploadBytes && !IsForm(context.Request, out _))
            return Problem(StatusCodes.Status413PayloadTooLarge, UploadParts.TooLarge(options.Value.MaxUploadBytes).Message);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;

        try
        {
            if (IsForm(context.Request, out var boundary))
                return await FormAsync(dataset, new MultipartReader(boundary, context.Request.Body), writer, context.RequestAborted);

            var landed = await writer.WriteAsync(dataset, name, context.Request.Body, context.RequestAborted);
            return TypedResults.Created(RunOf(landed), landed);
        }
        catch (UploadRefusedException e)
        {
            return Problem(e.StatusCode, e.Message);
        }
        catch (InvalidDataException)
        {
            return Problem(StatusCodes.Status400BadRequest, "The form is damaged. Send it again.");
        }
    }

    private static async Task<IResult> FormAsync(
        string dataset, MultipartReader form, RawZoneWriter writer, CancellationToken cancellationToken)
    {
        var landed = new List<UploadedObject>();
        while (await NextAsync(form, cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { } file)
                landed.Add(await writer.WriteAsync(dataset, file.FileName, section.Body, cancellationToken));
        }

        return landed switch
        {
            [] => Problem(StatusCodes.Status400BadRequest, "The form holds no file."),
            [var one] => TypedResults.Created(RunOf(one), one),
            _ => TypedResults.Created((string?)null, landed),
        };
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader form, CancellationToken cancellationToken)
    {
        try
        {
            return await form.ReadNextSectionAsync(cancellationToken);
        }
        catch (IOException)
        {
            throw UploadParts.BrokenOff();
        }
    }

    private static bool IsForm(HttpRequest request, out string boundary)
    {
        boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
                : "";
        return boundary.Length > 0;
    }

    private static string? RunOf(UploadedObject landed) => landed.BatchId is { } id ? $"/api/runs/{id:D}" : null;

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status, title: "Not uploaded");
}
