using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>
/// An account's SQL API v2, as strict as its reference: what it does not know it refuses. Statements run in sessions of the given executor.
/// </summary>
internal sealed class SqlApiServer : IAsyncDisposable
{
    public const string Account = "RETAIL-TEST";
    public const string User = "RETAILBUS_SERVICE";

    private readonly WebApplication _app;
    private readonly IStatementExecutor _executor;
    private readonly JwtCheck _tokens;
    private readonly ConcurrentQueue<ServerRequest> _requests = new();
    private readonly ConcurrentQueue<Task> _work = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, ServerStatement> _byRequest = [];
    private readonly Dictionary<Guid, ServerStatement> _byHandle = [];

    private SqlApiServer(IStatementExecutor executor, TimeProvider time)
    {
        _executor = executor;
        _tokens = new JwtCheck(Account, User, time);
        _tokens.Add(Key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/api/v2/statements", context => HandleAsync(context, RequestKind.Submit, SubmitAsync));
        _app.MapGet("/api/v2/statements/{handle}", context => HandleAsync(
            context, context.Request.Query.ContainsKey("partition") ? RequestKind.Partition : RequestKind.Status, GetAsync));
        _app.MapPost("/api/v2/statements/{handle}/cancel", context => HandleAsync(context, RequestKind.Cancel, CancelAsync));
    }

    /// <summary>The user's key.</summary>
    public RSA Key { get; } = TestKey.Create();

    public ServerFaults Faults { get; } = new();

    /// <summary>Rows of one partition. Default 1000.</summary>
    public int PartitionRows { get; set; } = 1000;

    /// <summary>How often a statement is told to be running after its end. Default 1.</summary>
    public int Looks { get; set; } = 1;

    /// <summary>That the user was granted; null for any that is asked for.</summary>
    public IReadOnlyCollection<string>? Roles { get; set; }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>The requests that came, whatever became of them.</summary>
    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    /// <summary>Statements or scripts that were run, in the order of their submission.</summary>
    public int Runs => _work.Count;

    public static async Task<SqlApiServer> StartAsync(IStatementExecutor executor, TimeProvider? time = null)
    {
        var server = new SqlApiServer(executor, time ?? TimeProvider.System);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A further key of the user's.</summary>
    public void Register(RSA key) => _tokens.Add(key);

    public void Unregister(RSA key) => _tokens.Remove(key);

    /// <summary>All results so far are no longer kept.</summary>
    public void ForgetResults()
    {
        lock (_lock)
        {
            foreach (var statement in _byHandle.Values)
                statement.IsForgotten = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        ServerStatement[] statements;
        lock (_lock)
            statements = [.. _byHandle.Values];
        foreach (var statement in statements)
            statement.Stop();
        await Task.WhenAll(_work);
        await _app.DisposeAsync();
        foreach (var statement in statements)
            statement.Dispose();
        Key.Dispose();
    }

    private async Task HandleAsync(HttpContext context, RequestKind kind, Func<HttpContext, JsonElement, Task<ServerAnswer>> handle)
    {
        var body = await BodyAsync(context);
        var token = context.Request.Headers.Authorization.ToString();
        _requests.Enqueue(new ServerRequest(kind, context.Request.Path, context.Request.QueryString.Value!, token, body));
        if (Headers(context, kind) is { } bad)
            await bad.WriteAsync(context);
        else if (_tokens.Fault(token["Bearer ".Length..]) is not null)
            await new ServerAnswer(401, new { code = "390144", message = $"JWT token is invalid. [{Guid.NewGuid()}]" }).WriteAsync(context);
        else if (Faults.TryTake(kind, out var fault))
            await fault(context, () => handle(context, body));
        else
            await (await handle(context, body)).WriteAsync(context);
    }

    private static async Task<JsonElement> BodyAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        return memory.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(memory.ToArray());
    }

    private static ServerAnswer? Headers(HttpContext context, RequestKind kind)
    {
        var headers = context.Request.Headers;
        return headers.UserAgent.Count == 0 ? ServerAnswer.Bad("User-Agent is missing")
            : headers["X-Snowflake-Authorization-Token-Type"] != "KEYPAIR_JWT" ? ServerAnswer.Bad("The token's type is missing")
            : !headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal) ? ServerAnswer.Bad("Authorization is missing")
            : headers.Accept != "application/json" ? new ServerAnswer(406, new { message = "Accept must be application/json" })
            : !headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal) ? ServerAnswer.Bad("Accept-Encoding has no gzip")
            : kind == RequestKind.Submit && context.Request.ContentType != "application/json"
                ? new ServerAnswer(415, new { message = "Content-Type" })
            : null;
    }

