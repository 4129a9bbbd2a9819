using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Spark;

/// <summary>
/// What <c>retailbus_transform.py</c> needs to know of a contract: how files are read, and the statements that make accepted and
/// quarantined rows of the records. The same for every batch; what a batch brings are parameters.
/// </summary>
public sealed record SparkProgram
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Of this document's shape.</summary>
    public int FormatVersion { get; init; } = 1;

    public required string Dataset { get; init; }

    public required string ContractVersion { get; init; }

    public required string OnReland { get; init; }

    public double? RejectLimit { get; init; }

    public required bool HeaderOptional { get; init; }

    public required IReadOnlyList<string> Delimiters { get; init; }

    /// <summary>What may enclose values; empty where nothing does.</summary>
    public required IReadOnlyList<string> Quotes { get; init; }

    /// <summary>keep, drop, hash or mask.</summary>
    public required string UnknownColumns { get; init; }

    /// <summary>Whether the job needs the key for hashes.</summary>
    public required bool NeedsHashKey { get; init; }

    public required IReadOnlyList<SparkColumn> Columns { get; init; }

    /// <summary>In their order; the last two are <c>accepted</c> and <c>quarantined</c>.</summary>
    public required IReadOnlyList<SparkStatement> Statements { get; init; }

    /// <summary>How the figures of the accepted rows are taken.</summary>
    public required SparkQuality Quality { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static SparkProgram Of(DatasetContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return new SparkProgram
        {
            Dataset = contract.Name,
            ContractVersion = contract.Version,
            OnReland = contract.OnReland,
            RejectLimit = contract.RejectLimit,
            HeaderOptional = contract.HeaderOptional,
            Delimiters = [.. contract.Delimiters.Select(delimiter => $"{delimiter}")],
            Quotes = [.. contract.Quotes.Select(quote => $"{quote}")],
            UnknownColumns = contract.UnknownColumns == PiiTreatment.None ? "keep" : Name(contract.UnknownColumns),
            NeedsHashKey = contract.NeedsHashKey,
            Columns =
            [
                .. contract.Columns.Select(column => new SparkColumn(
                    column.Name, column.HeaderNames, column.Required, column.Trim, column.Default, Name(column.Pii), column.KeepInExtra)),
            ],
            Statements = [.. new SparkStatements(contract).All()],
            Quality = SparkQuality.Of(contract),
        };
    }

    private static string Name(PiiTreatment treatment) => treatment.ToString().ToLowerInvariant();
}
