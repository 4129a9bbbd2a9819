namespace RetailBus.LocalCloud.S3.Store;

/// <summary>One version of an object, or a delete marker.</summary>
internal sealed record ObjectVersion
{
    public const string NullVersion = "null";

    public required long Seq { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string VersionId { get; init; }

    public required bool IsLatest { get; init; }

    public required bool IsMarker { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Hexadecimal MD5, or the multipart form <c>…-N</c>; without quotes.</summary>
    public required string ETag { get; init; }

    public required DateTimeOffset Modified { get; init; }

    public required ObjectHeaders Headers { get; init; }

    public required IReadOnlyList<Segment> Segments { get; init; }
}
