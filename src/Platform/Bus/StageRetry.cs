using MassTransit;
using RetailBus.Platform.Failures;

namespace RetailBus.Platform.Bus;

/// <summary>
/// How a stage tries again: transient faults only, then the stage reports that it failed. An answer that can't be sent, because the broker
/// is away, is no failure of the batch: it is given until it is taken.
/// </summary>
public static class StageRetry
{
    /// <summary>Tries after the first; while AWS can't be reached there are more, for about 26 minutes.</summary>
    public const int Limit = 4;

    /// <summary>How often an answer is given that the broker refuses though it is there: some four minutes.</summary>
    private const int Refusals = 30;

    /// <summary>For a consumer definition's endpoint.</summary>
    public static void UseStageRetry(this IReceiveEndpointConfigurator endpoint) =>
        endpoint.UseMessageRetry(retry => retry.SetRetryPolicy(_ => new StageRetryPolicy()));

    /// <summary>
    /// Publishes what a stage answers, again and again while the broker does not take it. If the command is delivered once more meanwhile,
    /// the work finds itself done, and the answer is given twice.
    /// </summary>
    /// <exception cref="OperationCanceledException">The service stops; the command comes again.</exception>
    public static async Task AnswerAsync<T>(this ConsumeContext context, T answer)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        for (var tries = 0; ; tries++)
        {
            try
            {
                await context.Publish(answer, context.CancellationToken);
                return;
            }
            catch (Exception e) when (IsGivenAgain(e, tries) && !context.CancellationToken.IsCancellationRequested)
            {
                await Task.Delay(StageRetryPolicy.Pause(tries), TimeProvider.System, context.CancellationToken);
            }
        }
    }

    /// <summary>A broker that is away comes back; what it refuses for another reason it may refuse for ever.</summary>
    private static bool IsGivenAgain(Exception fault, int tries) =>
        FaultClassifier.IsUnreachable(fault) || (FaultClassifier.IsTransient(fault) && tries < Refusals);

    /// <summary>
    /// Whether the stage reports the fault as its failure (and the message is done) rather than throw it for another try. A cancelled
    /// consume is never a failure: the service stops, and the message comes again.
    /// </summary>
    public static bool IsFinal(ConsumeContext context, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (fault is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
            return false;

        var faults = context.TryGetPayload(out StageTries? before) ? before.Faults : 0;
        return !StageRetryPolicy.Allows(fault, context.GetRetryAttempt(), faults);
    }
}
