using System.Net;

namespace RetailBus.Cli.Client;

/// <summary>The stack refused a request; the message is its own explanation.</summary>
internal sealed class ApiException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}
