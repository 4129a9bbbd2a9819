namespace RetailBus.SagaStore;

/// <summary>How many sagas have a value.</summary>
public sealed record SagaCount<TValue>(TValue? Value, long Count);
