using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>How the API tells of a statement: QueryStatus, ResultSet and QueryFailureStatus of its reference.</summary>
internal static class ServerResults
{
    public static ServerAnswer Answer(ServerStatement statement, int partitionRows)
    {
        if (statement.IsForgotten)
            return NotFound();
        if (!statement.HasEnded || statement.Looks-- > 0)
            return Running(statement);
        if (statement.Failure is { } failure)
            return Failed(statement, failure);
        return statement.Children is null ? Rows(statement, statement.Result!, partitionRows) : Several(statement, statement.Children);
    }

    public static ServerAnswer Running(ServerStatement statement) => new(202, new
    {
        code = "333334",
        message = "Asynchronous execution in progress. Use provided query id to perform query monitoring and management.",
        statementHandle = statement.Handle,
        statementStatusUrl = Url(statement),
        somethingNew = new { since = 2027 }, // the API grows; a client lives with what it does not know
    });

    public static ServerAnswer Failed(ServerStatement statement, StatementFailedException failure) =>
        ServerAnswer.Fault(statement.IsTimedOut ? 408 : 422, failure.Code, failure.SqlState, failure.Message, statement.Handle);

    public static ServerAnswer NotFound() => ServerAnswer.Fault(404, "000709", "02000", "Statement not found");

    public static ServerAnswer Partition(ServerResult result, int number, int partitionRows) =>
        number < 0 || number >= Partitions(result, partitionRows).Count
            ? ServerAnswer.Bad("There is no such partition")
            : new ServerAnswer(200, new { data = Partitions(result, partitionRows)[number] });

    private static ServerAnswer Several(ServerStatement parent, IReadOnlyList<ServerStatement> children) => new(200, new
    {
        resultSetMetaData = new
        {
            numRows = 1,
            format = "jsonv2",
            partitionInfo = new[] { new { rowCount = 1, uncompressedSize = 57 } },
            rowType = new[] { new { name = "multiple statement execution", type = "text", nullable = false } },
        },
        data = new[] { new[] { "Multiple statements executed successfully." } },
        code = "090001",
        sqlState = "00000",
        message = "Statement executed successfully.",
        statementHandle = parent.Handle,
        statementHandles = children.Select(child => child.Handle),
        statementStatusUrl = Url(parent),
    });

    private static ServerAnswer Rows(ServerStatement statement, ServerResult result, int partitionRows)
    {
        var partitions = Partitions(result, partitionRows);
        var body = new Dictionary<string, object?>
        {
            ["resultSetMetaData"] = new
            {
                numRows = result.Rows.Count,
                format = "jsonv2",
                rowType = result.Columns.Select(Column),
                partitionInfo = partitions.Select(rows => new { rowCount = rows.Length, uncompressedSize = 100 }),
            },
            ["data"] = partitions[0],
            ["code"] = "090001",
            ["sqlState"] = "00000",
            ["message"] = "Statement executed successfully.",
            ["statementHandle"] = statement.Handle,
            ["statementStatusUrl"] = Url(statement),
            ["createdOn"] = 1_597_090_533_987,
        };
        if ((result.Inserted ?? result.Updated ?? result.Deleted) is not null)
        {
            body["stats"] = new
            {
                numRowsInserted = result.Inserted ?? 0,
                numRowsUpdated = result.Updated ?? 0,
                numRowsDeleted = result.Deleted ?? 0,
                numDuplicateRowsUpdated = 0,
            };
        }

        return new ServerAnswer(200, body);
    }

    private static object Column(SqlColumn column) => new
    {
        name = column.Name,
        database = "",
        type = column.Type,
        precision = column.Precision,
        scale = column.Scale,
        nullable = column.Nullable,
        byteLength = (int?)null,
        collation = (string?)null,
    };

    private static List<IReadOnlyList<string?>[]> Partitions(ServerResult result, int partitionRows) =>
        result.Rows.Count == 0 ? [[]] : [.. result.Rows.Chunk(partitionRows)];

    private static string Url(ServerStatement statement) => $"/api/v2/statements/{statement.Handle}";
}
