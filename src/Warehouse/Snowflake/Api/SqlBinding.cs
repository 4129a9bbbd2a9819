using System.Globalization;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>A bound value: Snowflake's type name (<c>FIXED</c>, <c>REAL</c>, <c>TEXT</c>, <c>BOOLEAN</c>, <c>TIMESTAMP_NTZ</c>, ...) and its text.</summary>
/// <remarks>Source: Snowflake, "Submitting a request to execute SQL statements", on bind variables.</remarks>
internal readonly record struct SqlBinding(string Type, string? Value)
{
    public static SqlBinding Fixed(decimal? value) => new("FIXED", value?.ToString(CultureInfo.InvariantCulture));

    public static SqlBinding Real(double? value) => new("REAL", value?.ToString("R", CultureInfo.InvariantCulture));

    public static SqlBinding Text(string? value) => new("TEXT", value);

    public static SqlBinding Boolean(bool? value) => new("BOOLEAN", value switch { null => null, true => "true", false => "false" });

    /// <summary>Milliseconds since 1970.</summary>
    public static SqlBinding Date(DateOnly? value) => new("DATE", value is { } date
        ? ((long)(date.ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalMilliseconds).ToString(CultureInfo.InvariantCulture)
        : null);

    /// <summary>The instant in UTC, as nanoseconds since 1970.</summary>
    public static SqlBinding Timestamp(DateTimeOffset? value) => new("TIMESTAMP_NTZ", value is { } instant
        ? ((Int128)(instant - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick).ToString(CultureInfo.InvariantCulture)
        : null);

    /// <summary>Hexadecimal digits.</summary>
    public static SqlBinding Binary(byte[]? value) => new("BINARY", value is null ? null : Convert.ToHexString(value));
}
