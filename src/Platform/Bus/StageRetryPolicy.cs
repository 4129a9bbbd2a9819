using System.Security.Cryptography;
using MassTransit;
using RetailBus.Platform.Failures;

namespace RetailBus.Platform.Bus;

/// <summary>
/// Transient faults only, with growing pauses and jitter: a few tries, and many while the fault is that AWS is away, which mends itself and
/// would set aside every message that is in work. One policy for both: of nested ones the inner does nothing once the outer has tried again.
/// </summary>
internal sealed class StageRetryPolicy : IRetryPolicy
{
    /// <summary>Pauses of 200 ms, doubled up to 10 s, each up to a fifth longer: together about 26 minutes.</summary>
    private const int Patience = 150;

    private const int FirstMilliseconds = 200;
    private const int LongestMilliseconds = 10_000;

    public void Probe(ProbeContext context)
    {
        var scope = context.CreateScope("retry");
        scope.Set(new { Policy = "Stage", StageRetry.Limit, Patience });
    }

    public RetryPolicyContext<T> CreatePolicyContext<T>(T context)
        where T : class, PipeContext => new StageRetryPolicyContext<T>(this, context, context.GetOrAddPayload(() => new StageTries()));

    public bool IsHandled(Exception exception) => FaultClassifier.IsTransient(exception);

    /// <summary>Whether another try follows one that failed so.</summary>
    /// <param name="exception">The latest fault.</param>
    /// <param name="tries">Tries made after the first.</param>
    /// <param name="faults">Of the tries before the latest, those that failed otherwise than by AWS being away.</param>
    public static bool Allows(Exception exception, int tries, int faults) =>
        FaultClassifier.IsTransient(exception)
        && (FaultClassifier.IsUnreachable(exception) ? tries < Patience : faults < StageRetry.Limit);

    /// <summary>Counts a fault, and says whether another try follows.</summary>
    public static bool Takes(Exception exception, int tries, StageTries before)
    {
        var allows = Allows(exception, tries, before.Faults);
        if (!FaultClassifier.IsUnreachable(exception))
            before.Faults++;
        return allows;
    }

    /// <summary>Before the try after so many.</summary>
    public static TimeSpan Pause(int tries)
    {
        var milliseconds = tries < 6 ? FirstMilliseconds << tries : LongestMilliseconds;
        return TimeSpan.FromMilliseconds(milliseconds + RandomNumberGenerator.GetInt32(milliseconds / 5));
    }
}
