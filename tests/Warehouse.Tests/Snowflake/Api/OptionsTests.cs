using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>What a host with a wrong configuration says when it starts.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly RSA _key = TestKey.Create();

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task A_whole_configuration_is_taken_and_names_the_accounts_address()
    {
        await using var client = ApiClientWith(("NextPrivateKey", ""), ("NextPrivateKeyFile", " "), ("PrivateKeyPassphrase", ""));

        Assert.Equal(new Uri("https://my-org-my-account.snowflakecomputing.com"), client.Options.Address);
    }

    [Theory]
    [InlineData("Account", null, "The Account field is required.")]
    [InlineData("Account", "https://x", "Account")]
    [InlineData("User", null, "The User field is required.")]
    [InlineData("Host", "http://elsewhere.example", "Host is http://elsewhere.example/; it must be the https:// address of an account")]
    [InlineData("PrivateKey", null, "neither PrivateKey nor PrivateKeyFile is set; give the service user's RSA key, in the environment or a file.")]
    [InlineData("PrivateKey", "", "neither PrivateKey nor PrivateKeyFile is set")]
    [InlineData("PrivateKey", "secret words", "PrivateKey is not a private RSA key as PEM (-----BEGIN PRIVATE KEY-----).")]
    [InlineData("PrivateKeyFile", "/no/such/key.p8", "PrivateKey and PrivateKeyFile are both set; leave one of them out")]
    [InlineData("NextPrivateKeyFile", "/no/such/key.p8", "NextPrivateKeyFile is /no/such/key.p8, which can't be read (DirectoryNotFoundException).")]
    [InlineData("PollAtMost", "00:00:00.001", "PollAtMost is 00:00:00.0010000, less than PollAfter (00:00:00.1000000)")]
    [InlineData("ReaderRole", "RETAILBUS_LOADER", "Role and ReaderRole are both RETAILBUS_LOADER")]
    [InlineData("StatementTimeout", "8.00:00:00", "StatementTimeout must be between 00:00:01 and 7.00:00:00")]
    [InlineData("Database", "a;b", "Database")]
    public async Task A_wrong_setting_is_named_with_what_to_do(string setting, string? value, string told)
    {
        await using var client = ApiClientWith((setting, value));

        var fault = Assert.Throws<OptionsValidationException>(() => client.Options);

        Assert.All(fault.Failures, failure => Assert.StartsWith("Warehouse:Snowflake: ", failure, StringComparison.Ordinal));
        Assert.Contains(fault.Failures, failure => failure.Contains(told, StringComparison.Ordinal));
        Assert.DoesNotContain("secret words", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_public_short_or_locked_is_refused_without_showing_it()
    {
        using var weak = RSA.Create(1024);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var locked = _key.ExportEncryptedPkcs8PrivateKeyPem("open sesame", encryption);

        var isPublic = await FaultAsync(("PrivateKey", _key.ExportSubjectPublicKeyInfoPem()));
        var isShort = await FaultAsync(("PrivateKey", weak.ExportPkcs8PrivateKeyPem()));
        var isLocked = await FaultAsync(("PrivateKey", locked));
        Assert.Contains("PrivateKey is not a private RSA key", isPublic, StringComparison.Ordinal);
        Assert.Contains("PrivateKey has 1024 bits; Snowflake takes 2048 or more", isShort, StringComparison.Ordinal);
        Assert.Contains("PrivateKey is encrypted; set PrivateKeyPassphrase.", isLocked, StringComparison.Ordinal);
        var wrong = await FaultAsync(("PrivateKey", locked), ("PrivateKeyPassphrase", "wrong"));
        Assert.Contains("or its passphrase is another.", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", wrong, StringComparison.Ordinal);
    }

    private async Task<string> FaultAsync(params (string Key, string? Value)[] settings)
    {
        await using var client = ApiClientWith(settings);
        return Assert.Throws<OptionsValidationException>(() => client.Options).Message;
    }

    private ApiClient ApiClientWith(params (string Key, string? Value)[] settings) => ApiClient.With(null, [.. Good(), .. settings]);

    private (string Key, string? Value)[] Good() =>
        [("Account", "MY_ORG-My_Account"), ("User", "bus"), ("PrivateKey", _key.ExportPkcs8PrivateKeyPem())];
}
