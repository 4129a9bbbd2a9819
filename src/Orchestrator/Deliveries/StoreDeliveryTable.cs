using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>How overdue deliveries are stored.</summary>
internal static class StoreDeliveryTable
{
    public static void Declare(SagaTableBuilder<StoreDelivery> table) => table
        .Table("deliveries")
        .Lookup("state", delivery => delivery.State, required: true, indexed: false)
        .Lookup("dataset", delivery => delivery.Dataset, required: true, indexed: false)
        .Lookup("day", delivery => delivery.Day, required: true, indexed: false)
        .Index("dataset", "day");
}
