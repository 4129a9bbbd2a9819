namespace RetailBus.Ingest.Tests.Support;

/// <summary>A body whose length nobody knows, which may break off at its end.</summary>
internal sealed class UnseekableStream(byte[] content, bool breakOff = false) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (breakOff && _at == content.Length)
            throw new IOException("The line went dead.");
        var taken = Math.Min(count, content.Length - _at);
        content.AsSpan(_at, taken).CopyTo(buffer.AsSpan(offset));
        _at += taken;
        return taken;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
