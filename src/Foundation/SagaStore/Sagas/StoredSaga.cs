namespace RetailBus.SagaStore.Sagas;

/// <summary>A saga as it was read, with the version and the document that its change is compared to.</summary>
internal sealed record StoredSaga<TSaga>(TSaga Saga, long Version, string Body);
