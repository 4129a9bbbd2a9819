using System.Net;
using Amazon.Runtime;

namespace RetailBus.AwsClients.Sns;

/// <summary>Amazon SNS refused a call; <see cref="AmazonServiceException.ErrorCode"/> is AWS's code, e.g. <c>NotFound</c>.</summary>
public sealed class SnsException : AmazonServiceException
{
    public SnsException(string message, Exception? inner, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, inner, (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver, errorCode, requestId, statusCode)
    {
    }

    /// <summary>The topic or subscription does not exist.</summary>
    public bool IsNotFound => ErrorCode is "NotFound" or "NotFoundException" or "ResourceNotFoundException";
}
