using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RetailBus.Transform.Databricks;

/// <summary>The part of Databricks' Jobs API 2.2 by which a job is run, watched and stopped.</summary>
internal sealed class DatabricksJobs(HttpClient http, DatabricksTokens tokens, IOptions<DatabricksOptions> options, TimeProvider time) : IDatabricksJobs
{
    public static IDatabricksJobs Of(IServiceProvider provider) => new DatabricksJobs(
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(DatabricksJobs)),
        provider.GetRequiredService<DatabricksTokens>(),
        provider.GetRequiredService<IOptions<DatabricksOptions>>(),
        provider.GetRequiredService<TimeProvider>());

    public async Task<long> RunNowAsync(
        string idempotencyToken, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var body = new { job_id = options.Value.JobId, idempotency_token = idempotencyToken, job_parameters = parameters };
        var answer = await SendAsync(HttpMethod.Post, "/api/2.2/jobs/run-now", body, cancellationToken);
        return answer.GetProperty("run_id").GetInt64();
    }

    public async Task<DatabricksRun> GetAsync(long runId, CancellationToken cancellationToken) =>
        DatabricksRun.Of(await SendAsync(HttpMethod.Get, Query("/api/2.2/jobs/runs/get", runId), null, cancellationToken));

    public async Task<string?> ErrorAsync(long taskRunId, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, Query("/api/2.2/jobs/runs/get-output", taskRunId), null, cancellationToken);
        return DatabricksAnswers.Text(answer, "error");
    }

    public async Task<string> NameAsync(CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/2.2/jobs/get?job_id={options.Value.JobId}");
        var job = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return job.TryGetProperty("settings", out var settings) ? DatabricksAnswers.Text(settings, "name") ?? "" : "";
    }

    public Task CancelAsync(long runId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/api/2.2/jobs/runs/cancel", new { run_id = runId }, cancellationToken);

    private static string Query(string path, long runId) => string.Create(CultureInfo.InvariantCulture, $"{path}?run_id={runId}");

    /// <summary>A token that has been revoked or has expired early is replaced once.</summary>
    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var token = await tokens.GetAsync(refused: null, either.Token);
            var (answer, fault) = await TryAsync(method, path, body, token, either.Token);
            if (fault?.Status == HttpStatusCode.Unauthorized && await tokens.GetAsync(refused: token, either.Token) is var other && other != token)
                (answer, fault) = await TryAsync(method, path, body, other, either.Token);
            return fault is null ? answer : throw fault;
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Databricks did not answer within {options.Value.RequestTimeout.TotalSeconds:0} seconds.", e);
        }
    }

    private async Task<(JsonElement Answer, DatabricksException? Fault)> TryAsync(
        HttpMethod method, string path, object? body, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(options.Value.Host!, path));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RetailBus", "1.0"));
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            return (default, await DatabricksAnswers.FaultAsync(response, time, cancellationToken));
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken), null);
    }
}
