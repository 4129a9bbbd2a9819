using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Journal;

/// <summary>Decodes what <see cref="RecordWriter"/> wrote.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> frame)
{
    private ReadOnlySpan<byte> _rest = frame;

    public readonly bool AtEnd => _rest.IsEmpty;

    public RecordKind Kind() => (RecordKind)Take(1)[0];

    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string Text() => NullableText() ?? throw new InvalidDataException("A journal record lacks a text.");

    public T Document<T>() =>
        JsonSerializer.Deserialize<T>(Bytes()) ?? throw new InvalidDataException($"A journal record lacks its {typeof(T).Name}.");

    public MessageState State() => new(Number(), Number(), checked((int)Number()), Number());

    public Message Message()
    {
        var id = new Guid(Take(16));
        var sentAt = Number();
        var traceHeader = NullableText();
        var deadLetterSource = NullableText();
        var attributes = new MessageAttribute[Number()];
        for (var i = 0; i < attributes.Length; i++)
            attributes[i] = new(Text(), Text(), Bytes().ToArray());
        return new(id, Bytes().ToArray(), attributes, traceHeader, sentAt, deadLetterSource);
    }

    private string? NullableText()
    {
        var length = Number();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(checked((int)length)));
    }

    private ReadOnlySpan<byte> Bytes() => Take(checked((int)Number()));

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
