using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using RetailBus.AmazonSqs;
using RetailBus.Contracts.Batches;

namespace RetailBus.Platform.Failures;

/// <summary>The one place that says whether a fault is worth another try.</summary>
public static class FaultClassifier
{
    /// <summary>
    /// Terminal: the batch itself, refused access, a missing bucket. Everything else is taken for transient: a retry that was not needed
    /// costs little, a row that was given up too early costs trust.
    /// </summary>
    public static bool IsTransient(Exception fault) => fault switch
    {
        BatchRejectedException => false,
        AmazonServiceException aws => !IsRefused(aws),
        _ => true,
    };

    /// <summary>
    /// Whether AWS, or what stands in its place, did not answer, or answered that it can't now: nothing is wrong with the message, and
    /// every other one meets the same.
    /// </summary>
    public static bool IsUnreachable(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException or HttpIOException or SocketException or TimeoutException
                || (cause is AmazonServiceException aws && IsBusy(aws.StatusCode, aws.ErrorCode))
                || (cause is AmazonSqsTransportException sqs && IsBusy(default, sqs.ErrorCode)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the run says about a fault. Never an exception's own text: that may carry addresses, paths or values.</summary>
    public static StageFailure Describe(Exception fault) => fault switch
    {
        BatchRejectedException rejected => Failure(rejected.Code, rejected.Message, fault),
        AmazonServiceException aws when IsRefused(aws) => Failure(
            FailureCodes.AccessDenied,
            $"AWS refused the request ({aws.ErrorCode}). Check the service's credentials and its rights, then retry the run.",
            fault),
        AmazonServiceException aws => Failure(
            FailureCodes.Unavailable,
            $"AWS did not answer as it should ({aws.ErrorCode ?? aws.StatusCode.ToString()}), also after several tries. Retry the run.",
            fault),
        AmazonClientException => Failure(
            FailureCodes.Unavailable,
            "The AWS client could not do its work, also after several tries. Check the service's AWS credentials and its network, then retry the run.",
            fault),
        HttpRequestException or IOException or TimeoutException => Failure(
            FailureCodes.Unavailable,
            "A service that the stage needs could not be reached, also after several tries. Retry the run when it is back.",
            fault),
        _ => Failure(
            FailureCodes.Internal,
            $"The stage failed unexpectedly ({fault.GetType().Name}). The service's log has the details under this run's id; retry the run.",
            fault),
    };

    private static bool IsBusy(HttpStatusCode status, string? code) =>
        status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
        || code is "SlowDown" or "InternalError" or "InternalFailure" or "ServiceUnavailable" or "TooManyRequestsException"
        || code?.Contains("Throttl", StringComparison.OrdinalIgnoreCase) == true;

    private static StageFailure Failure(string code, string reason, Exception fault) =>
        new() { Code = code, Reason = reason, Transient = IsTransient(fault) };

    private static bool IsRefused(AmazonServiceException fault) =>
        fault.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized
        || fault.ErrorCode is "NoSuchBucket" or "AccessDenied" or "InvalidAccessKeyId" or "SignatureDoesNotMatch";
}
