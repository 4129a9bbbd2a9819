namespace RetailBus.Transform.Datasets;

/// <summary>What becomes of personal data before a row is written anywhere.</summary>
public enum PiiTreatment
{
    /// <summary>No personal data: written as it is.</summary>
    None,

    /// <summary>Never written.</summary>
    Drop,

    /// <summary>HMAC-SHA256 under the configured key, lower-case hex: equal values stay equal, and none can be found by trying.</summary>
    Hash,

    /// <summary>The first character and three asterisks, whatever the length.</summary>
    Mask,
}
