using Amazon.Runtime;
using MassTransit;

namespace RetailBus.Orchestrator.Queues;

/// <summary>What calls to SQS fail with, when SQS refuses or can't be reached.</summary>
internal static class SqsFaults
{
    public static bool IsOne(Exception fault) =>
        fault is AmazonServiceException or AmazonClientException or MassTransitException
            or HttpRequestException or IOException or TimeoutException;
}
