using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Uploads;

/// <summary>
/// Uploads in parts that may break off and go on: S3's own multipart uploads are their state, so that none is lost with this process.
/// </summary>
internal sealed class UploadSessions(
    IAmazonS3 s3, RawZoneWriter writer, IOptions<ZoneOptions> zones, IOptions<IngestOptions> options) : IDisposable
{
    /// <summary>Metadata of the object: the session that made it.</summary>
    private const string SessionMetadata = "upload-session";

    /// <summary>Parts held in memory at a time, of 8 MiB each; more senders wait.</summary>
    private const int PartsAtOnce = 16;

    private readonly SemaphoreSlim _room = new(PartsAtOnce);

    private string Bucket => zones.Value.Raw;

    /// <exception cref="UploadRefusedException">The size can't be taken.</exception>
    public async Task<UploadSessionState> BeginAsync(string dataset, UploadSessionRequest request, CancellationToken cancellationToken)
    {
        if (request.Size <= 0)
            throw new UploadRefusedException(StatusCodes.Status400BadRequest, "The file is empty: there is nothing to load. Check the export that made it.");
        if (request.Size > options.Value.MaxUploadBytes)
            throw UploadParts.TooLarge(options.Value.MaxUploadBytes);

        var id = Guid.NewGuid();
        var key = writer.KeyOf(dataset, request.Name);
        var initiate = new InitiateMultipartUploadRequest { BucketName = Bucket, Key = key, ChecksumAlgorithm = ChecksumAlgorithm.SHA256 };
        RawZoneWriter.Describe(initiate.Metadata, request.Name);
        initiate.Metadata.Add(SessionMetadata, id.ToString("D"));
        var begun = await s3.InitiateMultipartUploadAsync(initiate, cancellationToken);
        return StateOf(new UploadSession(key, begun.UploadId, request.Size, id), []);
    }

    /// <returns>Null when there is no such upload: it was completed or given up.</returns>
    public async Task<UploadSessionState?> FindAsync(UploadSession session, CancellationToken cancellationToken) =>
        await PartsAsync(session, cancellationToken) is { } parts ? StateOf(session, parts) : null;

    /// <param name="session">Of the file.</param>
    /// <param name="number">From 1.</param>
    /// <param name="body">The part's bytes.</param>
    /// <param name="sha256">What the sender says they hash to, base64; null when it does not say.</param>
    /// <param name="cancellationToken">Stops waiting, reading and sending.</param>
    /// <exception cref="UploadRefusedException">The part is not what was announced, or the upload is gone.</exception>
    public async Task<UploadedPart> PutAsync(UploadSession session, int number, Stream body, string? sha256, CancellationToken cancellationToken)
    {
        if (number < 1 || number > session.Parts)
            throw new UploadRefusedException(StatusCodes.Status400BadRequest, $"The file has {session.Parts} parts; there is no part {number}.");

        await _room.WaitAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(UploadSession.PartBytes);
        try
        {
            var content = await ReadAsync(body, buffer, session.LengthOf(number), cancellationToken);
            var hash = Convert.ToBase64String(SHA256.HashData(content.Span));
            if (sha256 is not null && sha256 != hash)
                throw new UploadRefusedException(StatusCodes.Status400BadRequest, $"Part {number} was damaged on its way. Send it again.");
            await SendAsync(session, number, new MemoryStream(buffer, 0, content.Length, writable: false), hash, cancellationToken);
            return new UploadedPart(number, content.Length, hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _room.Release();
        }
    }

    /// <exception cref="UploadRefusedException">Parts are missing, or the upload is gone.</exception>
    public async Task<UploadedObject> CompleteAsync(UploadSession session, CancellationToken cancellationToken)
    {
        if (await PartsAsync(session, cancellationToken) is not { } parts)
            return await CompletedAsync(session, cancellationToken) ?? throw Gone();

        var missing = Enumerable.Range(1, session.Parts).Where(number =>
            !parts.Any(part => part.PartNumber == number && part.Size == session.LengthOf(number))).ToList();
        if (missing.Count > 0)
        {
            throw new UploadRefusedException(
                StatusCodes.Status409Conflict,
                $"{missing.Count} of {session.Parts} parts are missing, the first is {missing[0]}. Send them and complete again.");
        }

        var request = new CompleteMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = session.Key,
            UploadId = session.UploadId,
            PartETags = [.. parts.Select(part => new PartETag { PartNumber = part.PartNumber, ETag = part.ETag, ChecksumSHA256 = part.ChecksumSHA256 })],
        };
        try
        {
            var done = await s3.CompleteMultipartUploadAsync(request, cancellationToken);
            return await writer.LandedAsync(session.Key, ObjectVersions.Id(done.VersionId), done.ETag.Trim('"'), session.Size, cancellationToken);
        }
        catch (AmazonS3Exception e) when (IsGone(e))
        {
            return await CompletedAsync(session, cancellationToken) ?? throw Gone();
        }
    }

    /// <summary>Gives an upload up: its parts go. One that is gone already is no fault.</summary>
    public async Task AbortAsync(UploadSession session, CancellationToken cancellationToken)
    {
        try
        {
            await s3.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = Bucket, Key = session.Key, UploadId = session.UploadId }, cancellationToken);
        }
        catch (AmazonS3Exception e) when (IsGone(e))
        {
            return;
        }
    }

    public void Dispose() => _room.Dispose();

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, byte[] buffer, int length, CancellationToken cancellationToken)
    {
        try
        {
            var read = await body.ReadAtLeastAsync(buffer.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
            var more = await body.ReadAsync(new byte[1], cancellationToken);
            return read == length && more == 0
                ? buffer.AsMemory(0, length)
                : throw new UploadRefusedException(StatusCodes.Status400BadRequest, $"The part must have {length:N0} bytes. Send it again.");
        }
        catch (IOException)
        {
            throw UploadParts.BrokenOff();
        }
    }

    private async Task SendAsync(UploadSession session, int number, MemoryStream content, string hash, CancellationToken cancellationToken)
    {
        var request = new UploadPartRequest
        {
            BucketName = Bucket,
            Key = session.Key,
            UploadId = session.UploadId,
            PartNumber = number,
            PartSize = content.Length,
            InputStream = content,
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            ChecksumSHA256 = hash,
        };
        try
        {
            await s3.UploadPartAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e) when (IsGone(e))
        {
            throw Gone();
        }
    }

    /// <returns>In the order of their numbers; null when there is no such upload.</returns>
    private async Task<List<PartDetail>?> PartsAsync(UploadSession session, CancellationToken cancellationToken)
    {
        var found = new List<PartDetail>();
        var request = new ListPartsRequest { BucketName = Bucket, Key = session.Key, UploadId = session.UploadId };
        try
        {
            while (true)
            {
                var page = await s3.ListPartsAsync(request, cancellationToken);
                found.AddRange(page.Parts ?? []);
                if (page.IsTruncated != true)
                    return found;
                request.PartNumberMarker = $"{page.NextPartNumberMarker}";
            }
        }
        catch (AmazonS3Exception e) when (IsGone(e))
        {
            return null;
        }
    }

    /// <summary>The object that the session has become, when the answer to its completion was lost.</summary>
    private async Task<UploadedObject?> CompletedAsync(UploadSession session, CancellationToken cancellationToken)
    {
        try
        {
            var head = await s3.GetObjectMetadataAsync(Bucket, session.Key, cancellationToken);
            return head.Metadata[SessionMetadata] == session.Id.ToString("D")
                ? await writer.LandedAsync(session.Key, ObjectVersions.Id(head.VersionId), head.ETag.Trim('"'), session.Size, cancellationToken)
                : null;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static bool IsGone(AmazonS3Exception e) => e.ErrorCode is "NoSuchUpload" or "NoSuchKey" || e.StatusCode == System.Net.HttpStatusCode.NotFound;

    private static UploadRefusedException Gone() =>
        new(StatusCodes.Status404NotFound, "There is no such upload: it was completed or given up. Begin it again.");

    private static UploadSessionState StateOf(UploadSession session, IEnumerable<PartDetail> parts) => new(
        session.ToToken(),
        session.Key,
        session.Size,
        UploadSession.PartBytes,
        [.. parts.Where(part => part.PartNumber <= session.Parts && part.Size == session.LengthOf(part.PartNumber ?? 0))
            .Select(part => new UploadedPart(part.PartNumber ?? 0, part.Size ?? 0, part.ChecksumSHA256))]);
}
