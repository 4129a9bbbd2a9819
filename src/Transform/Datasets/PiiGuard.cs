namespace RetailBus.Transform.Datasets;

/// <summary>Treats personal data outside SQL, and holds the key for hashes.</summary>
public sealed class PiiGuard
{
    private const string Setting = "Transform:PiiKey";

    private PiiGuard(PiiKey? key) => Key = key;

    /// <summary>For contracts that hash nothing.</summary>
    public static PiiGuard WithoutKey { get; } = new(null);

    internal PiiKey? Key { get; }

    /// <param name="base64">The configured key; null or empty for none.</param>
    /// <param name="contracts">Those that it is to serve.</param>
    /// <exception cref="PiiKeyException">A contract hashes personal data and there is no key, or the key is no good.</exception>
    public static PiiGuard Of(string? base64, IEnumerable<DatasetContract> contracts)
    {
        var needing = contracts.Where(contract => contract.NeedsHashKey).Select(contract => contract.Name).ToList();
        if (string.IsNullOrEmpty(base64))
        {
            return needing.Count == 0
                ? WithoutKey
                : throw new PiiKeyException(
                    $"{Setting} is not set, but {string.Join(", ", needing)} has personal data to hash (\"pii: hash\"). "
                    + "Set it in the environment as Transform__PiiKey. Make a key with: openssl rand -base64 32");
        }

        try
        {
            return new PiiGuard(PiiKey.Parse(base64, Setting));
        }
        catch (FormatException e)
        {
            throw new PiiKeyException(e.Message, e);
        }
    }

    /// <summary>What of a value may be written: the same as the generated SQL yields.</summary>
    public string? Guard(PiiTreatment treatment, string? value) => (treatment, value) switch
    {
        (_, null) or (PiiTreatment.Drop, _) => null,
        (PiiTreatment.None, _) => value,
        (PiiTreatment.Hash, _) => (Key ?? throw new InvalidOperationException($"{Setting} is not set.")).Hash(value),
        _ => $"{First(value)}***",
    };

    private static string First(string value) => value.Length == 0 ? "" : value.EnumerateRunes().First().ToString();
}
