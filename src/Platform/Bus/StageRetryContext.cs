using MassTransit;
using MassTransit.RetryPolicies;

namespace RetailBus.Platform.Bus;

/// <summary>A later try's.</summary>
internal sealed class StageRetryContext<T>(StageRetryPolicy policy, T context, Exception exception, int tries, CancellationToken cancellationToken)
    : BaseRetryContext<T>(context, exception, tries, cancellationToken), RetryContext<T>
    where T : class, PipeContext
{
    private readonly TimeSpan _pause = StageRetryPolicy.Pause(tries);

    public override TimeSpan? Delay => _pause;

    bool RetryContext<T>.CanRetry(Exception exception, out RetryContext<T> retryContext)
    {
        retryContext = new StageRetryContext<T>(policy, Context, exception, RetryCount + 1, CancellationToken);
        return StageRetryPolicy.Allows(exception, RetryAttempt);
    }
}
