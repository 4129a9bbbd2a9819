using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>Sends requests to the account: with a token, in a bounded time, again where there was no answer or the account was busy.</summary>
internal sealed partial class SqlApiHttp(
    HttpClient http, SnowflakeTokens tokens, IOptions<SnowflakeOptions> options, TimeProvider time, ILogger<SqlApiHttp> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>Each request here may come twice without harm: statements by their request's id, the others by what they are.</summary>
    /// <exception cref="SqlApiException">No answer, or none but busy ones, within the configured time.</exception>
    public async Task<SqlApiAnswer> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            SqlApiAnswer? answer = null;
            Exception? fault = null;
            try
            {
                answer = await AuthorizedAsync(method, path, body, cancellationToken);
                if (!answer.IsBusy)
                    return answer;
            }
            catch (Exception e) when (IsNoAnswer(e))
            {
                fault = e;
            }

            var wait = answer?.RetryAfter ?? Backoff(tries);
            if (time.GetElapsedTime(started) + wait > options.Value.RetryFor)
                throw fault is null ? SqlApiFaults.Of(answer!) : SqlApiFaults.Away(fault);
            LogAgain((int?)answer?.Status, answer?.Code ?? fault?.GetType().Name, wait.TotalMilliseconds);
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>A connection that broke, an answer that did not come, was cut off or is no JSON.</summary>
    public static bool IsNoAnswer(Exception fault) =>
        fault is HttpRequestException or IOException or TimeoutException or JsonException or InvalidDataException;

    /// <summary>Sends a request once, but for tokens that are refused.</summary>
    /// <exception cref="TimeoutException">There was no answer in the configured time.</exception>
    public async Task<SqlApiAnswer> AuthorizedAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        for (var left = tokens.Tries; ; left--)
        {
            var token = Token();
            var answer = await OnceAsync(method, path, body, token, cancellationToken);
            if (!answer.IsTokenRefused)
            {
                tokens.Accept(token);
                return answer;
            }

            tokens.Refuse(token);
            if (left <= 1)
                return answer;
        }
    }

    private string Token()
    {
        try
        {
            return tokens.Get();
        }
        catch (SnowflakeKeyException e)
        {
            throw new SqlApiException($"{SnowflakeOptions.Section}: {e.Message}", null, null, (int)HttpStatusCode.Unauthorized, isTransient: false, e);
        }
    }

    private async Task<SqlApiAnswer> OnceAsync(HttpMethod method, string path, byte[]? body, string token, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Request(method, path, body, token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new SqlApiAnswer(response.StatusCode, await BodyAsync(response, either.Token), RetryAfter(response));
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Snowflake did not answer within {options.Value.RequestTimeout.TotalSeconds:0} seconds.", e);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, byte[]? body, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(options.Value.Address, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Snowflake-Authorization-Token-Type", "KEYPAIR_JWT");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RetailBus", "1.0"));
        return request;
    }

    /// <summary>A good answer that was cut off is none; of a bad one, the status says enough.</summary>
    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(stream, cancellationToken: cancellationToken);
        }
        catch (JsonException) when (!response.IsSuccessStatusCode)
        {
            return default;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } given ? TimeSpan.FromTicks(Math.Clamp(given.Ticks, options.Value.RetryAfter.Ticks, TimeSpan.TicksPerHour)) : null;
    }

    private TimeSpan Backoff(int tries)
    {
        var ceiling = Math.Min(LongestWait.TotalMilliseconds, options.Value.RetryAfter.TotalMilliseconds * Math.Pow(2, tries));
        return TimeSpan.FromMilliseconds(ceiling * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Snowflake is busy or away ({Status}, {Cause}); the request is sent again in {Wait:0} ms")]
    private partial void LogAgain(int? status, string? cause, double wait);
}
