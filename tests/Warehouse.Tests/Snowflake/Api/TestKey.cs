using System.Security.Cryptography;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>One RSA key for all tests: making one takes up to a second.</summary>
internal static class TestKey
{
    private static readonly Lazy<string> Made = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    public static RSA Create()
    {
        var key = RSA.Create();
        key.ImportFromPem(Made.Value);
        return key;
    }
}
