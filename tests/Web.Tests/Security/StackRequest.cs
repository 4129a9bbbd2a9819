using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace RetailBus.Web.Tests.Security;

/// <summary>A request that an endpoint of the whole stack answers.</summary>
internal sealed record StackRequest(RouteEndpoint Endpoint, string Method, string Path)
{
    /// <summary>An id that nothing has.</summary>
    public const string Nobody = "00000000-0000-0000-0000-000000000001";

    public bool IsSafe => Method is "GET" or "HEAD";

    /// <summary>One for each endpoint and method that is mapped.</summary>
    public static IEnumerable<StackRequest> All(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is not "OPTIONS" && !IsFileFallback(endpoint)
        select new StackRequest(endpoint, method, PathOf(endpoint));

    /// <param name="http">Who asks.</param>
    /// <param name="headers">More of them than anybody sends.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpClient http, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), Path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (!IsSafe)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public override string ToString() => $"{Method} {Path}";

    /// <summary>What the framework looks for among the pages' files when no other endpoint has the path.</summary>
    private static bool IsFileFallback(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText?.StartsWith("{**", StringComparison.Ordinal) is true;

    private static string PathOf(RouteEndpoint endpoint)
    {
        var segments = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "dataset" } => "orders",
            RoutePatternParameterPart { Name: "number" or "position" } => "1",
            RoutePatternParameterPart { IsCatchAll: true } => "rest",
            RoutePatternParameterPart => Nobody,
            _ => "",
        })));
        return "/" + string.Join('/', segments);
    }
}
