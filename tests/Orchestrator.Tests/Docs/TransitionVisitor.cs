using MassTransit;
using MassTransit.SagaStateMachine;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Tests.Docs;

/// <summary>
/// Collects which event leads from which state to which. MassTransit's own graph joins the same event of several states in one node,
/// after which it can't be told any more which state it led from.
/// </summary>
internal sealed class TransitionVisitor : StateMachineVisitor
{
    private string _state = "";
    private string _event = "";

    public List<(string From, string Event, string To)> Transitions { get; } = [];

    public void Visit(State state, Action<State> next)
    {
        _state = state.Name;
        next(state);
    }

    public void Visit(Event @event, Action<Event> next)
    {
        _event = @event.Name;
        next(@event);
    }

    public void Visit<TMessage>(Event<TMessage> @event, Action<Event<TMessage>> next)
        where TMessage : class
    {
        _event = @event.Name;
        next(@event);
    }

    public void Visit(IStateMachineActivity activity) => Visit(activity, _ => { });

    public void Visit(IStateMachineActivity activity, Action<IStateMachineActivity> next)
    {
        if (activity is TransitionActivity<BatchRun> transition)
            Transitions.Add((_state, _event, transition.ToState.Name));
        next(activity);
    }

    public void Visit<T>(IBehavior<T> behavior)
        where T : class, SagaStateMachineInstance => Visit(behavior, _ => { });

    public void Visit<T>(IBehavior<T> behavior, Action<IBehavior<T>> next)
        where T : class, SagaStateMachineInstance => next(behavior);

    public void Visit<T, TMessage>(IBehavior<T, TMessage> behavior)
        where T : class, SagaStateMachineInstance
        where TMessage : class => Visit(behavior, _ => { });

    public void Visit<T, TMessage>(IBehavior<T, TMessage> behavior, Action<IBehavior<T, TMessage>> next)
        where T : class, SagaStateMachineInstance
        where TMessage : class => next(behavior);
}
