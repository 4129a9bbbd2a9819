namespace RetailBus.SagaStore;

/// <summary>How a lookup column is stored; follows from the type of its selector.</summary>
public enum LookupType
{
    /// <summary>From <see cref="string"/> and from enumerations, which are stored by name.</summary>
    Text,

    /// <summary>From the integer types up to <see cref="long"/>.</summary>
    BigInt,

    /// <summary>From <see cref="Guid"/>.</summary>
    Uuid,

    /// <summary>From <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>From <see cref="DateTimeOffset"/>; kept in UTC, cut to microseconds.</summary>
    Timestamp,
}
