using System.Security.Cryptography;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>The token: kept, renewed, and signed with the other key while keys are rotated.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task A_token_is_kept_for_all_requests_and_replaced_when_it_is_refused()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        await using var client = ApiClient.For(server);

        await client.RunAsync("select 1");
        Assert.Single(server.Requests.Select(request => request.Token).Distinct());
        server.Faults.ExpireToken(RequestKind.Submit);
        server.Faults.ExpireToken(RequestKind.Status);
        await client.RunAsync("select 1");

        Assert.Equal(2, server.Runs);
    }

    [Fact]
    public async Task A_token_is_renewed_well_before_its_end()
    {
        using var key = TestKey.Create();
        var time = new MovedTime();
        await using var client = ApiClient.With(
            time, ("Account", "retail-test.eu"), ("User", "bus"), ("PrivateKey", key.ExportPkcs8PrivateKeyPem()));
        var check = new JwtCheck("RETAIL-TEST", "BUS", time);
        check.Add(key);

        var first = client.Tokens.Get();
        time.Advance(TimeSpan.FromMinutes(48));
        var kept = client.Tokens.Get();
        time.Advance(TimeSpan.FromMinutes(2));
        var second = client.Tokens.Get();

        Assert.Equal(first, kept);
        Assert.NotEqual(first, second);
        Assert.Null(check.Fault(first));
        Assert.Null(check.Fault(second));
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("the token has expired", check.Fault(first));
    }

    [Fact]
    public async Task A_key_that_the_user_no_longer_has_is_followed_by_the_other()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        using var next = RSA.Create(2048);
        await using var client = ApiClient.For(server, ("NextPrivateKey", next.ExportPkcs8PrivateKeyPem().ReplaceLineEndings("\\n")));
        await client.RunAsync("select 1");

        server.Register(next);
        server.Unregister(server.Key);
        await client.RunAsync("select 1");
        var before = server.Requests.Count;
        await client.RunAsync("select 1");
        server.Unregister(next);
        var fault = await Assert.ThrowsAsync<SqlApiException>(() => client.RunAsync("select 1"));
        server.Register(server.Key);
        await client.RunAsync("select 1");

        Assert.Single(server.Requests.Skip(before).Take(3).Select(request => request.Token).Distinct());
        Assert.Equal((401, "390144", false), (fault.Status, fault.Code, fault.IsTransient));
        Assert.Contains("Check Account and User of Warehouse:Snowflake", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_was_replaced_is_read_again()
    {
        await using var server = await SqlApiServer.StartAsync(new MemoryExecutor());
        using var folder = new TestFolder();
        using var next = RSA.Create(2048);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var file = Path.Combine(folder.Path, "key.p8");
        await WriteAsync(server.Key);
        await using var client = ApiClient.For(server, ("PrivateKey", null), ("PrivateKeyFile", file), ("PrivateKeyPassphrase", "open sesame"));
        await client.RunAsync("select 1");

        await WriteAsync(next);
        server.Register(next);
        server.Unregister(server.Key);
        await client.RunAsync("select 1");
        File.Delete(file);
        server.Unregister(next);
        var fault = await Assert.ThrowsAsync<SqlApiException>(() => client.RunAsync("select 1"));

        Assert.Equal(2, server.Runs);
        Assert.Equal((401, false), (fault.Status, fault.IsTransient));
        Assert.Contains("Warehouse:Snowflake: PrivateKeyFile is ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", fault.ToString(), StringComparison.Ordinal);

        Task WriteAsync(RSA key) => File.WriteAllTextAsync(
            file, key.ExportEncryptedPkcs8PrivateKeyPem("open sesame", encryption), TestContext.Current.CancellationToken);
    }
}
