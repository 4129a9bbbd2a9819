namespace RetailBus.Benchmarks.Messages;

/// <summary>A message of the size of the pipeline's own.</summary>
public sealed record Payload(string Content)
{
    /// <summary>500 characters.</summary>
    public static string Text { get; } = new('x', 500);
}
