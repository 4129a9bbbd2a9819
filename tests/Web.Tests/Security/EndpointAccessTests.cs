using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Tests.Security;

/// <summary>Every endpoint of the whole stack, as it is mapped.</summary>
[Collection(GuardedCollection.Name)]
public sealed class EndpointAccessTests(GuardedStack stack)
{
    private static readonly Guid Nobody = Guid.Parse("00000000-0000-0000-0000-000000000001");

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
        foreach (var (endpoint, method, path) in Requests().Where(request => !request.Path.StartsWith("/sign-in", StringComparison.Ordinal)))
        {
            using var response = await SendAsync(http, method, path);
            var needed = AccessTable.Find(endpoint, method, path) ?? AccessRole.Operator;
            var refused = response.StatusCode == HttpStatusCode.Unauthorized || IsLedToSignIn(response);
            Assert.True(refused == needed > AccessRole.Anonymous, $"{method} {path} answered {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("uploader")]
    public async Task A_lesser_role_is_refused_by_every_endpoint_that_needs_a_greater(string role)
    {
        using var http = stack.Program(role);
        var refused = 0;
        foreach (var (endpoint, method, path) in Requests())
        {
            if ((AccessTable.Find(endpoint, method, path) ?? AccessRole.Operator) <= AccessRoles.Parse(role))
                continue;
            using var response = await SendAsync(http, method, path);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {response.StatusCode}");
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
    public void The_roles_are_those_that_were_agreed(string method, string template, AccessRole expected)
    {
        var path = template.Replace("{0}", $"{Nobody:D}", StringComparison.Ordinal);
        var request = Requests().First(known => known.Method == method && known.Path == path);

        Assert.Equal(expected, AccessTable.Find(request.Endpoint, method, path));
    }

    private IEnumerable<(RouteEndpoint Endpoint, string Method, string Path)> Requests() =>
        from endpoint in stack.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is not "OPTIONS" && !IsFileFallback(endpoint)
        select (endpoint, method, PathOf(endpoint));

    /// <summary>Pages take forms by their framework, which none of ours has: the operator's alone, by default.</summary>
    private static bool IsFormOfPage(string method, string path) => method == "POST" && !AccessTable.IsApi(path);

    /// <summary>What the framework looks for among the pages' files when no other endpoint has the path.</summary>
    private static bool IsFileFallback(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText?.StartsWith("{**", StringComparison.Ordinal) is true;

    private static string PathOf(RouteEndpoint endpoint)
    {
        var segments = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "dataset" } => "orders",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "number" or "position" } => "1",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { IsCatchAll: true } => "rest",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => $"{Nobody:D}",
            _ => "",
        })));
        return "/" + string.Join('/', segments);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "HEAD"))
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static bool IsLedToSignIn(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal);
}
