using System.Text;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Tests.Staging;

public sealed class RecordReaderTests
{
    private const string Text =
        "a,b\r\n\r\n1,\"two\nlines\"\n\"x \"\"y\"\"\",\n3,\"never closed\n4,\"odd\" end\n5, padded \n6,a \"quote\" inside\n\"\",\"\"\r\nlast,one";

    private static readonly string[] Expected =
    [
        "0 1 a,b 2 None",
        "1 3 1,\"two\nlines\" 2 Quoted, Multiline",
        "2 5 \"x \"\"y\"\"\", 2 Quoted",
        "3 6 3,\"never closed 0 BrokenQuote",
        "4 7 4,\"odd\" end 0 BrokenQuote",
        "5 8 5, padded  2 Padded",
        "6 9 6,a \"quote\" inside 2 Literal",
        "7 10 \"\",\"\" 2 Quoted",
        "8 11 last,one 2 None",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Records_are_the_same_however_the_bytes_arrive(int bytesAtATime)
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        using var reader = new RecordReader(new Trickle(bytes, bytesAtATime));
        var records = new List<string>();
        var offsets = new List<(long, string)>();
        do
        {
            while (reader.TryRead(out var record))
            {
                var text = Encoding.UTF8.GetString(record.Text);
                records.Add($"{record.Ordinal} {record.Line} {text} {record.Fields} {record.Flaws}");
                offsets.Add((record.Offset, text));
            }
        }
        while (await reader.FillAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Expected, records);
        Assert.All(offsets, at => Assert.Equal(at.Item2, Encoding.UTF8.GetString(bytes, (int)at.Item1, Encoding.UTF8.GetByteCount(at.Item2))));
    }

    private sealed class Trickle(byte[] bytes, int atATime) : ReadStream
    {
        private int _position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(Math.Min(atATime, buffer.Length), bytes.Length - _position);
            bytes.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return ValueTask.FromResult(count);
        }
    }
}
