using System.Text.Json;

namespace RetailBus.Cli.Client;

/// <summary>The sentence in a problem document (RFC 9457), or as much as a stranger's answer tells.</summary>
internal static class ProblemText
{
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } problem)
            {
                foreach (var name in new[] { "detail", "title" })
                {
                    if (problem.TryGetProperty(name, out var sentence) && sentence.GetString() is { Length: > 0 } said)
                        return said;
                }
            }
        }
        catch (JsonException)
        {
            // not a problem document: what there is is said below
        }

        return $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} {response.ReasonPhrase}.";
    }
}
