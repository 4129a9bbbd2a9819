using MassTransit;

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
}
