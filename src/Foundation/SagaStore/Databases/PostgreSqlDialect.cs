using System.Data.Common;
using Npgsql;

namespace RetailBus.SagaStore.Databases;

internal sealed class PostgreSqlDialect : SqlDialect
{
    public override string Name => "PostgreSql";

    public override string UuidType => "uuid";

    public override string TimestampType => "timestamptz";

    /// <summary>Not jsonb, which reorders properties and so breaks polymorphic documents.</summary>
    public override string JsonType => "json";

    public override string SkipLocked => "for update skip locked";

    public override string TypeName(LookupType type) => type switch
    {
        LookupType.Text => "text",
        LookupType.BigInt => "bigint",
        LookupType.Uuid => "uuid",
        LookupType.Boolean => "boolean",
        LookupType.Timestamp => "timestamptz",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public override string JsonParameter(string parameter) => $"cast(@{parameter} as json)";

    public override object ToDatabase(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset at => at.UtcDateTime,
        _ => value,
    };

    public override DateTimeOffset ReadTimestamp(DbDataReader reader, int ordinal) =>
        new(reader.GetDateTime(ordinal), TimeSpan.Zero);

    public override bool ReadBoolean(DbDataReader reader, int ordinal) => reader.GetBoolean(ordinal);

    public override bool IsConflict(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    public override async Task<IReadOnlyDictionary<string, string>> ReadColumns(
        SqlSession session, string table, CancellationToken cancellationToken)
    {
        const string Sql = """
            select attname, format_type(atttypid, null) from pg_attribute
            where attrelid = to_regclass(quote_ident(@table)) and attnum > 0 and not attisdropped
            """;
        await using var command = session.Command(Sql, ("table", table));
        return await command.ReadPairs(cancellationToken);
    }
}
