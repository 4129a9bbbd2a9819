namespace RetailBus.Transform.Datasets;

/// <summary>What a column's text is read as (ODCS <c>logicalType</c>).</summary>
public enum LogicalType
{
    /// <summary>Text, without the spaces around it.</summary>
    Text,

    /// <summary>decimal(18,4); further fraction digits are rounded half away from zero.</summary>
    Number,

    /// <summary>A number without a fraction; <c>17850.0</c> is one too.</summary>
    Integer,

    Boolean,

    /// <summary>Microseconds, UTC.</summary>
    Timestamp,
}
