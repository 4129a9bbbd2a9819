using MassTransit;

namespace RetailBus.SagaStore.Configuration;

/// <summary>
/// Retries after a random pause between nothing and an exponentially growing bound, drawn anew for every message: writers
/// that collided once do not meet again in step. (MassTransit's exponential policy draws its pauses once, when configured.)
/// </summary>
internal sealed class JitteredRetryPolicy(IExceptionFilter filter, SagaStoreEndpointOptions options) : IRetryPolicy
{
    public int Limit => options.ConflictRetryLimit;

    public TimeSpan DrawPause(int retriesBefore)
    {
        var bound = Math.Min(options.ConflictRetryCap.Ticks, options.ConflictRetryBase.Ticks * Math.Pow(2, Math.Min(retriesBefore, 30)));
        return TimeSpan.FromTicks((long)(options.Random.NextDouble() * bound));
    }

    public bool IsHandled(Exception exception) => filter.Match(exception);

    public RetryPolicyContext<T> CreatePolicyContext<T>(T context)
        where T : class, PipeContext => new JitteredRetryPolicyContext<T>(this, context);

    public void Probe(ProbeContext context)
    {
        context.Set(new { Policy = "Jittered", Limit, options.ConflictRetryBase, options.ConflictRetryCap });
        filter.Probe(context);
    }
}
