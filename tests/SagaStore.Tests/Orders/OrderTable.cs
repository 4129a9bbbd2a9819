namespace RetailBus.SagaStore.Tests.Orders;

public static class OrderTable
{
    public static void Declare(SagaTableBuilder<OrderState> table) => table
        .Table("orders")
        .Lookup("state", x => x.CurrentState, required: true)
        .Lookup("customer", x => x.Customer)
        .Lookup("priority", x => x.Priority, indexed: false)
        .Lookup("is_open", x => x.IsOpen, indexed: false)
        .Lookup("item_count", x => x.Count, indexed: false)
        .Lookup("submitted_at", x => x.SubmittedAt)
        .Lookup("parent_id", x => x.ParentId)
        .Index("priority", "is_open")
        .Events(x => x.TakeNewEvents());
}
