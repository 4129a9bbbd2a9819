using MassTransit;
using MassTransit.RetryPolicies;

namespace RetailBus.Platform.Bus;

/// <summary>The first try's.</summary>
internal sealed class StageRetryPolicyContext<T>(StageRetryPolicy policy, T context, StageTries before)
    : BaseRetryPolicyContext<T>(policy, context), RetryPolicyContext<T>
    where T : class, PipeContext
{
    bool RetryPolicyContext<T>.CanRetry(Exception exception, out RetryContext<T> retryContext) =>
        CanRetry(exception, out retryContext) & StageRetryPolicy.Takes(exception, tries: 0, before);

    protected override RetryContext<T> CreateRetryContext(Exception exception, CancellationToken cancellationToken) =>
        new StageRetryContext<T>(Context, exception, 0, before, cancellationToken);
}
