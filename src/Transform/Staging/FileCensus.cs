namespace RetailBus.Transform.Staging;

/// <summary>What the second reader found in a file.</summary>
/// <param name="Records">Header lines included, blank lines not.</param>
/// <param name="Ragged">
/// 0 when no record was seen to have another number of values than the file has columns. Of records with too many beside as many with too
/// few, none may be seen here: then the engine's reader refuses them.
/// </param>
/// <param name="Flaws">All that is odd about any record.</param>
/// <param name="LineEnds">All that end any record.</param>
internal sealed record FileCensus(long Records, long Ragged, RecordFlaws Flaws, LineEnds LineEnds)
{
    /// <summary>Whether every reader of CSV must agree about where records and values begin and end.</summary>
    public bool IsPlain =>
        Ragged == 0
        && LineEnds != (LineEnds.Single | LineEnds.ReturnAndFeed)
        && (LineEnds != LineEnds.ReturnAndFeed || (Flaws & RecordFlaws.Multiline) == 0)
        && (Flaws & (RecordFlaws.BrokenQuote | RecordFlaws.TooLong | RecordFlaws.Literal | RecordFlaws.Nul)) == 0;

    public bool HasPadding => (Flaws & (RecordFlaws.Padded | RecordFlaws.Quoted)) != 0;
}
