namespace RetailBus.SagaStore.Sagas;

internal enum SagaChangeKind
{
    Insert,
    Update,
    Delete,

    /// <summary>Only events are appended: the saga was created and finalised while one message was handled.</summary>
    EventsOnly,
}
