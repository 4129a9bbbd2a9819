using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>An answer of the API.</summary>
internal sealed record ServerAnswer(int Status, object Body)
{
    public static ServerAnswer Fault(int status, string code, string sqlState, string message, Guid? handle = null) =>
        new(status, new { code, sqlState, message, statementHandle = handle });

    /// <summary>A request that the API does not take at all.</summary>
    public static ServerAnswer Bad(string message) => new(400, new { code = "391902", message });

    /// <summary>Compressed, as the API's results are.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.Body.WriteAsync(Compressed());
    }

    /// <summary>Ends in the middle of what was announced.</summary>
    public async Task WriteCutAsync(HttpContext context)
    {
        var bytes = Compressed();
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private byte[] Compressed()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
            JsonSerializer.Serialize(gzip, Body);
        return memory.ToArray();
    }
}
