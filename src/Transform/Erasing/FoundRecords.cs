namespace RetailBus.Transform.Erasing;

/// <summary>Records of a key in one file.</summary>
internal sealed class FoundRecords(long bytes)
{
    private readonly List<(long Begin, long End)> _ranges = [];
    private long? _begin;

    public long Count { get; private set; }

    /// <summary>What to leave out: from a record's beginning to the next record's, or the file's end.</summary>
    public IEnumerable<(long Begin, long End)> Ranges => _begin is { } begin ? _ranges.Append((begin, bytes)) : _ranges;

    /// <summary>Sees the file's records in their order.</summary>
    public void See(long offset, bool isMatch)
    {
        if (_begin is { } begin && !isMatch)
        {
            _ranges.Add((begin, offset));
            _begin = null;
        }

        if (!isMatch)
            return;
        _begin ??= offset;
        Count++;
    }
}
