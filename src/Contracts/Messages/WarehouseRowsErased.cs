namespace RetailBus.Contracts.Messages;


/// <summary>Answer to <see cref="EraseWarehouseRows"/>, to who asked.</summary>
public sealed record WarehouseRowsErased
{
    public required EraseRows Command { get; init; }

    /// <summary>Current rows erased by all passes of the erasure; those that would be, in a dry run.</summary>
    public required long Current { get; init; }

    /// <summary>Rows of the history, likewise.</summary>
    public required long History { get; init; }

    /// <summary>Rows of this pass alone.</summary>
    public required long InPass { get; init; }

    /// <summary>Why nothing was erased; null when it was. The command is in the error queue then, to be sent again from there.</summary>
    public string? Problem { get; init; }
}
