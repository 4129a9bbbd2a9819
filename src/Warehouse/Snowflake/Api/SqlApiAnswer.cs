using System.Net;
using System.Text.Json;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>What the account answered: a status and, mostly, a JSON object.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Undefined where there was none, or a page of a proxy's.</param>
/// <param name="RetryAfter">How long to wait, where the answer said so.</param>
internal sealed record SqlApiAnswer(HttpStatusCode Status, JsonElement Body, TimeSpan? RetryAfter)
{
    /// <summary>Whether the same request may be answered better soon.</summary>
    public bool IsBusy => Status == HttpStatusCode.TooManyRequests || (int)Status >= 500;

    public bool IsRunning => Status == HttpStatusCode.Accepted;

    public bool IsOk => Status == HttpStatusCode.OK;

    public string? Code => Text("code");

    public string? SqlState => Text("sqlState");

    public string? Message => Text("message");

    /// <summary>By which the statement is known.</summary>
    public string? Handle => Text("statementHandle");

    public JsonElement Member(string name) => Member(Body, name);

    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
