namespace RetailBus.LocalCloud.S3.Store;

/// <summary>
/// The checksum that a multipart upload was started with: of the whole object's bytes, or else composite, of its parts' checksums.
/// </summary>
internal sealed record UploadChecksum(ChecksumAlgorithm Algorithm, bool IsOfWholeObject)
{
    public string Type => IsOfWholeObject ? Checksum.FullObject : Checksum.Composite;
}
