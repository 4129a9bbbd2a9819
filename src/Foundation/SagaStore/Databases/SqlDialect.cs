using System.Data.Common;

namespace RetailBus.SagaStore.Databases;

/// <summary>What differs between the databases: type names, value forms, error codes.</summary>
internal abstract class SqlDialect
{
    public abstract string Name { get; }

    public abstract string UuidType { get; }

    public abstract string TimestampType { get; }

    public abstract string JsonType { get; }

    /// <summary>Appended to the select that claims outbox rows, so that sweepers pass over each other's rows.</summary>
    public abstract string SkipLocked { get; }

    public abstract string TypeName(LookupType type);

    /// <summary>The form in which a parameter named <paramref name="parameter"/> is stored in a JSON column.</summary>
    public abstract string JsonParameter(string parameter);

    /// <summary>Turns a normalised value (string, long, Guid, bool, UTC DateTimeOffset, null) into what the driver binds.</summary>
    public abstract object ToDatabase(object? value);

    public abstract DateTimeOffset ReadTimestamp(DbDataReader reader, int ordinal);

    public abstract bool ReadBoolean(DbDataReader reader, int ordinal);

    /// <summary>Another writer was first: a unique violation, a deadlock, a serialisation failure, a busy file.</summary>
    public abstract bool IsConflict(DbException exception);

    /// <summary>Columns of a table with their types in lower case; empty when there is no such table.</summary>
    public abstract Task<IReadOnlyDictionary<string, string>> ReadColumns(
        SqlSession session, string table, CancellationToken cancellationToken);

    public object? ReadValue(DbDataReader reader, int ordinal, LookupType type)
    {
        if (reader.IsDBNull(ordinal))
            return null;

        return type switch
        {
            LookupType.Text => reader.GetString(ordinal),
            LookupType.BigInt => reader.GetInt64(ordinal),
            LookupType.Uuid => reader.GetGuid(ordinal),
            LookupType.Boolean => ReadBoolean(reader, ordinal),
            LookupType.Timestamp => ReadTimestamp(reader, ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };
    }
}
