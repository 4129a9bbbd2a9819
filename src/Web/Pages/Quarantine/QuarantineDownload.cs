using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using RetailBus.Web.Api;

namespace RetailBus.Web.Pages.Quarantine;

/// <summary>A batch's quarantined rows as a CSV file.</summary>
internal static class QuarantineDownload
{
    private const int PageSize = 1000;

    public static void MapQuarantineDownload(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/quarantine/{batchId:guid}/rows.csv", async (Guid batchId, string dataset, StackApi api, HttpContext context) =>
        {
            var page = await PageAsync(api, batchId, dataset, 0, context.RequestAborted);
            if (page.Problem is { } problem)
            {
                var status = problem.IsMissing ? StatusCodes.Status404NotFound : StatusCodes.Status502BadGateway;
                await Results.Problem(problem.Advice, title: problem.Title, statusCode: status).ExecuteAsync(context);
                return;
            }

            context.Response.ContentType = "text/csv; charset=utf-8";
            context.Response.Headers.ContentDisposition =
                new ContentDispositionHeaderValue("attachment") { FileName = $"quarantine-{batchId:D}.csv" }.ToString();
            await WriteAsync(page.Value!, offset => PageAsync(api, batchId, dataset, offset, context.RequestAborted), context);
        });

    private static Task<Answer<QuarantinePage>> PageAsync(
        StackApi api, Guid batchId, string dataset, long offset, CancellationToken cancellationToken) =>
        api.GetAsync<QuarantinePage>(
            $"api/quarantine/{batchId:D}?dataset={Uri.EscapeDataString(dataset)}&offset={offset}&limit={PageSize}", cancellationToken);

    private static async Task WriteAsync(QuarantinePage page, Func<long, Task<Answer<QuarantinePage>>> next, HttpContext context)
    {
        await context.Response.WriteAsync("line,reasons,raw\r\n", context.RequestAborted);
        for (var offset = 0L; page.Rows.Count > 0;)
        {
            var text = new StringBuilder();
            foreach (var row in page.Rows)
            {
                text.Append(row.Line.ToString(CultureInfo.InvariantCulture)).Append(',')
                    .Append(CsvCell.Write(string.Join("; ", row.Reasons.Select(reason => reason.Message)))).Append(',')
                    .Append(CsvCell.Write(row.Raw)).Append("\r\n");
            }

            await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
            offset += page.Rows.Count;
            if (offset >= page.Total)
                return;
            var answer = await next(offset);
            if (answer.Value is null)
            {
                context.Abort(); // a file that ends early must not look whole
                return;
            }

            page = answer.Value;
        }
    }
}
