using MassTransit;
using RetailBus.Platform.Failures;

namespace RetailBus.Platform.Bus;

/// <summary>How a stage tries again: transient faults only, exponentially with jitter, then the stage reports that it failed.</summary>
public static class StageRetry
{
    /// <summary>Tries after the first.</summary>
    public const int Limit = 4;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>For a consumer definition's endpoint.</summary>
    public static void UseStageRetry(this IReceiveEndpointConfigurator endpoint) =>
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(FaultClassifier.IsTransient);
            retry.Exponential(Limit, First, Longest, First);
        });

    /// <summary>
    /// Whether the stage reports the fault as its failure (and the message is done) rather than throw it for another try. A cancelled
    /// consume is never a failure: the service stops, and the message comes again.
    /// </summary>
    public static bool IsFinal(ConsumeContext context, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (fault is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
            return false;

        return !FaultClassifier.IsTransient(fault) || context.GetRetryAttempt() >= Limit;
    }
}
