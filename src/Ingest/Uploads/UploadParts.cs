using System.Buffers;

namespace RetailBus.Ingest.Uploads;

/// <summary>Cuts a stream into parts in one pooled buffer: memory does not grow with the file.</summary>
internal sealed class UploadParts(Stream body, long maxBytes) : IDisposable
{
    /// <summary>S3 wants 5 MiB or more of each part but the last.</summary>
    public const int PartBytes = 8 * 1024 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
    private int _count;

    /// <summary>Bytes read so far, the current part included.</summary>
    public long Total { get; private set; }

    public bool IsEmpty => _count == 0;

    /// <summary>Whether the body ended within the current part; a body that ends exactly with it is found out by the next, empty one.</summary>
    public bool IsLast => _count < PartBytes;

    /// <summary>The current part; valid until the next is read.</summary>
    public MemoryStream Current => new(_buffer, 0, _count, writable: false);

    /// <exception cref="UploadRefusedException">The body is larger than allowed, or broke off.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _count = await body.ReadAtLeastAsync(_buffer.AsMemory(0, PartBytes), PartBytes, throwOnEndOfStream: false, cancellationToken);
        }
        catch (IOException)
        {
            throw BrokenOff();
        }

        Total += _count;
        if (Total > maxBytes)
            throw TooLarge(maxBytes);
    }

    public static UploadRefusedException BrokenOff() =>
        new(StatusCodes.Status400BadRequest, "The upload broke off before its end. Send it again.");

    public static UploadRefusedException TooLarge(long maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"The file is larger than {maxBytes:N0} bytes, the most that is taken. Cut it in parts, or raise Ingest:MaxUploadBytes.");

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
