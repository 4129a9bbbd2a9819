namespace RetailBus.Transform.Staging;

/// <summary>One record of a file as it stands there, without its line end.</summary>
internal readonly ref struct Record(ReadOnlySpan<byte> text, long ordinal, long line, long offset, int fields, RecordFlaws flaws)
{
    public ReadOnlySpan<byte> Text { get; } = text;

    public long Ordinal { get; } = ordinal;

    public long Line { get; } = line;

    public long Offset { get; } = offset;

    public int Fields { get; } = fields;

    public RecordFlaws Flaws { get; } = flaws;

    /// <summary>Why its values can't be told, if so.</summary>
    public BrokenRecord Broken =>
        (Flaws & (RecordFlaws.BrokenQuote | RecordFlaws.TooLong)) != 0 ? BrokenRecord.Unbounded
        : (Flaws & RecordFlaws.Nul) != 0 ? BrokenRecord.Nul
        : BrokenRecord.None;
}
