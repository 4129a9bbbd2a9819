using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using RetailBus.LocalCloud.Hosting.Signing;

namespace RetailBus.LocalCloud.S3.Protocol.Body;

/// <summary>
/// Takes the <c>aws-chunked</c> framing off a body: <c>size[;chunk-signature=…]\r\ndata\r\n … 0[;…]\r\ntrailers\r\n\r\n</c>.
/// Holds no more than the transport's own buffer.
/// </summary>
/// <param name="reader">The body with its framing.</param>
/// <param name="signatures">What the chunks' signatures are checked with; null passes over them.</param>
internal sealed class AwsChunkedStream(PipeReader reader, ChunkSignatures? signatures) : Stream
{
    private const int MaxLineBytes = 4096;
    private const int MaxTrailers = 16;
    private const string ChunkSignature = "chunk-signature=";
    private const string TrailerSignature = "x-amz-trailer-signature";
    private string _signature = "";
    private long _left;
    private bool _inChunk;
    private bool _finished;

    /// <summary>The trailing headers; complete once the stream has ended.</summary>
    public Dictionary<string, string> Trailers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_left == 0 && !_finished)
            await NextChunkAsync(cancellationToken);
        if (_finished || buffer.IsEmpty)
            return 0;
        var result = await reader.ReadAsync(cancellationToken);
        var available = result.Buffer;
        if (available.IsEmpty && result.IsCompleted)
        {
            reader.AdvanceTo(available.End);
            throw S3Errors.IncompleteBody("The body ends within a chunk.");
        }

        var count = (int)Math.Min(Math.Min(available.Length, buffer.Length), _left);
        var data = available.Slice(0, count);
        data.CopyTo(buffer.Span);
        signatures?.Append(buffer.Span[..count]);
        reader.AdvanceTo(data.End);
        _left -= count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task NextChunkAsync(CancellationToken cancellationToken)
    {
        if (_inChunk)
            await EndChunkAsync(cancellationToken);
        var header = await ReadLineAsync(cancellationToken) ?? throw S3Errors.IncompleteBody("The body ends without its last chunk.");
        var extensions = header.Split(';', StringSplitOptions.TrimEntries);
        var size = extensions[0];
        _signature = Array.Find(extensions, extension => extension.StartsWith(ChunkSignature, StringComparison.Ordinal)) ?? "";
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left) || _left < 0)
            throw S3Errors.InvalidRequest("A chunk's header does not begin with its size.");
        _inChunk = true;
        if (_left > 0)
            return;
        CheckChunk();
        await ReadTrailersAsync(cancellationToken);
        CheckTrailers();
        _finished = true;
    }

    private async Task EndChunkAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not "")
            throw S3Errors.InvalidRequest("A chunk is longer than its header says.");
        CheckChunk();
    }

    private void CheckChunk()
    {
        if (signatures?.EndsChunk(_signature.Replace(ChunkSignature, "", StringComparison.Ordinal)) == false)
            throw S3Errors.ChunkSignature();
    }

    private void CheckTrailers()
    {
        if (signatures is null)
            return;
        var isRight = signatures.HasTrailers
            ? signatures.EndsBody(
                Trailers.Where(trailer => !trailer.Key.Equals(TrailerSignature, StringComparison.OrdinalIgnoreCase)),
                Trailers.GetValueOrDefault(TrailerSignature, ""))
            : Trailers.Count == 0;
        if (!isRight)
            throw S3Errors.ChunkSignature();
    }

    private async Task ReadTrailersAsync(CancellationToken cancellationToken)
    {
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || Trailers.Count == MaxTrailers)
                throw new S3Exception(400, "MalformedTrailerError", "The request contained trailing data that was not well-formed.");
            Trailers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        while (true)
        {
            var rest = await reader.ReadAsync(cancellationToken);
            reader.AdvanceTo(rest.Buffer.End);
            if (rest.IsCompleted)
                return;
        }
    }

    /// <summary>The next line without its end; null at the end of the body.</summary>
    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            if (buffer.Length > MaxLineBytes)
            {
                reader.AdvanceTo(buffer.End);
                throw S3Errors.InvalidRequest("A chunk's header is too long.");
            }

            if (result.IsCompleted)
            {
                var isEmpty = buffer.IsEmpty;
                reader.AdvanceTo(buffer.End);
                return isEmpty ? null : throw S3Errors.IncompleteBody("The body ends within a chunk's header.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
