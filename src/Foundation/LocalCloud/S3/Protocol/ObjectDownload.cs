using System.Buffers;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>GetObject and HeadObject.</summary>
internal sealed class ObjectDownload(Objects objects, BlobReader reader)
{
    private const int BufferBytes = 256 * 1024;
    private const int MaxLookups = 16;

    public async Task SendAsync(S3Call call)
    {
        var (version, content) = Open(call);
        await using var opened = content;
        ReadConditions.Check(call, version);
        var response = call.Response;
        var range = PartOfObject.Find(call, version) ?? FindRange(call, version);
        S3Headers.Write(response, version, range is null && call.Header("x-amz-checksum-mode") is not null);
        call.TellVersion(version);
        Override(call);
        response.ContentLength = range?.Length ?? version.Size;
        if (range is { } part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {part.First}-{part.Last}/{version.Size}";
        }

        if (content is null)
            return;
        content.Start(range?.First ?? 0);
        await CopyAsync(content, response.Body, response.ContentLength.Value, call.Aborted);
    }

    private static ByteRange? FindRange(S3Call call, ObjectVersion version)
    {
        if (call.Header("If-Range") is { } condition && condition.Trim('"') != version.ETag)
            return null;
        try
        {
            return ByteRange.Parse(call.Header("Range"), version.Size);
        }
        catch (S3Exception)
        {
            call.Response.Headers.ContentRange = $"bytes */{version.Size}";
            throw;
        }
    }

    private static void Override(S3Call call)
    {
        foreach (var (name, value) in call.Request.Query)
        {
            if (!name.StartsWith("response-", StringComparison.Ordinal))
                continue;
            if (value.ToString().Any(char.IsControl))
                throw S3Errors.InvalidArgument($"{name} has characters that no header can carry.");
            call.Response.Headers[name["response-".Length..]] = value;
        }
    }

    private static async Task CopyAsync(SegmentStream content, Stream body, long length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (length > 0)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(length, buffer.Length)), cancellationToken);
                await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                length -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>An object that is overwritten between its look-up and the opening of its bytes is looked up again.</summary>
    private (ObjectVersion Version, SegmentStream? Content) Open(S3Call call)
    {
        for (var attempt = 1; ; attempt++)
        {
            var version = objects.Get(call.Bucket, call.Key, call.Query("versionId"));
            if (call.IsHead)
                return (version, null);
            try
            {
                return (version, reader.Open(version));
            }
            catch (FileNotFoundException) when (attempt < MaxLookups)
            {
                continue;
            }
        }
    }
}
