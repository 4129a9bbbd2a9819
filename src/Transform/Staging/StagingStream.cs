using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Staging;

/// <summary>Writes what is read through it to the staged file, and refuses what is no text or too much of it.</summary>
internal sealed class StagingStream(Stream text, Stream file, StagingLimits limits) : ReadStream
{
    public long Bytes { get; private set; }

    /// <exception cref="BatchRejectedException">The file is not text, or expands beyond the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await text.ReadAsync(buffer, cancellationToken);
        if (Bytes == 0)
            BinaryFormats.Refuse(buffer.Span[..read]);

        Bytes += read;
        if (Bytes > limits.ExpandedBytes)
        {
            throw new BatchRejectedException(
                FailureCodes.Unreadable,
                $"The file unpacks to more than {limits.ExpandedBytes:N0} bytes, the most that is taken. Split it into smaller files and land those.");
        }

        await file.WriteAsync(buffer[..read], cancellationToken);
        return read;
    }
}
