using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using RetailBus.Web.Forwarding;

namespace RetailBus.Web.Api;

/// <summary>The services' HTTP API, as the pages use it.</summary>
internal sealed class StackApi(HttpClient http, ServiceDirectory services)
{
    public async Task<Answer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class => Read<T>(await GetBytesAsync(path, cancellationToken));

    /// <summary>An answer's body as it came.</summary>
    public Task<Answer<byte[]>> GetBytesAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public async Task<Answer<T>> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
        where T : class
    {
        using var content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return Read<T>(await SendAsync(HttpMethod.Post, path, content, cancellationToken));
    }

    /// <summary>A command that answers nothing that a page shows.</summary>
    /// <returns>Null when it was taken.</returns>
    public async Task<Problem?> CommandAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return (await SendAsync(HttpMethod.Post, path, content, cancellationToken)).Problem;
    }

    public async Task<Answer<T>> PostCsvAsync<T>(string path, string csv, CancellationToken cancellationToken)
        where T : class
    {
        using var content = new StringContent(csv, Encoding.UTF8, MediaTypeNames.Text.Csv);
        return Read<T>(await SendAsync(HttpMethod.Post, path, content, cancellationToken));
    }

    internal static Answer<T> Read<T>(Answer<byte[]> answer)
        where T : class
    {
        if (answer.Value is not { } body)
            return Answers.Failed<T>(answer.Problem!);

        try
        {
            return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web) is { } value
                ? Answers.Of(value)
                : Answers.Failed<T>(Unreadable);
        }
        catch (JsonException)
        {
            return Answers.Failed<T>(Unreadable);
        }
    }

    private static Problem Unreadable { get; } =
        new("The answer could not be read.", "The service may be of another version than these pages. Run the same version of both.");

    private async Task<Answer<byte[]>> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, services.AddressOf(path)) { Content = content };
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? Answers.Of(body)
                : Answers.Failed<byte[]>(ProblemOf(path, response.StatusCode, body));
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException || IsTimeout(e, cancellationToken))
        {
            return Answers.Failed<byte[]>(Problem.Down(ServiceRoute.Of(path).Service));
        }
    }

    private static bool IsTimeout(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private static Problem ProblemOf(string path, HttpStatusCode status, byte[] body)
    {
        var service = ServiceRoute.Of(path).Service;
        var (title, detail) = DetailsOf(body);
        return status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed when detail is null =>
                new($"Not available: the {service} does not offer this.", "", IsMissing: true),
            HttpStatusCode.NotFound => new(title ?? "There is no such thing.", detail, IsMissing: true),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => Problem.Down(service),
            _ when detail is not null => new(title ?? $"The {service} refused this.", detail),
            _ => new($"The {service} failed ({(int)status}).", "Its log says why. Try again; if it stays, see /health/ready."),
        };
    }

    private static (string? Title, string? Detail) DetailsOf(byte[] body)
    {
        try
        {
            var problem = JsonSerializer.Deserialize<ProblemBody>(body, JsonSerializerOptions.Web);
            return (problem?.Title, problem?.Detail);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
