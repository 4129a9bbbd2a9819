using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>One journal or snapshot file: a format mark, frames, and zeros for the frames to come. Not thread-safe.</summary>
internal sealed class JournalFile : IDisposable
{
    /// <summary>Zeros written ahead, in bytes: a flush into allocated space costs a quarter of one that grows the file.</summary>
    private const int Ahead = 4 * 1024 * 1024;

    private static readonly byte[] Mark = "lcmsg001"u8.ToArray();
    private static readonly byte[] Zeros = new byte[Ahead];

    private readonly SafeFileHandle _handle;
    private long _allocated;

    private JournalFile(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
        _allocated = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    /// <summary>Bytes of whole frames, the mark included.</summary>
    public long Length { get; private set; }

    public static JournalFile Create(string path)
    {
        var file = new JournalFile(
            path, File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
        file.Write(Mark);
        return file;
    }

    /// <summary>Opens a file and passes its intact frames on, in order.</summary>
    /// <exception cref="InvalidDataException">The file is of another format.</exception>
    public static JournalFile Read(string path, FrameVisitor visit)
    {
        var file = new JournalFile(
            path, File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
        try
        {
            file.ReadFrames(visit);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (Length + bytes.Length > _allocated)
        {
            RandomAccess.Write(_handle, Zeros, _allocated);
            _allocated += Zeros.Length;
        }
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Cuts off what follows the last whole frame.</summary>
    /// <returns>How many bytes were no part of a frame, zeros written ahead not counted.</returns>
    public long DropTail()
    {
        var torn = TornBytes();
        RandomAccess.SetLength(_handle, Length);
        _allocated = Length;
        if (Length == 0)
            Write(Mark);
        Flush();
        return torn;
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>Bytes behind the last whole frame up to the last that is not zero.</summary>
    public long TornBytes()
    {
        var buffer = new byte[64 * 1024];
        var last = Length;
        for (var position = Length; ;)
        {
            var read = RandomAccess.Read(_handle, buffer, position);
            if (read == 0)
                return last - Length;
            var index = buffer.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
            if (index >= 0)
                last = position + index + 1;
            position += read;
        }
    }

    private void ReadFrames(FrameVisitor visit)
    {
        using var stream = new BufferedStream(
            new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0), 1024 * 1024);
        Span<byte> header = stackalloc byte[Frame.HeaderLength];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || BinaryPrimitives.ReadInt64LittleEndian(header) == 0)
            return;
        if (!header.SequenceEqual(Mark))
            throw new InvalidDataException(
                $"{Path} is not a journal of this version. Use another data folder, or the version that wrote it.");
        Length = Mark.Length;
        var payload = Array.Empty<byte>();
        while (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            var length = Frame.PayloadLength(header);
            if (length <= 0 || length > _allocated - Length - header.Length)
                return;
            if (payload.Length < length)
                payload = new byte[Math.Max(length, 64 * 1024)];
            if (stream.ReadAtLeast(payload.AsSpan(0, length), length, throwOnEndOfStream: false) < length
                || !Frame.IsIntact(header, payload.AsSpan(0, length)))
                return;
            visit(payload.AsSpan(0, length));
            Length += header.Length + length;
        }
    }
}
