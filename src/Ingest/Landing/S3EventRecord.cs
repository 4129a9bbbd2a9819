namespace RetailBus.Ingest.Landing;

/// <summary>One change of one object.</summary>
public sealed record S3EventRecord
{
    /// <summary>E.g. <c>ObjectCreated:Put</c>.</summary>
    public string? EventName { get; init; }

    /// <summary>When it happened, to the millisecond.</summary>
    public DateTimeOffset? EventTime { get; init; }

    public S3Entity? S3 { get; init; }

    /// <summary>The bucket and object that the event is about.</summary>
    public sealed record S3Entity
    {
        public S3Bucket? Bucket { get; init; }

        public S3Object? Object { get; init; }
    }

    /// <summary>The bucket.</summary>
    public sealed record S3Bucket
    {
        public string? Name { get; init; }
    }

    /// <summary>The object.</summary>
    public sealed record S3Object
    {
        /// <summary>Form-encoded: a blank as <c>+</c> or <c>%20</c>, a slash as itself or <c>%2F</c>.</summary>
        public string? Key { get; init; }

        /// <summary>Bytes.</summary>
        public long? Size { get; init; }

        public string? ETag { get; init; }

        public string? VersionId { get; init; }

        /// <summary>Hex; orders the events of one key.</summary>
        public string? Sequencer { get; init; }
    }
}
