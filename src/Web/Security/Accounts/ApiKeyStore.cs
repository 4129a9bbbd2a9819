using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RetailBus.Web.Security.Accounts;

/// <summary>The programs' keys, in a file of the security folder, which can't be made into the keys again.</summary>
public sealed class ApiKeyStore
{
    private const string Prefix = "rbk_";
    private const int IdBytes = 6;
    private const int IdLength = IdBytes * 2;
    private const int SecretBytes = 32;
    private const int SecretStart = 17;
    private readonly SecretFile<ApiKey> _file;

    /// <param name="folder">The security folder; made when the first key is.</param>
    public ApiKeyStore(string folder) => _file = new SecretFile<ApiKey>(Path.Combine(folder, "api-keys.json"));

    /// <summary>The oldest first.</summary>
    /// <exception cref="AccountException">The file can't be read.</exception>
    public IReadOnlyList<ApiKey> List() => _file.Read();

    /// <returns>The key itself: told this once.</returns>
    /// <exception cref="AccountException">Name or role may not be.</exception>
    public string Issue(string name, string role, DateTimeOffset now)
    {
        EntryRules.CheckName(name);
        EntryRules.CheckRole(role);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var key = new ApiKey(id, name, role, Convert.ToBase64String(Digest(secret)), now);
        _file.Update(keys => [.. keys, key]);
        return $"{Prefix}{id}_{secret}";
    }

    /// <exception cref="AccountException">There is no key of that id.</exception>
    public void Remove(string id) => _file.Update(keys => keys.Any(key => key.Id == id)
        ? [.. keys.Where(key => key.Id != id)]
        : throw new AccountException($"There is no key '{id}'. See them with: retailbus keys list"));

    /// <summary>Whose key it is; the secret part is compared in constant time.</summary>
    public ApiKey? Find(string offered)
    {
        ArgumentNullException.ThrowIfNull(offered);
        if (offered.Length <= SecretStart || !offered.StartsWith(Prefix, StringComparison.Ordinal) || offered[SecretStart - 1] != '_')
            return null;
        var id = offered.Substring(Prefix.Length, IdLength);
        var digest = Digest(offered[SecretStart..]);
        return _file.Read().FirstOrDefault(key =>
            key.Id == id && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(key.Digest), digest));
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
