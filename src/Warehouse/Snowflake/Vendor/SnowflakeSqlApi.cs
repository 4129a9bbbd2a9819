using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Snowflake.Data.Client;
using Snowflake.Data.Core;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>
/// Snowflake by its own ADO.NET driver, Snowflake.Data, where that takes our client's place (<c>-p:VendorSdks=true</c>). A request is a
/// session: a connection that no pool keeps.
/// </summary>
/// <remarks>
/// The driver makes the ids of its requests itself, so that <see cref="SqlRequest.RequestId"/> is a mark on the statement (QUERY_TAG) and no
/// guard: a request that is sent again runs again. It retries what had no answer within one call only. Of two keys it takes the first that
/// opens a session.
/// </remarks>
internal sealed class SnowflakeSqlApi(IOptions<SnowflakeOptions> options) : ISqlApi
{
    /// <summary>Of the driver's own faults: an internal one, such as a connection that broke, and a request without an answer in its time.</summary>
    private static readonly HashSet<int> Away = [270001, 270007];

    /// <summary>As with our client: cancelled by somebody, internal errors, locks, time and deadlocks.</summary>
    private static readonly HashSet<int> Passing = [603, 604, 605, 625, 630, 200001];

    public async Task<IReadOnlyList<SqlResult>> RunAsync(SqlRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Statements.Count == 0)
            throw new ArgumentException("A request has at least one statement.", nameof(request));
        if (request.Statements.Count > 1 && request.Bindings.Count > 0)
            throw new ArgumentException("Snowflake binds values to single statements only.", nameof(request));
        try
        {
            await using var connection = await OpenAsync(request, cancellationToken);
            await using var command = connection.CreateCommand();
            Prepare(command, request);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var results = new List<SqlResult>();
            do
                results.Add(await ReadAsync(reader, request.MaxRows, cancellationToken));
            while (await reader.NextResultAsync(cancellationToken));
            return results;
        }
        catch (SnowflakeDbException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The statement was cancelled.", e, cancellationToken);
        }
        catch (SnowflakeDbException e) when (e.ErrorCode == 630)
        {
            throw new TimeoutException("The statement did not end within its time.", e);
        }
        catch (SnowflakeDbException e)
        {
            throw Fault(e);
        }
    }

    private async Task<SnowflakeDbConnection> OpenAsync(SqlRequest request, CancellationToken cancellationToken)
    {
        var keys = SnowflakeKey.Of(options.Value);
        for (var tried = 0; ; tried++)
        {
            var connection = new SnowflakeDbConnection(ConnectionString(request, keys[tried]));
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch (SnowflakeDbException) when (tried + 1 < keys.Count && !cancellationToken.IsCancellationRequested)
            {
                await connection.DisposeAsync();
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }

    private string ConnectionString(SqlRequest request, SnowflakeKey key)
    {
        var settings = options.Value;
        var role = request.Role ?? settings.Role;
        using var rsa = key.Read();
        return new SnowflakeDbConnectionStringBuilder
        {
            ["ACCOUNT"] = settings.Account!,
            ["SCHEME"] = settings.Address.Scheme,
            ["HOST"] = settings.Address.Host,
            ["PORT"] = settings.Address.Port.ToString(CultureInfo.InvariantCulture),
            ["USER"] = settings.User!,
            ["AUTHENTICATOR"] = "snowflake_jwt",
            ["PRIVATE_KEY"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["DB"] = settings.Database,
            ["SCHEMA"] = settings.Schema,
            ["WAREHOUSE"] = role == settings.ReaderRole ? settings.ReaderWarehouse ?? settings.Warehouse : settings.Warehouse,
            ["ROLE"] = role,
            ["POOLINGENABLED"] = "false",
            ["QUERY_TAG"] = $"RetailBus {request.RequestId:D}",
        }.ConnectionString;
    }

    private void Prepare(DbCommand command, SqlRequest request)
    {
        command.CommandText = string.Join(";\n", request.Statements);
        command.CommandTimeout = (int)Math.Ceiling((request.Timeout ?? options.Value.StatementTimeout).TotalSeconds);
        foreach (var (index, binding) in request.Bindings.Index())
            command.Parameters.Add(Parameter(index + 1, binding));
        if (request.Statements.Count == 1)
            return;
        var count = command.CreateParameter();
        count.ParameterName = "MULTI_STATEMENT_COUNT";
        count.DbType = DbType.Int16;
        count.Value = request.Statements.Count;
        command.Parameters.Add(count);
    }

    /// <summary>The driver takes numbers and truth values as text, and times as such.</summary>
    private static SnowflakeDbParameter Parameter(int index, SqlBinding binding)
    {
        var type = Enum.Parse<SFDataType>(binding.Type);
        object? value = (type, binding.Value) switch
        {
            (_, null) => DBNull.Value,
            (SFDataType.DATE, { } milliseconds) => DateTime.UnixEpoch.AddMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture)),
            (SFDataType.TIMESTAMP_NTZ, { } nanoseconds) => DateTime.UnixEpoch.AddTicks(
                (long)(Int128.Parse(nanoseconds, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick)),
            (SFDataType.BINARY, { } digits) => Convert.FromHexString(digits),
            (_, var text) => text,
        };
        return new SnowflakeDbParameter(index, type) { Value = value };
    }

    private static async Task<SqlResult> ReadAsync(DbDataReader reader, long? maxRows, CancellationToken cancellationToken)
    {
        var columns = Columns(reader);
        var rows = new List<IReadOnlyList<string?>>();
        var isWhole = true;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == maxRows)
            {
                isWhole = false;
                break;
            }

            rows.Add([.. columns.Select((column, index) => reader.IsDBNull(index) ? null : Cell(column, reader.GetValue(index)))]);
        }

        long Count(string what) => columns.FindIndex(column => column.Name == $"number of rows {what}") is >= 0 and var at && rows.Count > 0
            ? long.Parse(rows[0][at] ?? "0", CultureInfo.InvariantCulture)
            : 0;

        return new SqlResult
        {
            Columns = columns,
            Rows = rows,
            IsWhole = isWhole,
            Inserted = Count("inserted"),
            Updated = Count("updated"),
            Deleted = Count("deleted"),
        };
    }

    private static List<SqlColumn> Columns(DbDataReader reader) =>
    [
        .. reader.GetSchemaTable()!.Rows.Cast<DataRow>().Select(row => new SqlColumn(
            (string)row[SchemaTableColumn.ColumnName],
            row[SchemaTableColumn.ProviderType].ToString()!.ToLowerInvariant(),
            (int)row[SchemaTableColumn.NumericPrecision],
            (int)row[SchemaTableColumn.NumericScale],
            (bool)row[SchemaTableColumn.AllowDBNull])),
    ];

    /// <summary>As the SQL API writes it.</summary>
    private static string Cell(SqlColumn column, object value) => (column.Type, value) switch
    {
        ("date", DateTime date) => (date - DateTime.UnixEpoch).Days.ToString(CultureInfo.InvariantCulture),
        ("time", DateTime time) => Seconds(time.TimeOfDay.Ticks),
        ("time", TimeSpan time) => Seconds(time.Ticks),
        (_, DateTime instant) => Seconds(instant.Ticks - DateTime.UnixEpoch.Ticks),
        ("timestamp_tz", DateTimeOffset instant) => string.Create(
            CultureInfo.InvariantCulture, $"{Seconds(instant.UtcTicks - DateTime.UnixEpoch.Ticks)} {instant.Offset.TotalMinutes + 1440}"),
        (_, DateTimeOffset instant) => Seconds(instant.UtcTicks - DateTime.UnixEpoch.Ticks),
        (_, bool truth) => truth ? "true" : "false",
        (_, byte[] bytes) => Convert.ToHexString(bytes),
        (_, IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Seconds(long ticks) => ((decimal)ticks / TimeSpan.TicksPerSecond).ToString("0.0000000", CultureInfo.InvariantCulture);

    private static SqlApiException Fault(SnowflakeDbException e)
    {
        var isTransient = Away.Contains(e.ErrorCode) || Passing.Contains(e.ErrorCode)
            || e.SqlState is "XX000" or "40001" or "57014" || e.SqlState?.StartsWith("08", StringComparison.Ordinal) == true;
        return new SqlApiException(e.Message, e.ErrorCode.ToString("000000", CultureInfo.InvariantCulture), e.SqlState, status: 0, isTransient);
    }
}
