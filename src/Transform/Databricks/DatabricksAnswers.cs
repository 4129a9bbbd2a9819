using System.Text.Json;

namespace RetailBus.Transform.Databricks;

/// <summary>Reads what the workspace answers instead of what was asked for.</summary>
internal static class DatabricksAnswers
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public static async Task<DatabricksException> FaultAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        string? code = null;
        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            code = Text(body.RootElement, "error_code") ?? Text(body.RootElement, "error");
        }
        catch (JsonException)
        {
            code = null; // a proxy's page: the status says all there is
        }

        return new DatabricksException(response.StatusCode, code, RetryAfter(response, time));
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } given ? TimeSpan.FromTicks(Math.Clamp(given.Ticks, TimeSpan.TicksPerSecond, LongestWait.Ticks)) : null;
    }
}
