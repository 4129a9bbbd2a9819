using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Sagas;

/// <summary>What handling a message did to one saga, written down when its code has returned.</summary>
internal sealed record SagaChange(SagaChangeKind Kind, SagaTable Table, Guid Id)
{
    /// <summary>The version that was read; the write takes place only if it is still the stored one.</summary>
    public long Version { get; init; }

    public string Body { get; init; } = "";

    public IReadOnlyList<(string Name, object? Value)> Lookups { get; init; } = [];

    public IReadOnlyList<string> Events { get; init; } = [];

    public bool RemoveEvents { get; init; }

    /// <summary>The document is the one that was read and nothing was appended: there is nothing to write.</summary>
    public bool IsUnchanged { get; init; }
}
