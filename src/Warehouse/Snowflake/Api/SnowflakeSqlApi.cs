using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>Snowflake's SQL API v2: a request is sent, looked at until it has ended, and its results are fetched.</summary>
internal sealed partial class SnowflakeSqlApi(
    SqlApiHttp http, IOptions<SnowflakeOptions> options, TimeProvider time, ILogger<SnowflakeSqlApi> logger) : ISqlApi
{
    private const string Statements = "/api/v2/statements";

    /// <summary>What the account has beyond a statement's own time: for queueing, the answer and its results.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>Nobody waits longer for a cancel.</summary>
    private static readonly TimeSpan CancelTime = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<SqlResult>> RunAsync(SqlRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Statements.Count == 0)
            throw new ArgumentException("A request has at least one statement.", nameof(request));
        if (request.Statements.Count > 1 && request.Bindings.Count > 0)
            throw new ArgumentException("Snowflake binds values to single statements only.", nameof(request));

        var text = new StatementText(request.Statements);
        var limit = request.Timeout ?? options.Value.StatementTimeout;
        using var deadline = new CancellationTokenSource(limit + Slack, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var running = new RunningStatement();
        try
        {
            var ended = await EndAsync(await SubmitAsync(request, text, limit, either.Token), running, either.Token);
            if (!ended.IsOk)
                throw SqlApiFaults.Of(ended, text.Count == 1 ? null : text.Named(ended.Message), text.Count);
            return text.Count == 1
                ? [await ResultAsync(ended, running.Handle!, request.MaxRows, either.Token)]
                : await ResultsAsync(ended, request, either.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(running);
            throw new TimeoutException($"The statement did not end in its {limit.TotalSeconds:0} seconds, and Snowflake did not stop it.", e);
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(running);
            throw;
        }
    }

    /// <summary>
    /// Sent as a retry from the first time on: after a crash nobody knows whether the request had been sent, and the account runs one that it
    /// does not know.
    /// </summary>
    /// <remarks>Source: Snowflake, "Submitting a request to execute SQL statements", on resubmitting with <c>retry=true</c>.</remarks>
    private Task<SqlApiAnswer> SubmitAsync(SqlRequest request, StatementText text, TimeSpan limit, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var role = request.Role ?? settings.Role;
        var body = new JsonObject
        {
            ["statement"] = text.Text,
            ["timeout"] = (long)Math.Ceiling(limit.TotalSeconds),
            ["database"] = settings.Database,
            ["schema"] = settings.Schema,
            ["warehouse"] = role == settings.ReaderRole ? settings.ReaderWarehouse : settings.Warehouse,
            ["role"] = role,
            ["parameters"] = new JsonObject
            {
                ["MULTI_STATEMENT_COUNT"] = text.Count.ToString(CultureInfo.InvariantCulture),
                ["QUERY_TAG"] = "RetailBus",
                ["TIMEZONE"] = "UTC",
            },
        };
        if (request.Bindings.Count > 0)
        {
            body["bindings"] = new JsonObject(request.Bindings.Select((binding, index) => KeyValuePair.Create<string, JsonNode?>(
                (index + 1).ToString(CultureInfo.InvariantCulture), new JsonObject { ["type"] = binding.Type, ["value"] = binding.Value })));
        }

        var path = $"{Statements}?requestId={request.RequestId:D}&async=true&retry=true";
        return http.SendAsync(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);
    }

    /// <summary>Looks until nothing follows.</summary>
    private async Task<SqlApiAnswer> EndAsync(SqlApiAnswer answer, RunningStatement running, CancellationToken cancellationToken)
    {
        var wait = options.Value.PollAfter;
        while (true)
        {
            if (answer is { IsOk: false, IsRunning: false })
                return answer;
            running.Handle = answer.Handle ?? running.Handle ?? throw SqlApiFaults.Strange(answer, "statementHandle");
            running.IsRunning = answer.IsRunning;
            if (answer.IsOk)
                return answer;
            await Task.Delay(wait, time, cancellationToken);
            answer = await http.SendAsync(HttpMethod.Get, Address(running.Handle), null, cancellationToken);
            var longer = wait * 1.5;
            wait = longer < options.Value.PollAtMost ? longer : options.Value.PollAtMost;
        }
    }

    /// <summary>Each statement's own result is had by its own handle.</summary>
    private async Task<IReadOnlyList<SqlResult>> ResultsAsync(SqlApiAnswer parent, SqlRequest request, CancellationToken cancellationToken)
    {
        var count = request.Statements.Count;
        var handles = parent.Member("statementHandles") is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select(handle => handle.GetString()).OfType<string>().ToList()
            : [];
        if (handles.Count != count)
            throw SqlApiFaults.Strange(parent, $"{count} statementHandles");

        var results = new SqlResult[count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken };
        Array.Fill(results, new SqlResult { Columns = [], Rows = [], IsWhole = false });
        await Parallel.ForEachAsync(request.Wanted ?? Enumerable.Range(0, count), limits, async (index, stop) =>
        {
            var first = await http.SendAsync(HttpMethod.Get, Address(handles[index]), null, stop);
            var ended = await EndAsync(first, new RunningStatement(), stop);
            if (!ended.IsOk)
                throw SqlApiFaults.Of(ended, index, count);
            results[index] = await ResultAsync(ended, handles[index], request.MaxRows, stop);
        });
        return results;
    }

    private async Task<SqlResult> ResultAsync(SqlApiAnswer answer, string handle, long? maxRows, CancellationToken cancellationToken)
    {
        if (answer.Code == SqlApiFaults.TooLarge)
            throw SqlApiFaults.Of(answer);
        var rows = new ResultRows(answer, maxRows);
        for (var partition = 1; partition < rows.Partitions && !rows.HasEnough; partition++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Address(handle)}?partition={partition}");
            var next = await http.SendAsync(HttpMethod.Get, path, null, cancellationToken);
            if (!next.IsOk)
                throw SqlApiFaults.Of(next);
            rows.Add(next);
        }

        return rows.ToResult();
    }

    /// <summary>As far as it can be done: what can't be stopped ends by its own time.</summary>
    private async Task CancelAsync(RunningStatement running)
    {
        if (running is not { IsRunning: true, Handle: { } handle })
            return;
        using var limit = new CancellationTokenSource(CancelTime, time);
        try
        {
            var answer = await http.AuthorizedAsync(HttpMethod.Post, $"{Address(handle)}/cancel", null, limit.Token);
            LogCancelled(handle, (int)answer.Status);
        }
        catch (Exception e) when (SqlApiHttp.IsNoAnswer(e) || e is OperationCanceledException or SqlApiException)
        {
            LogNotCancelled(e, handle);
        }
    }

    private static string Address(string handle) => $"{Statements}/{Uri.EscapeDataString(handle)}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Snowflake was asked to stop statement {Handle} and answered {Status}")]
    private partial void LogCancelled(string handle, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Snowflake could not be asked to stop statement {Handle}; it ends by its own time")]
    private partial void LogNotCancelled(Exception fault, string handle);

    /// <summary>What there is to stop.</summary>
    private sealed class RunningStatement
    {
        public string? Handle { get; set; }

        public bool IsRunning { get; set; }
    }
}
