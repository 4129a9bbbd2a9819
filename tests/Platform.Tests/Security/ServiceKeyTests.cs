using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Security;

namespace RetailBus.Platform.Tests.Security;

public class ServiceKeyTests
{
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef0123456789abcdeF", HttpStatusCode.Unauthorized)]
    [InlineData(GuardedService.Key, HttpStatusCode.OK)]
    public async Task A_service_answers_only_those_who_show_its_key(string? shown, HttpStatusCode expected)
    {
        await using var app = await GuardedService.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs");
        if (shown is not null)
            request.Headers.Add(ServiceKey.Header, shown);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("viewer", HttpStatusCode.Forbidden)]
    [InlineData("uploader", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.OK)]
    [InlineData("root", HttpStatusCode.Unauthorized)]
    public async Task For_a_caller_a_service_may_what_the_caller_may(string role, HttpStatusCode expected)
    {
        await using var app = await GuardedService.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await http.SendAsync(Retry(role, "{}"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"actor":"mallory","reason":"r"}""", """{"actor":"ann","reason":"r"}""")]
    [InlineData("""{"ACTOR":"mallory","\u0061ctor":"eve"}""", """{"actor":"ann"}""")]
    [InlineData("""{}""", """{"actor":"ann"}""")]
    public async Task Who_acts_is_who_signed_in_whatever_the_request_claims(string sent, string arrived)
    {
        await using var app = await GuardedService.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await http.SendAsync(Retry("operator", sent), TestContext.Current.CancellationToken);

        Assert.Equal($"ann|{arrived}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_can_not_be_read_for_its_actor_is_refused()
    {
        await using var app = await GuardedService.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = Retry("operator", "{}");
        request.Content = new StringContent("""{"actor":"mallory"}""", Encoding.Unicode, "application/json");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_key_that_could_be_guessed_is_refused_at_the_start()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => GuardedService.StartAsync("secret"));

        Assert.Contains("32", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_a_service_on_loopback_asks_nobody()
    {
        await using var app = await GuardedService.StartAsync(key: null);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal("runs", await http.GetStringAsync(new Uri("/api/runs", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private static HttpRequestMessage Retry(string role, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs/1/retry?Actor=mallory")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(ServiceKey.Header, GuardedService.Key);
        request.Headers.Add(ServiceKey.ActorHeader, "ann");
        request.Headers.Add(ServiceKey.RoleHeader, role);
        return request;
    }
}
