using MassTransit;
using MassTransit.RetryPolicies;

namespace RetailBus.Platform.Bus;

/// <summary>The first try's.</summary>
internal sealed class StageRetryPolicyContext<T>(StageRetryPolicy policy, T context) : BaseRetryPolicyContext<T>(policy, context)
    where T : class, PipeContext
{
    protected override RetryContext<T> CreateRetryContext(Exception exception, CancellationToken cancellationToken) =>
        new StageRetryContext<T>(policy, Context, exception, 0, cancellationToken);
}
