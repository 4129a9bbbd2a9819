using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RetailBus.SagaStore.Databases;

internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>Sorts as text in the order of time; microseconds, as PostgreSQL keeps them.</summary>
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private const int Busy = 5;
    private const int Locked = 6;
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    public override string Name => "Sqlite";

    public override string UuidType => "text";

    public override string TimestampType => "text";

    public override string JsonType => "text";

    public override string SkipLocked => "";

    public override string TypeName(LookupType type) => type is LookupType.BigInt or LookupType.Boolean ? "integer" : "text";

    public override string JsonParameter(string parameter) => "@" + parameter;

    public override object ToDatabase(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToString("D"),
        bool flag => flag ? 1L : 0L,
        DateTimeOffset at => at.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture),
        _ => value,
    };

    public override DateTimeOffset ReadTimestamp(DbDataReader reader, int ordinal) =>
        DateTimeOffset.ParseExact(reader.GetString(ordinal), TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public override bool ReadBoolean(DbDataReader reader, int ordinal) => reader.GetInt64(ordinal) != 0;

    public override bool IsConflict(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked }
            or SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    public override async Task<IReadOnlyDictionary<string, string>> ReadColumns(
        SqlSession session, string table, CancellationToken cancellationToken)
    {
        await using var command = session.Command("select name, lower(type) from pragma_table_info(@table)", ("table", table));
        return await command.ReadPairs(cancellationToken);
    }
}
