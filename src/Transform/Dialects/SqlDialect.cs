using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Dialects;

/// <summary>What differs between engines in the SQL that is generated from a contract.</summary>
internal abstract class SqlDialect
{
    /// <summary>The type of texts.</summary>
    public abstract string Text { get; }

    /// <summary>The type of decimal(18,4), whose 14 digits before the point are the most that a value has.</summary>
    public const string Decimal = "DECIMAL(18,4)";

    /// <summary>The type of instants: microseconds, UTC.</summary>
    public abstract string Timestamp { get; }

    public abstract string Literal(string text);

    public abstract string Literal(decimal number);

    /// <summary>A number that values are compared with, and not computed with.</summary>
    public virtual string Compared(decimal number) => Literal(number);

    public abstract string Literal(DateTimeOffset time);

    public abstract string Identifier(string name);

    /// <summary>A text that is the same for all rows.</summary>
    public abstract string Constant(string text);

    /// <summary>All parts one after another; a missing one counts as empty.</summary>
    public abstract string Concat(IEnumerable<string> parts);

    public abstract string FullMatch(string text, string pattern);

    public abstract string StartsWith(string text, string start);

    /// <summary>Without U+0020 at its ends; all other white space is part of a value.</summary>
    public abstract string Trimmed(string text);

    /// <summary>In Unicode code points.</summary>
    public abstract string Length(string text);

    /// <summary>In UTF-8.</summary>
    public abstract string ByteLength(string text);

    /// <summary>
    /// A text as decimal(18,4), rounded half away from zero; null when it is none. ASCII digits, perhaps with a sign, a point, an exponent
    /// and white space around; what is too large may still be a number here, and is none to <see cref="IsNumber"/>.
    /// </summary>
    public abstract string TryDecimal(string text);

    /// <summary>A time of one of the column's formats as UTC; null when it is none. Of columns in UTC alone.</summary>
    public abstract string Instant(ContractColumn column, string text);

    /// <summary>A time that says its own offset, as UTC; null when it is none.</summary>
    public abstract string OffsetTime(ContractColumn column, string text);

    /// <summary>A time without offset, as it stands; null when it is none.</summary>
    public abstract string LocalTime(ContractColumn column, string text);

    /// <summary>
    /// A zone's local time as UTC. Of an hour that clocks go through twice, the first; null for one that they leap over.
    /// </summary>
    public abstract string FromZone(string zone, string local);

    public abstract string TimeText(string value);

    public abstract string IntegerText(string value);

    /// <summary>The MD5 digest of a text as a row's key.</summary>
    public abstract string RowKey(string text);

    /// <summary>A text's HMAC-SHA256 under the configured key, lower-case hex; null for null.</summary>
    public abstract string Hmac(string text);

    /// <summary>A product with 8 fraction digits; each side is first made a decimal(18,4), unknown where it is too large for one.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <param name="isSafe">Whether both are columns, which are decimal(18,4) as they stand.</param>
    public abstract string Product(string left, string right, bool isSafe);

    /// <summary>A column that is part of a sum, which may have a digit more than columns have.</summary>
    public virtual string ColumnAsTerm(string column) => column;

    /// <summary>A sum that is part of another, which keeps its 8 fraction digits.</summary>
    public virtual string SumAsTerm(string sum) => sum;

    /// <summary>A number as decimal(18,4); null when it is too large.</summary>
    public abstract string Narrow(string number);

    /// <summary>Whether a text's decimal is known and a decimal(18,4).</summary>
    public abstract string IsNumber(string number);

    public abstract string IsWhole(string number);

    /// <summary>A quarantine reason, in the shape of <see cref="QuarantineReason"/>'s JSON.</summary>
    public abstract string Reason(string rule, string column, string value, string message);

    /// <summary>The JSON text of those reasons of which the condition holds.</summary>
    public abstract string Reasons(IEnumerable<(string Condition, string Reason)> reasons);

    /// <summary>The JSON text of an object of texts.</summary>
    public abstract string JsonObject(IEnumerable<(string Name, string Value)> members);

    /// <summary>The JSON text of a list of texts.</summary>
    public abstract string JsonList(IEnumerable<string> values);

    public string NoText => $"CAST(NULL AS {Text})";

    public string SqlType(LogicalType type) => type switch
    {
        LogicalType.Number or LogicalType.Integer => Decimal,
        LogicalType.Boolean => "BOOLEAN",
        LogicalType.Timestamp => Timestamp,
        _ => Text,
    };

    /// <summary>A canonical value as the engine writes it to Parquet.</summary>
    public virtual string Stored(CanonicalType type, string value) => value;

    public virtual string SqlType(CanonicalType type) => type switch
    {
        CanonicalType.Decimal => Decimal,
        CanonicalType.Timestamp => Timestamp,
        CanonicalType.Boolean => "BOOLEAN",
        CanonicalType.Uuid => "UUID",
        _ => Text,
    };
}
