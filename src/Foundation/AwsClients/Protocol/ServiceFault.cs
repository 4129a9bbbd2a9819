using System.Net;
using Amazon.Runtime;

namespace RetailBus.AwsClients.Protocol;

/// <summary>Builds the service's own exception from an error answer; code and message are null where the answer was no AWS error.</summary>
internal delegate AmazonServiceException ServiceFault(
    string? message, string? code, string? requestId, HttpStatusCode status, Exception inner);
