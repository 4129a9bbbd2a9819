using MassTransit;
using MassTransit.RetryPolicies;

namespace RetailBus.Platform.Bus;

/// <summary>A later try's.</summary>
internal sealed class StageRetryContext<T>(T context, Exception exception, int tries, StageTries before, CancellationToken cancellationToken)
    : BaseRetryContext<T>(context, exception, tries, cancellationToken), RetryContext<T>
    where T : class, PipeContext
{
    private readonly TimeSpan _pause = StageRetryPolicy.Pause(tries);

    public override TimeSpan? Delay => _pause;

    bool RetryContext<T>.CanRetry(Exception exception, out RetryContext<T> retryContext)
    {
        retryContext = new StageRetryContext<T>(Context, exception, RetryCount + 1, before, CancellationToken);
        return StageRetryPolicy.Takes(exception, RetryAttempt, before);
    }
}
