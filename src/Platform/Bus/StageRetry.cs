using MassTransit;
using RetailBus.Platform.Failures;

namespace RetailBus.Platform.Bus;

/// <summary>
/// How a stage tries again: transient faults only, exponentially with jitter, then the stage reports that it failed. An answer that can't
/// be sent, because the broker is away, is no failure of the batch: the work, which is done or finds itself done, is tried until the answer
/// is out.
/// </summary>
public static class StageRetry
{
    /// <summary>Tries after the first.</summary>
    public const int Limit = 4;

    /// <summary>Tries of work whose answer can't be sent: ten minutes. After that the command is set aside in the error queue.</summary>
    private const int AnswerLimit = 600;

    private static readonly TimeSpan AnswerPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>For a consumer definition's endpoint.</summary>
    public static void UseStageRetry(this IReceiveEndpointConfigurator endpoint)
    {
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<AnswerUnsentException>();
            retry.Interval(AnswerLimit, AnswerPause);
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(fault => fault is not AnswerUnsentException && FaultClassifier.IsTransient(fault));
            retry.Exponential(Limit, First, Longest, First);
        });
    }

    /// <summary>Publishes what a stage answers.</summary>
    /// <exception cref="AnswerUnsentException">The broker did not take it.</exception>
    public static async Task AnswerAsync<T>(this ConsumeContext context, T answer)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await context.Publish(answer, context.CancellationToken);
        }
        catch (Exception e) when (FaultClassifier.IsTransient(e) && !context.CancellationToken.IsCancellationRequested)
        {
            throw new AnswerUnsentException($"The answer {typeof(T).Name} could not be sent.", e);
        }
    }

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
