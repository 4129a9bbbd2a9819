using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RetailBus.SagaStore.Tables;

/// <summary>Names of tables, columns and indexes: checked once, quoted always.</summary>
internal static partial class SqlName
{
    /// <summary>PostgreSQL cuts longer names: https://www.postgresql.org/docs/15/limits.html.</summary>
    private const int LongestIndexName = 63;

    public static string Checked(string name, string what)
    {
        if (!Allowed().IsMatch(name))
            throw new SagaStoreException($"{what} '{name}' is not a name: use a-z, 0-9 and _, a letter first, at most 48 characters");

        return name;
    }

    public static string Quoted(string name) => $"\"{name}\"";

    public static string Index(string table, IEnumerable<string> columns)
    {
        var name = $"ix_{table}_{string.Join('_', columns)}";
        if (name.Length <= LongestIndexName)
            return name;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];
        return $"{name[..(LongestIndexName - hash.Length - 1)]}_{hash}";
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,47}$")]
    private static partial Regex Allowed();
}
