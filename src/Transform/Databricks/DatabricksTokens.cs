using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RetailBus.Transform.Databricks;

/// <summary>
/// The token that goes with requests: the configured one, or one of a service principal's (OAuth machine-to-machine), which is kept
/// until shortly before it expires.
/// </summary>
/// <remarks>Source: Databricks, "Authorize service principal access with OAuth": <c>POST /oidc/v1/token</c>, valid for an hour.</remarks>
internal sealed class DatabricksTokens(HttpClient http, IOptions<DatabricksOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>A token is not used for its last minutes, so that no request carries one that expires on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1);
    private (string Value, DateTimeOffset Until)? _token;

    public void Dispose() => _turn.Dispose();

    /// <param name="refused">A token that the workspace did not take, which is not given again; null for none.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="DatabricksException">The client or its secret was refused.</exception>
    public async Task<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (options.Value.Token is { } configured)
            return configured;

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_token is not { } token || token.Value == refused || token.Until <= time.GetUtcNow())
                _token = token = await TakeAsync(cancellationToken);
            return token.Value;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(string Value, DateTimeOffset Until)> TakeAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.Host!, "/oidc/v1/token"))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "all-apis")]),
        };
        var client = Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{options.Value.ClientSecret}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(client));
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await DatabricksAnswers.FaultAsync(response, time, cancellationToken);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (!answer.TryGetProperty("access_token", out var value) || value.GetString() is not { Length: > 0 } text)
            throw new HttpRequestException("The workspace's token endpoint gave no token.");
        var seconds = answer.TryGetProperty("expires_in", out var expires) && expires.TryGetInt32(out var given) ? given : 3600;
        return (text, asked + TimeSpan.FromSeconds(seconds) - Margin);
    }
}
