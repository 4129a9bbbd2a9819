using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace RetailBus.Platform.Security;

/// <summary>Who acts is who signed in, whatever the request claims: its <c>actor</c> is replaced, in the query and in a JSON body.</summary>
internal sealed class ActorStamp(RequestDelegate next, AccessGate gate)
{
    private const string Actor = "actor";

    /// <summary>Bytes of a command; they are a few hundred.</summary>
    private const int LargestCommand = 1 << 20;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (gate.IsOpen || context.User.Identity?.Name is not { } name || !IsCommand(request))
        {
            await next(context);
            return;
        }

        if (request.Query.ContainsKey(Actor))
            request.QueryString = Stamped(request.Query, name);
        if (request.HasJsonContentType() && !await StampBodyAsync(request, name, context.RequestAborted))
        {
            await Results.Problem(
                $"The body must be one JSON document in UTF-8, of at most {LargestCommand:N0} bytes.",
                statusCode: StatusCodes.Status400BadRequest,
                title: "The request is not right").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>Files are no commands, also not when they are JSON.</summary>
    private static bool IsCommand(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && AccessTable.IsApi(request.Path)
        && !request.Path.StartsWithSegments("/api/uploads") && !request.Path.StartsWithSegments("/api/preview");

    private static QueryString Stamped(IQueryCollection query, string name)
    {
        var builder = new QueryBuilder { { Actor, name } };
        foreach (var (key, values) in query)
        {
            if (!key.Equals(Actor, StringComparison.OrdinalIgnoreCase))
                builder.Add(key, values.Select(value => value ?? ""));
        }

        return builder.ToQueryString();
    }

    private static async Task<bool> StampBodyAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        var body = ArrayPool<byte>.Shared.Rent(LargestCommand + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(body, LargestCommand + 1, throwOnEndOfStream: false, cancellationToken);
            if (length > LargestCommand || Rewrite(body.AsMemory(0, length), name) is not { } stamped)
                return false;
            request.Body = stamped;
            request.ContentLength = stamped.Length;
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static MemoryStream? Rewrite(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var result = new MemoryStream();
            using (var writer = new Utf8JsonWriter(result))
                Write(writer, document.RootElement, name);
            result.Position = 0;
            return result;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            root.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(Actor, name);
        foreach (var property in root.EnumerateObject().Where(property => !property.Name.Equals(Actor, StringComparison.OrdinalIgnoreCase)))
            property.WriteTo(writer);
        writer.WriteEndObject();
    }
}
