using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Datasets;

public sealed class PiiGuardTests
{
    /// <summary>RFC 4231, test case 6: a key longer than a block.</summary>
    [Fact]
    public void The_hash_is_HMAC_SHA256()
    {
        var key = PiiKey.Parse(Convert.ToBase64String([.. Enumerable.Repeat((byte)0xaa, 131)]), "the key");

        Assert.Equal(
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            key.Hash("Test Using Larger Than Block-Size Key - Hash Key First"));
    }

    [Fact]
    public void Without_a_key_a_contract_that_hashes_does_not_start()
    {
        var error = Assert.Throws<PiiKeyException>(() => PiiGuard.Of(null, [LocalEngine.Contract("market"), LocalEngine.Contract("orders")]));

        Assert.Contains("market has personal data to hash", error.Message, StringComparison.Ordinal);
        Assert.Same(PiiGuard.WithoutKey, PiiGuard.Of("", [LocalEngine.Contract("orders")]));
    }

    [Theory]
    [InlineData("c2VjcmV0LXNlY3JldA==")]
    [InlineData("this is no base64 but a secret")]
    public void A_key_that_is_no_good_is_refused_and_not_shown(string key)
    {
        var error = Assert.Throws<PiiKeyException>(() => PiiGuard.Of(key, []));

        Assert.StartsWith("Transform:PiiKey must be 32 random bytes or more in base64.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PiiTreatment.None, "ärger", "ärger")]
    [InlineData(PiiTreatment.Drop, "ärger", null)]
    [InlineData(PiiTreatment.Mask, "ärger", "ä***")]
    [InlineData(PiiTreatment.Mask, "😀x", "😀***")]
    [InlineData(PiiTreatment.Mask, null, null)]
    public void Values_are_guarded_as_the_contract_says(PiiTreatment treatment, string? value, string? expected) =>
        Assert.Equal(expected, PiiGuard.WithoutKey.Guard(treatment, value));
}
