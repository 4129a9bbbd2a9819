namespace RetailBus.Transform.Staging;

/// <summary>What a person reads about records whose values can't be told.</summary>
internal static class BrokenRecords
{
    public static IReadOnlyList<(BrokenRecord Why, string Message)> Messages { get; } =
    [
        (BrokenRecord.Unbounded, "the row can't be read: a quote in it is not closed, or it is too long"),
        (BrokenRecord.Nul, "the row can't be read: it has NUL bytes, which no text has"),
        (BrokenRecord.NoObject, "the line can't be read: it is not a whole JSON object"),
        (BrokenRecord.NamesTwice, "the line can't be read: its object names a column twice"),
    ];
}
