using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>What goes wrong on request: each is used up by one request of its kind.</summary>
internal sealed class ServerFaults
{
    private readonly ConcurrentDictionary<RequestKind, ConcurrentQueue<Func<HttpContext, Func<Task<ServerAnswer>>, Task>>> _faults = new();
    private int _taken;

    /// <summary>Requests that met a fault so far.</summary>
    public int Taken => _taken;

    /// <summary>Answered so instead, and not worked on.</summary>
    public void Refuse(RequestKind kind, int status, string? code = null, int? retryAfterSeconds = null) => Add(kind, (context, _) =>
    {
        if (retryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        context.Response.StatusCode = status;
        return code is null
            ? context.Response.WriteAsync("<html>gateway</html>")
            : context.Response.WriteAsJsonAsync(new { code, message = "refused on request", someMember = true });
    });

    /// <summary>The next requests of the kind are answered as they should be.</summary>
    public void Answer(RequestKind kind, int requests)
    {
        for (var request = 0; request < requests; request++)
            Enqueue(kind, async (context, work) => await (await work()).WriteAsync(context));
    }

    /// <summary>The token is told to be no longer good.</summary>
    public void ExpireToken(RequestKind kind) => Refuse(kind, 401, "390144");

    /// <summary>Never seen by the account: the connection breaks.</summary>
    public void Drop(RequestKind kind) => Add(kind, (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Worked on, and the connection breaks before the answer.</summary>
    public void LoseAnswer(RequestKind kind) => Add(kind, async (context, work) =>
    {
        await work();
        context.Abort();
    });

    /// <summary>Answered by the first half of the answer.</summary>
    public void CutAnswer(RequestKind kind) => Add(kind, async (context, work) => await (await work()).WriteCutAsync(context));

    /// <summary>Not answered until the client has gone.</summary>
    public void Stall(RequestKind kind) => Add(kind, async (context, work) =>
    {
        await work();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    public bool TryTake(RequestKind kind, out Func<HttpContext, Func<Task<ServerAnswer>>, Task> fault)
    {
        fault = null!;
        return _faults.TryGetValue(kind, out var queue) && queue.TryDequeue(out fault!);
    }

    private void Add(RequestKind kind, Func<HttpContext, Func<Task<ServerAnswer>>, Task> fault) => Enqueue(kind, (context, work) =>
    {
        Interlocked.Increment(ref _taken);
        return fault(context, work);
    });

    private void Enqueue(RequestKind kind, Func<HttpContext, Func<Task<ServerAnswer>>, Task> answer) =>
        _faults.GetOrAdd(kind, _ => new()).Enqueue(answer);
}
