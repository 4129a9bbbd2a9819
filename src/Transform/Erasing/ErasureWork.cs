using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Erasing;

/// <summary>One pass of an erasure; its record grows with each object.</summary>
internal sealed class ErasureWork(EraseRows command, ErasureKey key, ErasureKey written, DatasetContract contract, ErasureRecord record)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    public EraseRows Command { get; } = command;

    /// <summary>As raw files have it.</summary>
    public ErasureKey Key { get; } = key;

    /// <summary>As it is written everywhere else.</summary>
    public ErasureKey Written { get; } = written;

    public DatasetContract Contract { get; } = contract;

    public ErasureRecord Record { get; private set; } = record;

    /// <summary>An object stands in the record once, however often the pass began anew.</summary>
    public void Note(ErasedObject entry)
    {
        if (!Record.Objects.Any(known => known with { Rows = 0 } == entry with { Rows = 0 }))
            Record = Record with { Objects = [.. Record.Objects, entry], FoundInPass = Record.FoundInPass + 1 };
    }

    /// <summary>Another erasure was at the same object: a further pass has to see what it left.</summary>
    public void NoteOvertaken() => Record = Record with { FoundInPass = Record.FoundInPass + 1 };

    public void NoteUnreadable(string name)
    {
        if (!Record.Unreadable.Contains(name))
            Record = Record with { Unreadable = [.. Record.Unreadable, name] };
    }

    public Task SaveAsync(ErasureStore store, CancellationToken cancellationToken) => store.SaveAsync(Record, cancellationToken);

    /// <summary>Saves that the pass goes on, at most once in <see cref="Beat"/>.</summary>
    public Task BeatAsync(ErasureStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - Record.UpdatedAt < Beat)
            return Task.CompletedTask;
        Record = Record with { UpdatedAt = now };
        return SaveAsync(store, cancellationToken);
    }
}
