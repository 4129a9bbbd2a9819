using MassTransit;
using MassTransit.RetryPolicies;

namespace RetailBus.SagaStore.Configuration;

internal sealed class JitteredRetryContext<TContext>(
    JitteredRetryPolicy policy, TContext context, Exception exception, int retryCount, CancellationToken cancellationToken)
    : BaseRetryContext<TContext>(context, exception, retryCount, cancellationToken), RetryContext<TContext>
    where TContext : class, PipeContext
{
    public override TimeSpan? Delay { get; } = policy.DrawPause(retryCount);

    public bool CanRetry(Exception exception, out RetryContext<TContext> retryContext)
    {
        retryContext = new JitteredRetryContext<TContext>(policy, Context, exception, RetryCount + 1, CancellationToken);
        return RetryAttempt < policy.Limit && policy.IsHandled(exception);
    }
}
