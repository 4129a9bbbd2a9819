using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>Posts a notification, signed, once.</summary>
internal sealed class WebhookClient(HttpClient http, IOptions<NotificationOptions> options, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <exception cref="WebhookRefusedException">The answer is final.</exception>
    /// <exception cref="WebhookUnavailableException">Another try may do.</exception>
    public async Task PostAsync(Notification notification, CancellationToken cancellationToken)
    {
        var status = await StatusAsync(notification, cancellationToken);
        if ((int)status is >= 200 and < 300)
            return;

        throw status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500
            ? new WebhookUnavailableException((int)status)
            : new WebhookRefusedException((int)status);
    }

    private async Task<HttpStatusCode> StatusAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);

        // A span would carry the address, which may hold a token.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var request = Request(notification);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && timeout.IsCancellationRequested))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WebhookUnavailableException(e);
        }
    }

    private HttpRequestMessage Request(Notification notification)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(notification, Json);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("RetailBus-Event", notification.Event);
        request.Headers.Add("RetailBus-Delivery", notification.Id.ToString("D"));
        request.Headers.Add("RetailBus-Signature", WebhookSignature.Of(options.Value.Secret!, time.GetUtcNow().ToUnixTimeSeconds(), body));
        return request;
    }
}
