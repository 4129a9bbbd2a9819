using System.Globalization;

namespace RetailBus.SagaStore.Tables;

/// <summary>Between a selector's .NET type and the few forms that a lookup column stores.</summary>
internal static class LookupValue
{
    public static LookupType TypeOf(Type clrType)
    {
        var type = Nullable.GetUnderlyingType(clrType) ?? clrType;
        if (type == typeof(string) || type.IsEnum)
            return LookupType.Text;
        if (type == typeof(Guid))
            return LookupType.Uuid;
        if (type == typeof(bool))
            return LookupType.Boolean;
        if (type == typeof(DateTimeOffset))
            return LookupType.Timestamp;

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64
                => LookupType.BigInt,
            _ => throw new SagaStoreException(
                $"A lookup cannot be of type {clrType.Name}: use string, an enum, an integer, Guid, bool or DateTimeOffset"),
        };
    }

    /// <param name="value">A value of the selector's type, or of an enum's underlying type, as compilers write comparisons.</param>
    /// <param name="clrType">The selector's type.</param>
    public static object? Normalize(object? value, Type clrType)
    {
        if (value is null)
            return null;

        var type = Nullable.GetUnderlyingType(clrType) ?? clrType;
        if (type.IsEnum)
            return Enum.ToObject(type, value).ToString();

        return TypeOf(type) switch
        {
            LookupType.BigInt => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            LookupType.Timestamp => ToMicroseconds((DateTimeOffset)value),
            _ => value,
        };
    }

    public static object? ToClr(object? normalized, Type clrType)
    {
        if (normalized is null)
            return null;

        var type = Nullable.GetUnderlyingType(clrType) ?? clrType;
        if (type.IsEnum)
            return Enum.Parse(type, (string)normalized);

        return normalized is long number ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture) : normalized;
    }

    public static DateTimeOffset ToMicroseconds(DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
