namespace RetailBus.Transform.Staging;

/// <summary>A landed file as UTF-8 on this machine, and what was learnt while it was staged.</summary>
internal sealed record StagedFile
{
    public required string Path { get; init; }

    /// <summary>The same as a numbered file, where staging made one (see <see cref="JsonLines"/>).</summary>
    public string? Numbered { get; init; }

    /// <summary>SHA-256 of the bytes as they landed, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Bytes as they landed.</summary>
    public required long LandedBytes { get; init; }

    /// <summary>Bytes of <see cref="Path"/>.</summary>
    public required long Bytes { get; init; }

    public required FileLayout Layout { get; init; }

    public required FileCensus Census { get; init; }
}
