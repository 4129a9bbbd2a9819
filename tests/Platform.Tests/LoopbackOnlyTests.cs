using Microsoft.Extensions.Configuration;
using RetailBus.Platform.Security;

namespace RetailBus.Platform.Tests;

public class LoopbackOnlyTests
{
    [Theory]
    [InlineData("urls", "http://0.0.0.0:8080")]
    [InlineData("urls", "http://127.0.0.1:8080;http://shop.example:80")]
    [InlineData("urls", "http://*:8080")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Public:Url", "https://10.0.0.1:443")]
    public async Task A_service_that_would_listen_beyond_loopback_refuses_to_start(string key, string value)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(key, value));

        Assert.Contains("no authentication is configured", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:8080;http://localhost:8081;http://[::1]:8082")]
    [InlineData("urls", "")]
    public async Task On_loopback_it_starts(string key, string value) => await StartAsync(key, value);

    private static Task StartAsync(string key, string value) =>
        new LoopbackOnly(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build())
            .StartingAsync(TestContext.Current.CancellationToken);
}
