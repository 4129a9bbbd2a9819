using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>How requests and answers look on the wire.</summary>
internal interface ISqsProtocol
{
    /// <exception cref="SqsException">The request can't be read.</exception>
    Task<SqsRequest> ReadAsync(HttpContext context);

    Task WriteAsync(HttpContext context, string operation, SqsReply reply);

    Task WriteErrorAsync(HttpContext context, SqsException error);
}
