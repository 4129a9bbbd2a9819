namespace RetailBus.Chaos.Scenario;

/// <summary>Files that have to do with each other: an original, its copies, what overlaps and what corrects it.</summary>
internal sealed class Family(int number, string dataset)
{
    public int Number => number;

    public string Dataset => dataset;

    /// <summary>All files of the family so far, in the order of their landing.</summary>
    public List<SourceFile> Landed { get; } = [];

    public SourceFile Last => Landed[^1];

    /// <summary>The number of the last landing among all.</summary>
    public int LastTurn { get; set; }
}
