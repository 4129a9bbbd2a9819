using System.Net;
using System.Text.Json;

namespace RetailBus.Cli.Doctor;

/// <summary>The running stack's own word on its health.</summary>
internal sealed class StackExamination(Uri url) : IExamination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Area => "Stack";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = Patience };
        try
        {
            using var response = await http.GetAsync("health/ready", cancellationToken);
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable
                ? [.. Read(await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken))]
                : [Foreign($"it answers {(int)response.StatusCode} to /health/ready")];
        }
        catch (HttpRequestException)
        {
            return
            [
                Diagnosis.Note(url.ToString(), "nothing answers there", "The stack is not up, or is elsewhere.", "retailbus up; or name it with --url"),
            ];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return
            [
                Diagnosis.Bad(
                    url.ToString(), $"no answer within {Patience.TotalSeconds} s", "The front door hangs.", "Look at its log; start it again."),
            ];
        }
        catch (JsonException)
        {
            return [Foreign("its answer to /health/ready is no JSON")];
        }
    }

    private Diagnosis Foreign(string found) =>
        Diagnosis.Bad(url.ToString(), found, "That is another program, or a proxy in between.", "Name the stack's address with --url.");

    private IEnumerable<Diagnosis> Read(JsonElement health)
    {
        foreach (var check in health.GetProperty("checks").EnumerateObject())
        {
            var status = check.Value.GetProperty("status").GetString();
            if (status != "Healthy")
            {
                var said = check.Value.TryGetProperty("description", out var text) ? text.GetString() : null;
                yield return Diagnosis.Bad(
                    check.Name,
                    $"{status}: {said ?? "it gives no reason"}",
                    "The service does not do its work.",
                    "Mend what it names; a service recovers by itself.");
            }
        }

        if (health.GetProperty("status").GetString() == "Healthy")
            yield return Diagnosis.Good(url.ToString(), $"ready; {health.GetProperty("checks").EnumerateObject().Count()} checks are healthy");
    }
}
