using RetailBus.Contracts.Retaining;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Datasets;

/// <summary>What a dataset's files are, read from <c>{name}.odcs.yaml</c>.</summary>
public sealed record DatasetContract
{
    public required string Name { get; init; }

    /// <summary>Three numbers, e.g. <c>1.0.0</c>.</summary>
    public required string Version { get; init; }

    public required string Description { get; init; }

    /// <summary>In the order of the file; files without a header line have them in this order.</summary>
    public required IReadOnlyList<ContractColumn> Columns { get; init; }

    public required IReadOnlyList<ContractRule> Rules { get; init; }

    /// <summary>Canonical columns that are computed, by canonical name.</summary>
    public required IReadOnlyDictionary<string, Expression> Derived { get; init; }

    /// <summary>Columns of the row's key, in its order; never empty.</summary>
    public required IReadOnlyList<ContractColumn> Key { get; init; }

    /// <summary>Whether identical lines are lines of their own, told apart by an occurrence number. Default: false.</summary>
    public bool KeepIdenticalLines { get; init; }

    /// <summary><c>merge</c> (default) or <c>replace</c>.</summary>
    public string OnReland { get; init; } = Merge;

    /// <summary>Share of quarantined records (0 to 1) over which the run is held; null for no limit.</summary>
    public double? RejectLimit { get; init; }

    /// <summary>Whether a file may come without a header line, its columns then in the contract's order. Default: false.</summary>
    public bool HeaderOptional { get; init; }

    /// <summary>Characters that may part the values, one byte each. Default: comma, semicolon, tab, bar.</summary>
    public IReadOnlyList<char> Delimiters { get; init; } = [',', ';', '\t', '|'];

    /// <summary>What becomes of columns that the contract does not know. Default: they go to <c>extra</c> as they are.</summary>
    public PiiTreatment UnknownColumns { get; init; }

    /// <summary>By when stores deliver; empty when nothing is expected.</summary>
    public IReadOnlyList<DeliveryExpectation> Deliveries { get; init; } = [];

    /// <summary>How long data is kept; empty for ever.</summary>
    public IReadOnlyList<RetentionRule> Retention { get; init; } = [];

    /// <summary>Whether some column holds personal data, so that no text of a record may be shown as it stands.</summary>
    public bool HasPersonalData => UnknownColumns != PiiTreatment.None || Columns.Any(column => column.Pii != PiiTreatment.None);

    /// <summary>Whether the key for hashes is needed.</summary>
    public bool NeedsHashKey => UnknownColumns == PiiTreatment.Hash || Columns.Any(column => column.Pii == PiiTreatment.Hash);

    /// <summary>Characters that may enclose values, one byte each; empty where nothing does. Default: the double quote.</summary>
    public IReadOnlyList<char> Quotes { get; init; } = ['"'];

    internal IReadOnlyList<byte> QuoteBytes => Quotes.Count == 0 ? [Staging.RecordDialect.None] : [.. Quotes.Select(quote => (byte)quote)];

    public const string Merge = "merge";

    public const string Replace = "replace";
}
