using System.Data.Common;
using RetailBus.Contracts.Tracing;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>The spans of runs, as the services report them: in chunks, one for each report and trace.</summary>
internal sealed class TraceStore(TraceDatabase database, TimeProvider time)
{
    /// <summary>Spans that are read for one run at most. A replay has all its batches in one trace, and may have more.</summary>
    private const int MostSpans = 20_000;

    private const int MostTraces = 100;

    private const int MostFailed = 10_000;

    /// <summary>Keeps a report; one that was kept before changes nothing. Rows go in one order: reports at once never wait in a ring.</summary>
    public async Task AddAsync(SpanReport report, CancellationToken cancellationToken)
    {
        if (report.Spans.Count == 0)
            return;

        var now = Now();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var add = Command(
            connection, transaction, "insert into trace_chunk values (@trace, @report, @now, @spans) on conflict do nothing"))
        {
            var (trace, spans) = (Parameter(add, "trace"), Parameter(add, "spans"));
            Parameter(add, "report").Value = report.Id.ToString("N");
            Parameter(add, "now").Value = now;
            foreach (var group in report.Spans.GroupBy(span => span.TraceId).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                trace.Value = group.Key;
                spans.Value = SpanChunk.Write([.. group]);
                await add.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        await using (var tie = Command(
            connection, transaction, "insert into trace_batch values (@batch, @trace, @now) on conflict do nothing"))
        {
            var (batch, trace) = (Parameter(tie, "batch"), Parameter(tie, "trace"));
            Parameter(tie, "now").Value = now;
            var named = report.Spans.Select(span => (Batch: BatchOf(span), span.TraceId)).Where(tied => tied.Batch is not null);
            foreach (var (batchId, traceId) in named.Distinct().Order())
            {
                batch.Value = batchId;
                trace.Value = traceId;
                await tie.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>All spans of all traces that a batch was seen in, each once; those of other batches too.</summary>
    /// <param name="batchId">The run.</param>
    /// <param name="traceId">Of its landing; null when that was not traced.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The spans, those of the landing's trace first, and whether there are more than were read.</returns>
    public async Task<(IReadOnlyList<RunSpan> Spans, bool IsCut)> FindAsync(Guid batchId, string? traceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = Command(
            connection,
            null,
            $"""
            select spans from trace_chunk
            where trace_id = @trace or trace_id in (
                select trace_id from trace_batch where batch_id = @batch order by kept_at desc limit {MostTraces})
            order by case when trace_id = @trace then 0 else 1 end, kept_at
            """);
        Parameter(find, "trace").Value = traceId ?? "";
        Parameter(find, "batch").Value = batchId.ToString("D");
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        var spans = new Dictionary<string, RunSpan>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (spans.Count >= MostSpans)
                return ([.. spans.Values], true);
            foreach (var span in SpanChunk.Read(reader.GetFieldValue<byte[]>(0)))
                spans[span.SpanId] = span;
        }

        return ([.. spans.Values], false);
    }

    /// <summary>Notes that traces are of failed runs, for every process that holds spans of them.</summary>
    public async Task FailAsync(IReadOnlyCollection<string> traceIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var add = Command(
            connection,
            transaction,
            "insert into trace_failed values (@trace, @now) on conflict (trace_id) do update set failed_at = excluded.failed_at");
        var trace = Parameter(add, "trace");
        Parameter(add, "now").Value = Now();
        foreach (var traceId in traceIds.Order(StringComparer.Ordinal))
        {
            trace.Value = traceId;
            await add.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Traces noted by <see cref="FailAsync"/> from a time on, in milliseconds since 1970.</summary>
    public async Task<IReadOnlyList<string>> FailedSinceAsync(long at, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = Command(
            connection, null, $"select trace_id from trace_failed where failed_at >= @at order by failed_at desc limit {MostFailed}");
        Parameter(find, "at").Value = at;
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(reader.GetString(0));
        return found;
    }

    /// <summary>Removes what was kept before a time.</summary>
    /// <returns>Chunks removed.</returns>
    public async Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var removed = 0;
        foreach (var table in new[] { "trace_chunk where kept_at", "trace_batch where kept_at", "trace_failed where failed_at" })
        {
            await using var remove = Command(connection, null, $"delete from {table} < @before");
            Parameter(remove, "before").Value = before.ToUnixTimeMilliseconds();
            var rows = await remove.ExecuteNonQueryAsync(cancellationToken);
            removed = removed == 0 ? rows : removed;
        }

        return removed;
    }

    /// <summary>When the oldest of the newest chunks was kept; null while there are no more than that.</summary>
    public async Task<DateTimeOffset?> OldestOfAsync(int newest, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = Command(connection, null, "select kept_at from trace_chunk order by kept_at desc limit 1 offset @newest");
        Parameter(find, "newest").Value = newest;
        return await find.ExecuteScalarAsync(cancellationToken) is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at + 1) : null;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string? BatchOf(RunSpan span) =>
        Guid.TryParse(span.Attributes.GetValueOrDefault(RetailBusTelemetry.BatchId), out var id) ? id.ToString("D") : null;

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
