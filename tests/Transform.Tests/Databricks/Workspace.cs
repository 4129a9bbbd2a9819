using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RetailBus.Transform.Tests.Databricks;

/// <summary>
/// A workspace with one job, as strict as the documented Jobs API 2.2 and OAuth endpoint: what it does not know it refuses. A run goes
/// one step on with each look at it; <see cref="Work"/> stands for the cluster.
/// </summary>
internal sealed class Workspace : IAsyncDisposable
{
    public const long JobId = 77;
    public const string ClientId = "client";
    public const string ClientSecret = "secret-of-the-client";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private readonly ConcurrentQueue<Func<HttpContext, Func<Task>, Task>> _faults = new();
    private readonly Lock _lock = new();
    private readonly List<WorkspaceRun> _runs = [];
    private int _tokensGiven;
    private int _refused;

    private Workspace()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Use((context, next) => _faults.TryDequeue(out var fault) ? fault(context, () => next(context)) : next(context));
        _app.MapPost("/oidc/v1/token", TokenAsync);
        _app.MapPost("/api/2.2/jobs/run-now", context => AuthorizedAsync(context, RunNowAsync));
        _app.MapGet("/api/2.2/jobs/get", context => AuthorizedAsync(context, GetJobAsync));
        _app.MapGet("/api/2.2/jobs/runs/get", context => AuthorizedAsync(context, GetAsync));
        _app.MapGet("/api/2.2/jobs/runs/get-output", context => AuthorizedAsync(context, GetOutputAsync));
        _app.MapPost("/api/2.2/jobs/runs/cancel", context => AuthorizedAsync(context, CancelAsync));
    }

    /// <summary>What the cluster does when a run's task begins; it sets the run's end.</summary>
    public Func<WorkspaceRun, Task> Work { get; set; } = run =>
    {
        run.Result = "SUCCESS";
        return Task.CompletedTask;
    };

    /// <summary>What a run is on its way to its task, a look each.</summary>
    /// <remarks>The API grows: a client lives with what it does not know.</remarks>
    public IReadOnlyList<string> Steps { get; init; } = ["PENDING", "SOMETHING_NEW", "RUNNING"];

    /// <summary>Whether runs stay where they are, as in a workspace whose clusters are all busy.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Called when a run has been made, before the answer.</summary>
    public Func<Task> Begun { get; set; } = () => Task.CompletedTask;

    public Uri Url => new(_app.Urls.Single());

    public int TokensGiven => _tokensGiven;

    /// <summary>Requests that were refused or whose answer was lost, on request.</summary>
    public int Refused => _refused;

    public IReadOnlyList<WorkspaceRun> Runs
    {
        get
        {
            lock (_lock)
                return [.. _runs];
        }
    }

    public static async Task<Workspace> StartAsync(params string[] steps)
    {
        var workspace = steps is [] ? new Workspace() : new Workspace { Steps = steps };
        await workspace._app.StartAsync(TestContext.Current.CancellationToken);
        return workspace;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The next request is answered so instead.</summary>
    public void Refuse(int status, string? errorCode = null, int? retryAfterSeconds = null) => _faults.Enqueue((context, _) =>
    {
        Interlocked.Increment(ref _refused);
        if (retryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        return errorCode is null
            ? AnswerAsync(context, status, "<html>gateway</html>")
            : AnswerAsync(context, status, new { error_code = errorCode, message = "refused on request" });
    });

    /// <summary>The next requests are answered as they should be.</summary>
    public void Answer(int requests)
    {
        for (var request = 0; request < requests; request++)
            _faults.Enqueue((_, next) => next());
    }

    /// <summary>The next request goes through, and after it one is worked on whose answer is lost.</summary>
    public void LoseAnswerOf(string path) => _faults.Enqueue(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(path))
        {
            LoseAnswerOf(path);
            await next();
            return;
        }

        Interlocked.Increment(ref _refused);
        var body = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await next();
        context.Response.Body = body;
        context.Abort();
    });

    /// <summary>All tokens given so far are refused from now on.</summary>
    public void ExpireTokens() => _tokens.Clear();

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        if (context.Request.Headers.Authorization != expected)
            await AnswerAsync(context, 401, new { error = "invalid_client", error_description = "Client authentication failed" });
        else if (form["grant_type"] != "client_credentials" || form["scope"] != "all-apis")
            await AnswerAsync(context, 400, new { error = "invalid_request" });
        else
        {
            var token = $"token-{Interlocked.Increment(ref _tokensGiven)}";
            _tokens[token] = true;
            await AnswerAsync(context, 200, new { access_token = token, token_type = "Bearer", expires_in = 3600, scope = "all-apis" });
        }
    }

    private Task AuthorizedAsync(HttpContext context, Func<HttpContext, Task> handle)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal) && _tokens.ContainsKey(header["Bearer ".Length..])
            ? handle(context)
            : AnswerAsync(context, 401, new { error_code = "UNAUTHENTICATED", message = "Token is expired or invalid" });
    }

    private static Task GetJobAsync(HttpContext context) => context.Request.Query["job_id"] == $"{JobId}"
        ? AnswerAsync(context, 200, new { job_id = JobId, settings = new { name = "retailbus-transform" } })
        : RefuseAsync(context, "Job does not exist");

    private async Task RunNowAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var unknown = body.RootElement.EnumerateObject().Select(member => member.Name)
            .FirstOrDefault(name => name is not ("job_id" or "idempotency_token" or "job_parameters"));
        var token = body.RootElement.GetProperty("idempotency_token").GetString();
        if (unknown is not null)
            await RefuseAsync(context, $"Unknown field {unknown}");
        else if (body.RootElement.GetProperty("job_id").GetInt64() != JobId)
            await RefuseAsync(context, "Job does not exist");
        else if (token is not { Length: > 0 and <= 64 })
            await RefuseAsync(context, "idempotency_token must have 1 to 64 characters");
        else if (body.RootElement.GetProperty("job_parameters").GetRawText().Length > 10_000)
            await RefuseAsync(context, "job_parameters are too long");
        else
        {
            var run = Start(token, body.RootElement.GetProperty("job_parameters"));
            await Begun();
            await AnswerAsync(context, 200, new { run_id = run.Id });
        }
    }

    private WorkspaceRun Start(string token, JsonElement parameters)
    {
        lock (_lock)
        {
            if (_runs.Find(run => run.IdempotencyToken == token) is { } standing)
                return standing;
            var run = new WorkspaceRun(1000 + _runs.Count, token, parameters.GetProperty("parameters").GetString()!);
            _runs.Add(run);
            return run;
        }
    }

    private async Task GetAsync(HttpContext context)
    {
        if (Find(context, run => run.Id) is not { } run)
        {
            await RefuseAsync(context, "Run does not exist");
            return;
        }

        await StepAsync(run);
        await AnswerAsync(context, 200, new
        {
            run_id = run.Id,
            job_id = JobId,
            run_page_url = $"https://workspace.example/?o=1#job/{JobId}/run/{run.Id}",
            state = new { life_cycle_state = run.LifeCycle, result_state = run.LifeCycle == "TERMINATED" ? run.Result : null, state_message = run.Message },
            tasks = new[] { new { run_id = run.TaskId, task_key = "transform" } },
        });
    }

    private async Task StepAsync(WorkspaceRun run)
    {
        run.Looks++;
        if (IsHeld)
            return;
        run.LifeCycle = run.LifeCycle switch
        {
            "TERMINATING" or "TERMINATED" => "TERMINATED",
            "RUNNING" => run.Result is null ? "TERMINATING" : "TERMINATED",
            var step => Steps.SkipWhile(known => known != step).Skip(1).FirstOrDefault() ?? Steps[0],
        };
        if (run is { LifeCycle: "TERMINATING", Result: null })
            await Work(run);
    }

    private async Task GetOutputAsync(HttpContext context)
    {
        if (Find(context, run => run.TaskId) is { } run)
            await AnswerAsync(context, 200, new { error = run.Error, metadata = new { run_id = run.TaskId } });
        else
            await RefuseAsync(context, "Retrieving the output of a run with multiple tasks is not supported");
    }

    private async Task CancelAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var id = body.RootElement.GetProperty("run_id").GetInt64();
        if (Runs.FirstOrDefault(run => run.Id == id) is not { } run)
        {
            await RefuseAsync(context, "Run does not exist");
            return;
        }

        if (run.LifeCycle != "TERMINATED")
            (run.LifeCycle, run.Result) = ("TERMINATED", "CANCELED");
        await AnswerAsync(context, 200, new { });
    }

    private WorkspaceRun? Find(HttpContext context, Func<WorkspaceRun, long> id) =>
        long.TryParse(context.Request.Query["run_id"], out var asked) ? Runs.FirstOrDefault(run => id(run) == asked) : null;

    private static Task RefuseAsync(HttpContext context, string message) =>
        AnswerAsync(context, 400, new { error_code = "INVALID_PARAMETER_VALUE", message });

    private static Task AnswerAsync(HttpContext context, int status, object answer)
    {
        context.Response.StatusCode = status;
        return answer is string text ? context.Response.WriteAsync(text) : context.Response.WriteAsJsonAsync(answer);
    }
}
