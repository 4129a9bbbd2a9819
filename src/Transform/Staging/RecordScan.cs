namespace RetailBus.Transform.Staging;

/// <summary>How far a record with quotes goes: its length without the line end, and the line end's (0 at the end of the file).</summary>
internal readonly record struct RecordScan(ScanOutcome Outcome, int Length, int LineEnd, int Fields, RecordFlaws Flaws)
{
    public static RecordScan NeedsMore { get; } = new(ScanOutcome.NeedsMore, 0, 0, 0, RecordFlaws.None);

    public static RecordScan Broken { get; } = new(ScanOutcome.Broken, 0, 0, 0, RecordFlaws.None);
}
