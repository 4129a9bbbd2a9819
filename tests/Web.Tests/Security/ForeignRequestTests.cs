using System.Net;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Tests.Security;

/// <summary>What pages of other sites can make a browser send, to every endpoint of the whole stack.</summary>
[Collection(GuardedCollection.Name)]
public sealed class ForeignRequestTests(GuardedStack stack)
{
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Every_endpoint_refuses_another_site_whoever_it_has_signed_in(string header, string value)
    {
        using var http = stack.Program("operator");
        foreach (var request in StackRequest.All(stack.Services))
        {
            using var response = await request.SendAsync(http, (header, value));
            if (header == "Host" && request.Path == "/health/live")
            {
                Assert.Equal(HttpStatusCode.OK, response.StatusCode); // a load balancer asks by address
                continue;
            }

            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{request} answered {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task Every_endpoint_that_changes_anything_refuses_a_browser_without_the_pages_token(string? token)
    {
        using var browser = stack.Session();
        using var signedIn = await browser.SignInAsync(GuardedStack.NameOf("operator"), GuardedStack.Password);
        var asked = 0;
        foreach (var request in StackRequest.All(stack.Services).Where(request => !request.IsSafe && AccessTable.IsApi(request.Path)))
        {
            using var response = token is null
                ? await request.SendAsync(browser.Http)
                : await request.SendAsync(browser.Http, ("X-RetailBus-Antiforgery", token));
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{request} answered {response.StatusCode}");
            var said = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Not from our page", said, StringComparison.Ordinal);
            asked++;
        }

        Assert.True(asked > 15, $"{asked} endpoints change anything.");
    }

    [Fact]
    public async Task A_page_of_another_site_may_lead_a_person_to_ours_and_call_nothing()
    {
        using var http = stack.Program("operator");
        foreach (var request in StackRequest.All(stack.Services).Where(request => request.IsSafe && AccessTable.IsApi(request.Path)))
        {
            using var response = await request.SendAsync(http, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{request} answered {response.StatusCode}");
        }
    }
}
