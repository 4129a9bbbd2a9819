using System.Net;
using RetailBus.Platform.Security;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Tests.Security;

namespace RetailBus.Platform.Tests.Telemetry;

public class ScrapeTests
{
    private static readonly KeyValuePair<string, string?> Enabled = new("Telemetry:Prometheus:Enabled", "true");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_not_served_unless_they_are_asked_for()
    {
        await using var app = await GuardedService.StartAsync(key: null);
        using var http = new HttpClient();

        using var response = await http.GetAsync(new Uri(app.Urls.Single() + TelemetryRegistration.ScrapePath), Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_scrape_is_Prometheus_text_with_the_process_and_the_runtime()
    {
        await using var app = await GuardedService.StartAsync(key: null, Enabled);
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(app.Urls.Single() + TelemetryRegistration.ScrapePath), Cancelled);
        var scrape = PrometheusText.Parse(await response.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("gauge", scrape.Kinds["dotnet_process_memory_working_set_bytes"]);
        Assert.True(scrape.Value("dotnet_process_memory_working_set_bytes") > 1_000_000);
        Assert.Contains(scrape.Samples, sample => sample.Name == "dotnet_process_cpu_time_seconds_total");
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    [InlineData(GuardedService.Key, null, HttpStatusCode.OK)]
    [InlineData(GuardedService.Key, "viewer", HttpStatusCode.OK)]
    [InlineData("0123456789abcdef0123456789abcdeF", null, HttpStatusCode.Unauthorized)]
    public async Task Where_a_key_is_wanted_metrics_are_a_viewers(string? key, string? role, HttpStatusCode expected)
    {
        await using var app = await GuardedService.StartAsync(GuardedService.Key, Enabled);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single() + TelemetryRegistration.ScrapePath);
        if (key is not null)
            request.Headers.Add(ServiceKey.Header, key);
        if (role is not null)
        {
            request.Headers.Add(ServiceKey.ActorHeader, "prometheus");
            request.Headers.Add(ServiceKey.RoleHeader, role);
        }

        using var response = await http.SendAsync(request, Cancelled);

        Assert.Equal(expected, response.StatusCode);
    }
}
