using Microsoft.AspNetCore.Http.Features;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Preview;

/// <summary>What a file would become, before it is sent.</summary>
internal static class PreviewApi
{
    public static void MapPreview(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/preview", (HttpContext context, Previewer previewer, ContractCatalog contracts, bool whole = false) =>
            AnswerAsync(context, previewer, contracts, dataset: null, whole));
        routes.MapPost("/api/preview/{dataset}", (string dataset, HttpContext context, Previewer previewer, ContractCatalog contracts, bool whole = false) =>
            AnswerAsync(context, previewer, contracts, dataset, whole));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Previewer previewer, ContractCatalog contracts, string? dataset, bool whole)
    {
        if (dataset is not null && contracts.Find(dataset) is null)
            return Problem($"There is no dataset \"{dataset}\".", StatusCodes.Status404NotFound);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = FileHead.Packed;

        var buffer = new byte[FileHead.Packed];
        var read = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (read == 0)
            return Problem("The file is empty: there is nothing to load. Check the export that made it.", StatusCodes.Status422UnprocessableEntity);
        if (FileHead.FormatOf(buffer.AsSpan(0, read)) is { } format)
            return Problem($"The file is {format}, not text. Save it as CSV and send that.", StatusCodes.Status415UnsupportedMediaType);

        try
        {
            var text = await FileHead.TextAsync(buffer[..read], whole, context.RequestAborted);
            if (FileHead.FormatOf(text) is { } packed)
                return Problem($"The gzip file holds {packed}, not text. Save it as CSV and send that.", StatusCodes.Status415UnsupportedMediaType);
            return Results.Ok(await previewer.ReadAsync(dataset, text, context.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return Problem("The file is damaged: it can't be unpacked (gzip). Make it again.", StatusCodes.Status422UnprocessableEntity);
        }
        catch (BatchRejectedException e)
        {
            return Problem(e.Message, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static IResult Problem(string detail, int status) => Results.Problem(detail, statusCode: status, title: "Not readable");
}
