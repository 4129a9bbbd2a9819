namespace RetailBus.Orchestrator.Reconciling;

/// <summary>One look of the watch: what it may do, and what it found so far. Used by one check after the other.</summary>
internal sealed class ReconcileLook(bool repair, string actor, string reason, DateTimeOffset startedAt, TimeSpan grace)
{
    private readonly Dictionary<string, long> _checked = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<Finding> _findings = [];

    /// <summary>Whether to repair what is found.</summary>
    public bool Repair => repair;

    public string Actor => actor;

    public string Reason => reason;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>What is younger than this may still be on its way.</summary>
    public DateTimeOffset Settled => startedAt - grace;

    /// <summary>Null until asked.</summary>
    public bool? Balanced { get; set; }

    public void Checked(string what, long count = 1) => _checked[what] = _checked.GetValueOrDefault(what) + count;

    public void Add(Finding finding)
    {
        _counts[finding.Kind] = _counts.GetValueOrDefault(finding.Kind) + 1;
        if (_findings.Count < ReconcileReport.Listed)
            _findings.Add(finding);
    }

    public ReconcileReport End(DateTimeOffset endedAt) => new()
    {
        StartedAt = startedAt,
        EndedAt = endedAt,
        Repair = repair,
        Actor = actor,
        Reason = reason,
        Checked = _checked,
        Counts = _counts,
        Findings = _findings,
        Balanced = Balanced,
    };
}
