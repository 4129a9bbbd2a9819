namespace RetailBus.Architecture.PowerBi;

/// <summary>A line of TMDL that says something.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Number">From 1.</param>
/// <param name="Depth">Tabs before it.</param>
/// <param name="Text">Without them.</param>
internal sealed record TmdlLine(string File, int Number, int Depth, string Text)
{
    public override string ToString() => $"{File}:{Number}: {Text}";
}