    /// <summary>A request that is known is not run again: its statement answers.</summary>
    private Task<ServerAnswer> SubmitAsync(HttpContext context, JsonElement body)
    {
        var query = context.Request.Query;
        if (!Guid.TryParse(query["requestId"], out var id))
            return Task.FromResult(ServerAnswer.Bad("requestId is missing"));
        if (query["async"] != "true")
            return Task.FromResult(ServerAnswer.Bad("this test's account is asked asynchronously"));
        if (ServerSubmission.TryRead(body, out var submission) is { } refused)
            return Task.FromResult(refused);
        if (Roles is { } roles && body.TryGetProperty("role", out var role) && !roles.Contains(role.GetString()!))
            return Task.FromResult(ServerFailures.NoRole(role.GetString()!));

        ServerStatement statement;
        lock (_lock)
        {
            if (_byRequest.TryGetValue(id, out var known))
            {
                return Task.FromResult(query["retry"] != "true" ? ServerAnswer.Bad("requestId was used before, and retry is not true")
                    : known.Request != body.GetRawText() ? ServerAnswer.Bad("requestId was used for another request")
                    : ServerResults.Answer(known, PartitionRows));
            }

            statement = submission.ToStatement(body.GetRawText(), Looks);
            _byRequest[id] = statement;
            foreach (var one in (IEnumerable<ServerStatement>)[statement, .. statement.Children ?? []])
                _byHandle[one.Handle] = one;
        }

        if (submission.Refusal() is { } failure)
        {
            statement.Failure = failure;
            return Task.FromResult(ServerResults.Failed(statement, failure));
        }

        _work.Enqueue(Task.Run(() => ServerSession.Run(_executor, statement, submission.Parts)));
        return Task.FromResult(ServerResults.Running(statement));
    }

    private Task<ServerAnswer> GetAsync(HttpContext context, JsonElement body)
    {
        if (Find(context) is not { } statement)
            return Task.FromResult(ServerResults.NotFound());
        if (!context.Request.Query.TryGetValue("partition", out var partition))
            return Task.FromResult(ServerResults.Answer(statement, PartitionRows));
        return Task.FromResult(int.TryParse(partition, out var number) && statement.Result is { } result
            ? ServerResults.Partition(result, number, PartitionRows)
            : ServerAnswer.Bad("There is no such partition"));
    }

    private Task<ServerAnswer> CancelAsync(HttpContext context, JsonElement body)
    {
        if (Find(context) is not { } statement)
            return Task.FromResult(ServerResults.NotFound());
        if (statement.HasEnded)
            return Task.FromResult(ServerAnswer.Fault(422, "000605", "02000", "Identified SQL statement is not currently executing."));
        statement.Stop();
        return Task.FromResult(ServerAnswer.Fault(200, "000604", "57014", "SQL execution canceled", statement.Handle));
    }

    private ServerStatement? Find(HttpContext context)
    {
        lock (_lock)
        {
            return Guid.TryParse((string?)context.Request.RouteValues["handle"], out var handle)
                && _byHandle.TryGetValue(handle, out var statement) && !statement.IsForgotten ? statement : null;
        }
    }
}
