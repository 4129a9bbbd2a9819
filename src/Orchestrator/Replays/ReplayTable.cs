using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Replays;

/// <summary>How replays are stored.</summary>
internal static class ReplayTable
{
    public static void Declare(SagaTableBuilder<ReplayPlan> table) => table
        .Table("replays")
        .Lookup("state", plan => plan.State, required: true)
        .Lookup("started_at", plan => plan.StartedAt)
        .Lookup("changed_at", plan => plan.UpdatedAt, indexed: false);
}
