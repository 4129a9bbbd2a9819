using System.Net;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Tests.Security;

/// <summary>Every endpoint of the whole stack, as it is mapped.</summary>
[Collection(GuardedCollection.Name)]
public sealed class EndpointAccessTests(GuardedStack stack)
{
    [Fact]
    public void Every_endpoint_has_a_role()
    {
        var without = Requests()
            .Where(request => !IsFormOfPage(request.Method, request.Path))
            .Where(request => AccessTable.Find(request.Endpoint, request.Method, request.Path) is null)
            .Select(request => $"{request.Method} {request.Path} ({request.Endpoint.DisplayName})")
            .ToList();

        Assert.True(Requests().Count() > 40);
        Assert.True(without.Count == 0, $"Say in AccessTable who may call: {string.Join("; ", without)}");
    }

    [Fact]
    public void A_rule_that_no_endpoint_has_is_no_rule_of_the_operator() =>
        Assert.All(
            AccessTable.Rules.Where(rule => rule is { Method: "POST", Role: AccessRole.Operator }),
            rule => Assert.StartsWith("/api/", rule.Path, StringComparison.Ordinal));

    [Fact]
    public async Task Nobody_in_particular_is_answered_by_what_is_everybodys_only()
    {
        using var http = stack.Program();
        foreach (var request in Requests().Where(asked => !asked.Path.StartsWith("/sign-in", StringComparison.Ordinal)))
        {
            using var response = await request.SendAsync(http);
            var needed = AccessTable.Find(request.Endpoint, request.Method, request.Path) ?? AccessRole.Operator;
            var refused = response.StatusCode == HttpStatusCode.Unauthorized || IsLedToSignIn(response);
            Assert.True(refused == needed > AccessRole.Anonymous, $"{request} answered {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("uploader")]
    public async Task A_lesser_role_is_refused_by_every_endpoint_that_needs_a_greater(string role)
    {
        using var http = stack.Program(role);
        var refused = 0;
        foreach (var request in Requests())
        {
            if ((AccessTable.Find(request.Endpoint, request.Method, request.Path) ?? AccessRole.Operator) <= AccessRoles.Parse(role))
                continue;
            using var response = await request.SendAsync(http);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{request} answered {response.StatusCode}");
            refused++;
        }

        Assert.True(refused > 4);
    }

    [Theory]
    [InlineData("POST", "/api/runs/{0}/retry", AccessRole.Operator)]
    [InlineData("POST", "/api/runs/{0}/cancel", AccessRole.Operator)]
    [InlineData("POST", "/api/runs/{0}/release", AccessRole.Operator)]
    [InlineData("POST", "/api/runs/{0}/replay", AccessRole.Operator)]
    [InlineData("POST", "/api/uploads/orders", AccessRole.Uploader)]
    [InlineData("POST", "/api/publish", AccessRole.Uploader)]
    [InlineData("POST", "/api/generate", AccessRole.Uploader)]
    [InlineData("POST", "/api/query", AccessRole.Viewer)]
    [InlineData("GET", "/api/runs", AccessRole.Viewer)]
    [InlineData("GET", "/upload", AccessRole.Uploader)]
    [InlineData("GET", "/runs", AccessRole.Viewer)]
    [InlineData("GET", "/health/ready", AccessRole.Anonymous)]
    [InlineData("GET", "/health/dependencies", AccessRole.Anonymous)]
    public void The_roles_are_those_that_were_agreed(string method, string template, AccessRole expected)
    {
        var path = template.Replace("{0}", StackRequest.Nobody, StringComparison.Ordinal);
        var request = Requests().First(known => known.Method == method && known.Path == path);

        Assert.Equal(expected, AccessTable.Find(request.Endpoint, method, path));
    }

    private IEnumerable<StackRequest> Requests() => StackRequest.All(stack.Services);

    /// <summary>Pages take forms by their framework, which none of ours has: the operator's alone, by default.</summary>
    private static bool IsFormOfPage(string method, string path) => method == "POST" && !AccessTable.IsApi(path);

    private static bool IsLedToSignIn(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal);
}
