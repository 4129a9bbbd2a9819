using MassTransit;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What is told of a run without changing it.</summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineNotes() => DuringAny(
        When(Annotate).Then(c => c.Saga.Note(c.Message.Note, c.Message.Actor, _time.GetUtcNow(), c.MessageId)));
}
