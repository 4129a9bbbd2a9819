namespace RetailBus.Transform.Erasing;

/// <summary>Where the key's columns stand in a file's records.</summary>
/// <param name="Delimiter">What parts the values.</param>
/// <param name="Newline">What ends a record.</param>
/// <param name="Columns">Values of a record that is not ragged.</param>
/// <param name="Places">Of the key's columns, in the key's order, from 0; -1 where the file lacks the column.</param>
/// <param name="Quote">What encloses values.</param>
/// <param name="IsJson">Whether records are JSON objects, which name their values themselves.</param>
internal sealed record FileShape(
    byte Delimiter, byte Newline, int Columns, IReadOnlyList<int> Places, byte Quote = (byte)'"', bool IsJson = false)
{
    internal Staging.RecordDialect Dialect =>
        IsJson ? Staging.RecordDialect.Lines(Newline) : new Staging.RecordDialect(Delimiter, Newline, Quote);

    public static FileShape Of(ErasureKey key, Staging.FileLayout layout) => new(
        layout.Dialect.Delimiter,
        layout.Dialect.Newline,
        layout.Columns.Count,
        [.. key.Parts.Select(part => layout.PlaceOf(part.Column) ?? -1)],
        layout.Dialect.Quote,
        layout.Format == Staging.FileFormat.JsonLines);
}
