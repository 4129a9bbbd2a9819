using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Security;

namespace RetailBus.Platform.Tests;

public class BindingGuardTests
{
    [Theory]
    [InlineData("urls", "http://0.0.0.0:8080")]
    [InlineData("urls", "http://127.0.0.1:8080;http://shop.example:80")]
    [InlineData("urls", "http://*:8080")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Public:Url", "https://10.0.0.1:443")]
    public async Task A_service_that_would_listen_beyond_loopback_refuses_to_start(string key, string value)
    {
        var refusal = await Assert.ThrowsAsync<UnsafeBindingException>(() => StartAsync(key, value));

        Assert.Contains("no authentication is configured", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:8080;http://localhost:8081;http://[::1]:8082")]
    [InlineData("urls", "")]
    public async Task On_loopback_it_starts(string key, string value) => await StartAsync(key, value);

    [Fact]
    public async Task Beyond_loopback_a_service_starts_with_a_key_for_the_others() =>
        await StartAsync("urls", "http://0.0.0.0:8080", new SecurityOptions { ServiceKey = new string('k', 32) });

    [Fact]
    public async Task A_name_under_which_others_reach_it_is_as_good_as_an_address()
    {
        var refusal = await Assert.ThrowsAsync<UnsafeBindingException>(
            () => StartAsync("urls", "http://127.0.0.1:8080", new SecurityOptions { Hosts = "retail.example.com" }));

        Assert.Contains(SecurityOptions.ServiceKeyVariable, refusal.Message, StringComparison.Ordinal);
    }

    private static Task StartAsync(string key, string value, SecurityOptions? security = null)
    {
        var options = Options.Create(security ?? new SecurityOptions());
        var gate = new AccessGate(new ServiceKey(options), options, []);
        return new BindingGuard(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build(), gate)
            .StartingAsync(TestContext.Current.CancellationToken);
    }
}
