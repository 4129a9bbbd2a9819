namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>A public event, with what CloudEvents wants to know of it.</summary>
/// <param name="Id">The same for the same event, however often it comes.</param>
/// <param name="Type">E.g. <c>retailbus.batch.completed</c>.</param>
/// <param name="Subject">The batch's id, or the delivery's.</param>
/// <param name="At">When it happened.</param>
/// <param name="Dataset">Of the batch or the delivery.</param>
/// <param name="Message">The event itself.</param>
internal sealed record PublicEvent(Guid Id, string Type, Guid Subject, DateTimeOffset At, string Dataset, object Message);
