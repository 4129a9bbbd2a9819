namespace RetailBus.Cli.Stack;

/// <summary>The parts that one process can run.</summary>
internal static class StackRole
{
    public const string Cloud = "cloud";
    public const string Ingest = "ingest";
    public const string Transform = "transform";
    public const string Warehouse = "warehouse";
    public const string Orchestrator = "orchestrator";
    public const string Web = "web";

    public static IReadOnlyList<string> All { get; } = [Cloud, Ingest, Transform, Warehouse, Orchestrator, Web];
}
