using System.Text;

namespace RetailBus.Transform.Staging;

/// <summary>The values of a sound record, as they stand (with their quotes).</summary>
internal ref struct FieldEnumerator(ReadOnlySpan<byte> record, byte delimiter)
{
    private const byte Quote = (byte)'"';
    private ReadOnlySpan<byte> _rest = record;
    private bool _ended;

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        if (_ended)
            return false;

        var end = _rest is [Quote, ..] ? AfterQuoted(_rest) : 0;
        var next = _rest[end..].IndexOf(delimiter);
        _ended = next < 0;
        Current = _ended ? _rest : _rest[..(end + next)];
        _rest = _ended ? default : _rest[(end + next + 1)..];
        return true;
    }

    /// <summary>A value's text: outer quotes taken off, doubled ones made single, spaces around it removed.</summary>
    public static string TextOf(ReadOnlySpan<byte> field) => field is [Quote, .. var inner, Quote]
        ? Encoding.UTF8.GetString(inner).Replace("\"\"", "\"", StringComparison.Ordinal).Trim(' ')
        : Encoding.UTF8.GetString(field).Trim(' ');

    private static int AfterQuoted(ReadOnlySpan<byte> text)
    {
        var position = 1;
        while (position < text.Length)
        {
            var quote = text[position..].IndexOf(Quote);
            if (quote < 0)
                return text.Length;
            position += quote + 1;
            if (position == text.Length || text[position] != Quote)
                return position;
            position++;
        }

        return text.Length;
    }
}
