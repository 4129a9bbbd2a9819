namespace RetailBus.Web.Forwarding;

/// <summary>Which service answers a part of the API.</summary>
/// <param name="Path">What the paths of that part begin with.</param>
/// <param name="Service">As people call it.</param>
/// <param name="Address">Where it answers, of the configured addresses; null for this process.</param>
internal sealed record ServiceRoute(string Path, string Service, Func<ServiceAddresses, Uri?> Address)
{
    public static IReadOnlyList<ServiceRoute> All { get; } =
    [
        new("/api/uploads", "ingest service", services => services.Ingest),
        new("/api/publish", "ingest service", services => services.Ingest),
        new("/api/generate", "ingest service", services => services.Ingest),
        new("/api/datasets", "transform service", services => services.Transform),
        new("/api/quarantine", "transform service", services => services.Transform),
        new("/api/preview", "transform service", services => services.Transform),
        new("/api/lines", "transform service", services => services.Transform),
        new("/api/query", "warehouse", services => services.Warehouse),
        new("/api/sales", "warehouse", services => services.Warehouse),
        new("/api/where", "warehouse", services => services.Warehouse),
        new("/api/warehouse", "warehouse", services => services.Warehouse),
        new("/api/runs", "orchestrator", services => services.Orchestrator),
        new("/api/replays", "orchestrator", services => services.Orchestrator),
        new("/api/reconcile", "orchestrator", services => services.Orchestrator),
        new("/api/queues", "orchestrator", services => services.Orchestrator),
    ];

    /// <summary>The route of a path such as <c>api/runs?limit=10</c>.</summary>
    public static ServiceRoute Of(string path) =>
        All.FirstOrDefault(route => path.StartsWith(route.Path.AsSpan(1), StringComparison.Ordinal))
        ?? throw new ArgumentException($"No service answers {path}.", nameof(path));
}
