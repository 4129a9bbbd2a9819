namespace RetailBus.LocalCloud.S3.Store;

/// <summary>What a client says about an object and gets back with it.</summary>
internal sealed record ObjectHeaders
{
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>Cache-Control, Content-Disposition, Content-Encoding, Content-Language and Expires, as sent.</summary>
    public Dictionary<string, string> Standard { get; init; } = [];

    /// <summary>User metadata without the <c>x-amz-meta-</c> prefix.</summary>
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>Rows of earlier versions have none.</summary>
    public Dictionary<string, string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The checksum that the client sent or asked for, of the whole object unless composite.</summary>
    public Checksum? Checksum { get; init; }

    /// <summary>Of a multipart upload: the checksum that its object is to have. Objects have none.</summary>
    public UploadChecksum? Upload { get; init; }
}
