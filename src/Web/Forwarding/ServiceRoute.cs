namespace RetailBus.Web.Forwarding;

/// <summary>Which service answers a part of the API.</summary>
/// <param name="Path">What the paths of that part begin with, or, for <paramref name="IsExact"/>, the pattern of one path in another's part.</param>
/// <param name="Service">As people call it.</param>
/// <param name="Address">Where it answers, of the configured addresses; null for this process.</param>
/// <param name="IsExact">Whether the path stands alone; such routes come first.</param>
internal sealed record ServiceRoute(string Path, string Service, Func<ServiceAddresses, Uri?> Address, bool IsExact = false)
{
    /// <summary>The route's pattern.</summary>
    public string Pattern => IsExact ? Path : Path + "/{**rest}";

    public static IReadOnlyList<ServiceRoute> All { get; } =
    [
        // Within another service's paths: the ledger knows which batches have quarantined rows, and what is resubmitted lands.
        new("/api/quarantine", "orchestrator", services => services.Orchestrator, IsExact: true),
        new("/api/quarantine/{batchId}/resubmit", "ingest service", services => services.Ingest, IsExact: true),
        new("/api/uploads", "ingest service", services => services.Ingest),
        new("/api/publish", "ingest service", services => services.Ingest),
        new("/api/generate", "ingest service", services => services.Ingest),
        new("/api/datasets", "transform service", services => services.Transform),
        new("/api/quarantine", "transform service", services => services.Transform),
        new("/api/erasures", "transform service", services => services.Transform),
        new("/api/preview", "transform service", services => services.Transform),
        new("/api/lines", "transform service", services => services.Transform),
        new("/api/query", "warehouse", services => services.Warehouse),
        new("/api/sales", "warehouse", services => services.Warehouse),
        new("/api/where", "warehouse", services => services.Warehouse),
        new("/api/warehouse", "warehouse", services => services.Warehouse),
        new("/api/runs", "orchestrator", services => services.Orchestrator),
        new("/api/replays", "orchestrator", services => services.Orchestrator),
        new("/api/reconcile", "orchestrator", services => services.Orchestrator),
        new("/api/retention", "orchestrator", services => services.Orchestrator),
        new("/api/deliveries", "orchestrator", services => services.Orchestrator),
        new("/api/queues", "orchestrator", services => services.Orchestrator),
    ];

    /// <summary>The route of a path such as <c>api/runs?limit=10</c>.</summary>
    public static ServiceRoute Of(string path) =>
        All.FirstOrDefault(route => route.Answers(path))
        ?? throw new ArgumentException($"No service answers {path}.", nameof(path));

    private bool Answers(string path)
    {
        if (!IsExact)
            return path.StartsWith(Path.AsSpan(1), StringComparison.Ordinal);
        var wanted = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var found = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return wanted.Length == found.Length && wanted.Zip(found).All(pair => pair.First[0] == '{' || pair.First == pair.Second);
    }
}
