namespace RetailBus.Chaos.Scenario;

/// <summary>A file as it was put: its lines, without their ends.</summary>
internal sealed record SourceFile(string Key, string? Header, IReadOnlyList<string> Lines)
{
    public string Text => string.Concat((Header is null ? Lines : [Header, .. Lines]).Select(line => line + "\n"));
}
