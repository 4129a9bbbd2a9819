using System.Text;

namespace RetailBus.Transform.Staging;

/// <summary>The values of a sound record, as they stand (with their quotes).</summary>
internal ref struct FieldEnumerator(ReadOnlySpan<byte> record, byte delimiter, byte quote = (byte)'"')
{
    private ReadOnlySpan<byte> _rest = record;
    private bool _ended;

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        if (_ended)
            return false;

        var end = !_rest.IsEmpty && _rest[0] == quote ? AfterQuoted(_rest) : 0;
        var next = _rest[end..].IndexOf(delimiter);
        _ended = next < 0;
        Current = _ended ? _rest : _rest[..(end + next)];
        _rest = _ended ? default : _rest[(end + next + 1)..];
        return true;
    }

    /// <summary>A value's text: outer quotes taken off, doubled ones made single, spaces around it removed.</summary>
    public static string TextOf(ReadOnlySpan<byte> field, byte quote = (byte)'"')
    {
        if (field is not [var first, .. var inner, var last] || first != quote || last != quote)
            return Encoding.UTF8.GetString(field).Trim(' ');
        var single = ((char)quote).ToString();
        return Encoding.UTF8.GetString(inner).Replace(single + single, single, StringComparison.Ordinal).Trim(' ');
    }

    private readonly int AfterQuoted(ReadOnlySpan<byte> text)
    {
        var position = 1;
        while (position < text.Length)
        {
            var next = text[position..].IndexOf(quote);
            if (next < 0)
                return text.Length;
            position += next + 1;
            if (position == text.Length || text[position] != quote)
                return position;
            position++;
        }

        return text.Length;
    }
}
