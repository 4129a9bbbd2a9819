using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using RetailBus.Platform.Security;

namespace RetailBus.Platform.Tests;

public sealed class LoopbackGuardTests : IAsyncLifetime
{
    private readonly WebApplication _app;

    public LoopbackGuardTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseLoopbackGuard();
        _app.Map("/{**path}", () => Results.Ok());
    }

    private Uri Address => new(_app.Urls.Single());

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("GET", "/api/runs", "", "", HttpStatusCode.OK)]
    [InlineData("GET", "/api/runs", "Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/api/runs", "Host", "localhost:1", HttpStatusCode.OK)]
    [InlineData("POST", "/api/query", "Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/api/query", "Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/api/query", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/api/runs", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/", "Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task A_page_elsewhere_can_not_reach_a_service_on_loopback(string method, string path, string header, string value, HttpStatusCode expected)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (header.Length > 0)
            request.Headers.TryAddWithoutValidation(header, value);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_link_on_another_site_opens_the_page()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", "navigate");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
