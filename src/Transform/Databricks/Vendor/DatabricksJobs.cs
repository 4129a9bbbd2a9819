using System.Net;
using System.Text.Json;
using Azure.Core;
using Microsoft.Azure.Databricks.Client;
using Microsoft.Azure.Databricks.Client.Models;
using Microsoft.Extensions.Options;

namespace RetailBus.Transform.Databricks;

/// <summary>
/// The Jobs API by Microsoft.Azure.Databricks.Client, where it takes our client's place (<c>-p:VendorSdks=true</c>).
/// </summary>
/// <remarks>
/// It speaks version 2.1 of the API and tells no Retry-After. A state that it does not know it can't read at all: such a run counts as one
/// at work, until it has a state that it knows or the stage's deadline.
/// </remarks>
internal sealed class DatabricksJobs : IDatabricksJobs, IDisposable
{
    private readonly DatabricksClient _client;
    private readonly WorkspaceCredential _credential;
    private readonly IOptions<DatabricksOptions> _options;

    private DatabricksJobs(DatabricksTokens tokens, IOptions<DatabricksOptions> options)
    {
        _options = options;
        _credential = new WorkspaceCredential(tokens);
        _client = DatabricksClient.CreateClient(
            options.Value.Host!.AbsoluteUri, _credential, (long)Math.Ceiling(options.Value.RequestTimeout.TotalSeconds));
    }

    public static IDatabricksJobs Of(IServiceProvider provider) =>
        new DatabricksJobs(provider.GetRequiredService<DatabricksTokens>(), provider.GetRequiredService<IOptions<DatabricksOptions>>());

    public Task<long> RunNowAsync(
        string idempotencyToken, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var given = RunParameters.CreateJobParams(parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value));
        return CallAsync(
            () => _client.Jobs.RunNow(_options.Value.JobId, given, idempotencyToken, cancellationToken: cancellationToken), cancellationToken);
    }

    public async Task<DatabricksRun> GetAsync(long runId, CancellationToken cancellationToken)
    {
        try
        {
            var (run, _) = await CallAsync(() => _client.Jobs.RunsGet(runId, cancellationToken: cancellationToken), cancellationToken);
            return Of(run);
        }
        catch (JsonException)
        {
            return new DatabricksRun { HasEnded = false, Succeeded = false, State = "UNKNOWN" };
        }
    }

    public async Task<string?> ErrorAsync(long taskRunId, CancellationToken cancellationToken) =>
        (await CallAsync(() => _client.Jobs.RunsGetOutput(taskRunId, cancellationToken), cancellationToken)).Error;

    public async Task<string> NameAsync(CancellationToken cancellationToken) =>
        (await CallAsync(() => _client.Jobs.Get(_options.Value.JobId, cancellationToken), cancellationToken)).Settings?.Name ?? "";

    public Task CancelAsync(long runId, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            await _client.Jobs.RunsCancel(runId, cancellationToken);
            return runId;
        },
        cancellationToken);

    public void Dispose() => _client.Dispose();

    private static DatabricksRun Of(Run run)
    {
        var termination = run.Status?.TerminationDetails;
        var hasEnded = run.Status?.State == RunStatusState.TERMINATED;
        return new DatabricksRun
        {
            HasEnded = hasEnded,
            Succeeded = hasEnded && termination?.Code is RunTerminationCode.SUCCESS or RunTerminationCode.SUCCESS_WITH_FAILURES,
            State = termination?.Code.ToString() ?? run.Status?.State.ToString() ?? "UNKNOWN",
            Message = termination?.Message,
            Page = Uri.TryCreate(run.RunPageUrl, UriKind.Absolute, out var page) ? page : null,
            TaskRunId = run.Tasks?.LastOrDefault()?.RunId,
        };
    }

    /// <summary>A token that has been revoked or has expired early is replaced once.</summary>
    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await call();
            }
            catch (ClientApiException e) when (e.StatusCode == HttpStatusCode.Unauthorized && _credential.Refuse())
            {
                return await call();
            }
        }
        catch (ClientApiException e)
        {
            throw new DatabricksException(e.StatusCode, Code(e.Message), retryAfter: null);
        }
        catch (TaskCanceledException e) when (e.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Databricks did not answer within {_options.Value.RequestTimeout.TotalSeconds:0} seconds.", e);
        }
    }

    /// <summary>The client's exception has the answer's text for its message.</summary>
    private static string? Code(string answer)
    {
        try
        {
            using var body = JsonDocument.Parse(answer);
            return DatabricksAnswers.Text(body.RootElement, "error_code") ?? DatabricksAnswers.Text(body.RootElement, "error");
        }
        catch (JsonException)
        {
            return null; // a proxy's page: the status says all there is
        }
    }

    /// <summary>Our tokens, as the client asks for them before each request.</summary>
    private sealed class WorkspaceCredential(DatabricksTokens tokens) : TokenCredential
    {
        private volatile string? _given;
        private volatile string? _refused;

        /// <returns>False when the same token was refused before, so that there is no other.</returns>
        public bool Refuse()
        {
            var given = _given;
            return given != Interlocked.Exchange(ref _refused, given);
        }

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            _given = await tokens.GetAsync(_refused, cancellationToken);
            return new AccessToken(_given, DateTimeOffset.MaxValue);
        }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Databricks' client asks for its tokens asynchronously.");
    }
}
