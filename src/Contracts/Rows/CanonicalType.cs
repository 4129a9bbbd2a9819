namespace RetailBus.Contracts.Rows;


/// <summary>The types of canonical columns, independent of a SQL dialect.</summary>
public enum CanonicalType
{
    Text,

    /// <summary>decimal(18,4).</summary>
    Decimal,

    /// <summary>Microseconds, UTC.</summary>
    Timestamp,

    Boolean,

    Uuid,

    /// <summary>A JSON object as text.</summary>
    Json,
}
