using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>Posts an event, once.</summary>
internal sealed class LineageClient(HttpClient http, IOptions<LineageOptions> options, TimeProvider time)
{
    /// <exception cref="LineageRefusedException">The answer is final.</exception>
    /// <exception cref="LineageUnavailableException">Another try may do.</exception>
    public async Task PostAsync(JsonObject lineageEvent, CancellationToken cancellationToken)
    {
        var status = await StatusAsync(lineageEvent, cancellationToken);
        if ((int)status is >= 200 and < 300)
            return;

        throw status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500
            ? new LineageUnavailableException((int)status)
            : new LineageRefusedException((int)status);
    }

    private async Task<HttpStatusCode> StatusAsync(JsonObject lineageEvent, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);

        // A span would carry the address, which may hold a token.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Address);
        request.Content = new StringContent(lineageEvent.ToJsonString(), Encoding.UTF8, "application/json");
        if (options.Value.ApiKey is { Length: > 0 } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && timeout.IsCancellationRequested))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new LineageUnavailableException(e);
        }
    }
}
