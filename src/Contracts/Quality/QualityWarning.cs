namespace RetailBus.Contracts.Quality;

/// <summary>A figure of a run that is not as it was in the runs before it. It stops nothing.</summary>
public sealed record QualityWarning
{
    /// <summary>One of <see cref="QualityMeasures"/>.</summary>
    public required string Measure { get; init; }

    /// <summary>The canonical column; null for the file as a whole.</summary>
    public string? Column { get; init; }

    public required double Value { get; init; }

    /// <summary>The least that is usual.</summary>
    public required double Lowest { get; init; }

    /// <summary>The most that is usual.</summary>
    public required double Highest { get; init; }

    /// <summary>Runs that say what is usual.</summary>
    public required int Runs { get; init; }

    /// <summary>The same in words, for a person.</summary>
    public required string Message { get; init; }
}
