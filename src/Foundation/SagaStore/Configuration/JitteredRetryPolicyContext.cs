using MassTransit;
using MassTransit.RetryPolicies;

namespace RetailBus.SagaStore.Configuration;

internal sealed class JitteredRetryPolicyContext<TContext>(JitteredRetryPolicy policy, TContext context)
    : BaseRetryPolicyContext<TContext>(policy, context)
    where TContext : class, PipeContext
{
    public override bool CanRetry(Exception exception, out RetryContext<TContext> retryContext) =>
        base.CanRetry(exception, out retryContext) && policy.Limit > 0;

    protected override RetryContext<TContext> CreateRetryContext(Exception exception, CancellationToken cancellationToken) =>
        new JitteredRetryContext<TContext>(policy, Context, exception, 0, cancellationToken);
}
