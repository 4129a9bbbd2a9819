using MassTransit;
using RetailBus.Contracts.Messages;
using RetailBus.Orchestrator.Quality;
using RetailBus.Orchestrator.Telemetry;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What is told of a run without changing its state; a note that is delivered again is told once.</summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineNotes() => DuringAny(
        When(Annotate, c => !IsRepeated(c)).Then(c =>
        {
            c.Saga.Remember(c.MessageId);
            c.Saga.Note(c.Message.Note, c.Message.Actor, _time.GetUtcNow(), c.MessageId);
        }));

    /// <summary>Tells what of a run's figures is not as usual, before the transition that the same message makes.</summary>
    private void NoteQuality(BehaviorContext<BatchRun, TransformCompleted> context)
    {
        var run = context.Saga;
        var warnings = Verdict(context).Warnings;
        run.QualityWarnings = warnings.Count == 0 ? null : warnings;
        foreach (var warning in warnings)
        {
            run.Note($"Warning: {warning.Message}", Orchestrator, _time.GetUtcNow(), context.MessageId);
            RunLog.NotAsUsual(_logger, run.CorrelationId, run.Dataset, warning.Message);
            CommittedMetrics.Add(context, () => QualityMetrics.Warned(run.Dataset, warning));
        }
    }
}
