using System.Security.Cryptography;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>One of the user's keys, which is read when it is used and kept nowhere.</summary>
/// <param name="setting">The setting that it is from.</param>
/// <param name="text">PEM; null where it is in a file.</param>
/// <param name="file">Null where it is text.</param>
/// <param name="passphrase">Null for a key that is not encrypted.</param>
internal sealed class SnowflakeKey(string setting, string? text, string? file, string? passphrase)
{
    /// <remarks>Source: Snowflake, "Key-pair authentication": at least 2048 bits.</remarks>
    private const int FewestBits = 2048;

    /// <summary>The configured keys, the first one first.</summary>
    public static IReadOnlyList<SnowflakeKey> Of(SnowflakeOptions options) =>
        new SnowflakeKey?[]
        {
            From(nameof(options.PrivateKey), options.PrivateKey, options.PrivateKeyFile, options.PrivateKeyPassphrase),
            From(nameof(options.NextPrivateKey), options.NextPrivateKey, options.NextPrivateKeyFile, options.NextPrivateKeyPassphrase),
        }.OfType<SnowflakeKey>().ToList();

    /// <summary>What is wrong with it; null for nothing.</summary>
    public string? Fault()
    {
        try
        {
            using var key = Read();
            return null;
        }
        catch (SnowflakeKeyException e)
        {
            return e.Message;
        }
    }

    /// <returns>The key, which the caller disposes.</returns>
    /// <exception cref="SnowflakeKeyException">It is not there, is no RSA key, is too short or its passphrase is another.</exception>
    public RSA Read()
    {
        var pem = Pem();
        var key = RSA.Create();
        try
        {
            if (pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
                key.ImportFromEncryptedPem(pem, passphrase ?? throw new SnowflakeKeyException($"{setting} is encrypted; set {Words}."));
            else
                key.ImportFromPem(pem);
            if (key.KeySize < FewestBits)
                throw new SnowflakeKeyException($"{setting} has {key.KeySize} bits; Snowflake takes {FewestBits} or more. Make a new key.");
            key.ExportRSAPrivateKey().AsSpan().Clear(); // a public key reads as well, and can't sign
            return key;
        }
        catch (SnowflakeKeyException)
        {
            key.Dispose();
            throw;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            var cause = passphrase is null ? "" : ", or its passphrase is another";
            throw new SnowflakeKeyException($"{setting} is not a private RSA key as PEM (-----BEGIN PRIVATE KEY-----){cause}.");
        }
    }

    private string Words => (setting.EndsWith("File", StringComparison.Ordinal) ? setting[..^"File".Length] : setting) + "Passphrase";

    /// <summary>Where an environment can hold one line only, <c>\n</c> stands for the line's end.</summary>
    private string Pem()
    {
        if (text is not null)
            return text.Replace("\\n", "\n", StringComparison.Ordinal);
        try
        {
            return File.ReadAllText(file!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SnowflakeKeyException(
                $"{setting} is {file}, which can't be read ({e.GetType().Name}). Check the path and who may read it.");
        }
    }

    private static SnowflakeKey? From(string setting, string? text, string? file, string? passphrase) =>
        SnowflakeOptions.Given(text) is { } pem ? new SnowflakeKey(setting, pem, null, SnowflakeOptions.Given(passphrase))
        : SnowflakeOptions.Given(file) is { } path ? new SnowflakeKey($"{setting}File", null, path, SnowflakeOptions.Given(passphrase))
        : null;
}
