namespace RetailBus.LocalCloud.S3.Store;

/// <summary>Where a listing goes on: at this key with versions older than <c>BelowSeq</c>, then at later keys.</summary>
internal readonly record struct ListCursor(byte[] Key, long BelowSeq)
{
    /// <summary>From this key on, itself included.</summary>
    public static ListCursor At(byte[] key) => new(key, long.MaxValue);

    /// <summary>From the keys after this one.</summary>
    public static ListCursor After(byte[] key) => new(key, 0);
}
