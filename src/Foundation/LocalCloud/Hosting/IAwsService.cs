using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>One AWS service behind the local cloud's single port.</summary>
internal interface IAwsService
{
    /// <summary>The service's name in a SigV4 credential scope, e.g. <c>sqs</c>, and in <c>/health</c>.</summary>
    string Name { get; }

    /// <summary>The API's names of the operations that are served; its README lists them too.</summary>
    IEnumerable<string> Operations { get; }

    /// <summary>Answers one request in the service's own protocol, its errors included.</summary>
    Task HandleAsync(HttpContext context);

    /// <summary>The API's name of the operation that a request is for; empty when it names none. It can still be handled.</summary>
    ValueTask<string> OperationAsync(HttpRequest request);

    /// <summary>Refuses a request without looking at it, as the service does when it must.</summary>
    Task RefuseAsync(HttpContext context, Refusal refusal);
}
