namespace RetailBus.Contracts.Quality;

/// <summary>What of a run is compared with the runs before it, as messages, the API and the command line spell it.</summary>
public static class QualityMeasures
{
    /// <summary>Records of the file without header lines.</summary>
    public const string Rows = "rows";

    /// <summary>Share (0 to 1) of those that are quarantined.</summary>
    public const string QuarantinedShare = "quarantined share";

    /// <summary>Share (0 to 1) of accepted rows without a value in a column.</summary>
    public const string NullShare = "null share";

    /// <summary>Different values of a column.</summary>
    public const string Distinct = "distinct";

    /// <summary>Mean of a column.</summary>
    public const string Mean = "mean";
}
