using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using RetailBus.LocalCloud.S3.Engine.Digests;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Writes a payload to a blob in constant memory, computing and checking its digests on the way.</summary>
internal sealed class PayloadReceiver(S3Store store)
{
    private const int BufferBytes = 256 * 1024;
    private int _receiving;

    /// <exception cref="S3Exception">A length or digest is not as claimed.</exception>
    public async Task<StoredPayload> ReceiveAsync(Payload payload, CancellationToken cancellationToken)
    {
        var blob = store.Blobs.NewId();
        var kept = false;
        try
        {
            var stored = await ReceiveAsync(payload, blob, cancellationToken);
            kept = stored.Segments.Count > 0;
            return stored;
        }
        finally
        {
            if (!kept)
                store.Blobs.Delete(blob);
        }
    }

    /// <summary>Deletes what was received but is not going to belong to an object.</summary>
    public void Discard(StoredPayload payload) => store.Blobs.Delete(payload.Segments.Select(segment => segment.Blob));

    private async Task<StoredPayload> ReceiveAsync(Payload payload, BlobId blob, CancellationToken cancellationToken)
    {
        using var md5 = new HashDigest(HashAlgorithmName.MD5);
        using var sha256 = payload.Sha256 is null ? null : new HashDigest(HashAlgorithmName.SHA256);
        using var checksum = payload.Algorithm is { } algorithm ? Digests.Digest.Of(algorithm) : null;
        long size;
        using (var file = store.Blobs.Create(blob))
        {
            size = await CopyAsync(payload, file, [md5, sha256, checksum], cancellationToken);
            RandomAccess.FlushToDisk(file);
        }

        var hash = md5.Finish();
        if (payload.ContentMd5 is { } expected && !expected.AsSpan().SequenceEqual(hash))
            throw S3Errors.BadDigest("Content-MD5");
        if (sha256 is not null && !sha256.Finish().AsSpan().SequenceEqual(payload.Sha256))
            throw new S3Exception(
                400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        Checksum? computed = null;
        if (checksum is not null)
        {
            computed = new Checksum(payload.Algorithm!.Value, Convert.ToBase64String(checksum.Finish()));
            if (payload.ClaimedChecksum() is { } claimed && claimed != computed.Base64)
                throw S3Errors.BadDigest(computed.Algorithm.ToString());
        }

        return new StoredPayload(size == 0 ? [] : [new Segment(blob, size)], size, hash, computed);
    }

    /// <summary>
    /// Two blocks take turns: while one is received, the other is digested and written. That is not worth it for a body that fits into one
    /// block, nor when more bodies are received at once than there are processors to digest them.
    /// </summary>
    private async Task<long> CopyAsync(
        Payload payload, SafeFileHandle file, IDigest?[] digests, CancellationToken cancellationToken)
    {
        var (filling, settling) = (ArrayPool<byte>.Shared.Rent(BufferBytes), ArrayPool<byte>.Shared.Rent(BufferBytes));
        var settled = Task.CompletedTask;
        var size = 0L;
        Interlocked.Increment(ref _receiving);
        try
        {
            while (await FillAsync(payload, filling, cancellationToken) is > 0 and var read)
            {
                if (size + read > S3Limits.MaxPutBytes)
                    throw new S3Exception(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size of 5 GiB.");
                await settled;
                var isInline = read < BufferBytes || Volatile.Read(ref _receiving) > Environment.ProcessorCount;
                settled = SettleAsync(file, digests, filling.AsMemory(0, read), size, isInline, cancellationToken);
                (filling, settling) = (settling, filling);
                size += read;
            }

            await settled;
            return payload.Length is { } length && length != size
                ? throw S3Errors.IncompleteBody($"The request body has {size} bytes; {length} were announced.")
                : size;
        }
        finally
        {
            Interlocked.Decrement(ref _receiving);
            await settled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(filling);
            ArrayPool<byte>.Shared.Return(settling);
        }
    }

    private static ValueTask<int> FillAsync(Payload payload, byte[] block, CancellationToken cancellationToken) =>
        payload.Content.ReadAtLeastAsync(block.AsMemory(0, BufferBytes), BufferBytes, throwOnEndOfStream: false, cancellationToken);

    private static async Task SettleAsync(
        SafeFileHandle file,
        IDigest?[] digests,
        ReadOnlyMemory<byte> block,
        long offset,
        bool isInline,
        CancellationToken cancellationToken)
    {
        var digested = Task.CompletedTask;
        if (isInline)
            Digest(digests, block);
        else
            digested = Task.Run(() => Digest(digests, block), CancellationToken.None);
        await Task.WhenAll(RandomAccess.WriteAsync(file, block, offset, cancellationToken).AsTask(), digested);
    }

    private static void Digest(IDigest?[] digests, ReadOnlyMemory<byte> block)
    {
        foreach (var digest in digests)
            digest?.Append(block.Span);
    }
}
