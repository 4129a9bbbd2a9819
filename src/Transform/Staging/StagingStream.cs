using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Staging;

/// <summary>Writes what is read through it to the staged file, and refuses what is no text or too much of it.</summary>
internal sealed class StagingStream(Stream text, Stream file, FingerprintStream landed, StagingLimits limits) : ReadStream
{
    public long Bytes { get; private set; }

    /// <exception cref="BatchRejectedException">The file is not text, or expands beyond the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Bytes == 0 ? await StartAsync(buffer, cancellationToken) : await text.ReadAsync(buffer, cancellationToken);

        Bytes += read;
        if (Bytes > limits.ExpandedBytes)
        {
            throw Refusal(
                $"The file unpacks to more than {limits.ExpandedBytes:N0} bytes, the most that is taken. Split it into smaller files "
                + "and land those, or raise Transform:MaxExpandedBytes.");
        }

        if (Bytes > StagingLimits.FreeBytes && Bytes / limits.Expansion > landed.Bytes)
        {
            throw Refusal(
                $"The file unpacks to more than {limits.Expansion:N0} times its size, as files made to fill a disk do. If it is sound, "
                + "land it unpacked, or raise Transform:MaxExpansion.");
        }

        await file.WriteAsync(buffer[..read], cancellationToken);
        return read;
    }

    /// <summary>The file's beginning, however few of its bytes come with one read: too few say nothing about a file.</summary>
    private async Task<int> StartAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await text.ReadAtLeastAsync(
            buffer, Math.Min(BinaryFormats.Looked, buffer.Length), throwOnEndOfStream: false, cancellationToken);
        BinaryFormats.Refuse(buffer.Span[..read]);
        return read;
    }

    private static BatchRejectedException Refusal(string reason) => new(FailureCodes.Unreadable, reason);
}
