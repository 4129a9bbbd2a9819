using System.Text;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Erasing;

/// <summary>
/// Whether a record of a file is of the key. One whose values can't be told, or that has too many or too few, is taken for it when some
/// value of it is the key's order or customer: what is to be forgotten must not stay because it was badly written.
/// </summary>
internal sealed class RecordMatch(ErasureKey key, FileShape shape)
{
    private readonly byte[][] _values = [.. key.Parts.Select(part => Encoding.UTF8.GetBytes(part.Value))];
    private readonly bool _isComplete = shape.Places.All(place => place >= 0);
    private readonly JsonMatch? _json = shape.IsJson ? new JsonMatch(key) : null;

    /// <summary>What a reader takes records by.</summary>
    public RecordDialect Dialect => shape.Dialect;

    /// <summary>Tells of a record, or of each JSON object in a line.</summary>
    public void See(in Record record, FoundRecords found)
    {
        if (_json is null)
            found.See(record.Offset, IsMatch(record.Text, record.Broken != BrokenRecord.None, record.Fields));
        else
            _json.See(record, found);
    }

    /// <summary>A record's text by itself, as quarantine keeps it.</summary>
    public bool IsMatch(string raw)
    {
        var text = Encoding.UTF8.GetBytes(raw);
        if (_json is not null)
            return _json.IsMatch(text);
        var scan = new QuotedRecord(shape.Dialect).Scan(text, isLast: true);
        return IsMatch(text, scan.Outcome != ScanOutcome.Complete || scan.Length != text.Length, scan.Fields);
    }

    private bool IsMatch(ReadOnlySpan<byte> text, bool isBroken, int fields) => isBroken || fields != shape.Columns
        ? HasNames(text)
        : _isComplete && ContainsAll(text) && HasValues(text);

    /// <summary>Values between delimiters whatever the quotes say; each order or customer of the key must be one.</summary>
    private bool HasNames(ReadOnlySpan<byte> text)
    {
        foreach (var (column, value) in key.Parts)
        {
            if (column.Canonical is not (OrderLine.OrderId or OrderLine.CustomerId))
                continue;
            var isThere = false;
            foreach (var range in text.Split(shape.Delimiter))
                isThere |= ErasureKey.IsSame(column, value, Encoding.UTF8.GetString(text[range]).Trim(' ', '"', '\r', '\n'));
            if (!isThere)
                return false;
        }

        return true;
    }

    private bool ContainsAll(ReadOnlySpan<byte> text)
    {
        foreach (var value in _values)
        {
            // A value that has a quote stands with doubled ones in the file; everything else stands there as it is.
            if (text.IndexOf(value.AsSpan()) < 0 && !value.AsSpan().Contains((byte)'"'))
                return false;
        }

        return true;
    }

    private bool HasValues(ReadOnlySpan<byte> text)
    {
        var fields = new FieldEnumerator(text, shape.Delimiter, shape.Quote);
        var equal = 0;
        for (var place = 0; fields.MoveNext(); place++)
        {
            for (var part = 0; part < key.Parts.Count; part++)
            {
                var (column, value) = key.Parts[part];
                if (shape.Places[part] == place && ErasureKey.IsSame(column, value, FieldEnumerator.TextOf(fields.Current, shape.Quote)))
                    equal++;
            }
        }

        return equal == key.Parts.Count;
    }
}
