using System.Net;
using Amazon.Runtime;

namespace RetailBus.AwsClients.Firehose;

/// <summary>
/// Amazon Data Firehose refused a call; <see cref="AmazonServiceException.ErrorCode"/> is AWS's code, e.g.
/// <c>ServiceUnavailableException</c>.
/// </summary>
public sealed class FirehoseException : AmazonServiceException
{
    public FirehoseException(string message, Exception? inner, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, inner, (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver, errorCode, requestId, statusCode)
    {
    }

    /// <summary>The delivery stream does not exist.</summary>
    public bool IsNotFound => ErrorCode == "ResourceNotFoundException";

    /// <summary>A delivery stream of that name exists or is being created or deleted.</summary>
    public bool IsInUse => ErrorCode == "ResourceInUseException";
}
