namespace RetailBus.Contracts.Names;

/// <summary>The stages' queues; commands are sent straight to them.</summary>
public static class QueueNames
{
    /// <summary>The raw zone's own event notifications; not MassTransit envelopes.</summary>
    public const string Land = "retailbus-land";

    public const string Generate = "retailbus-generate";

    /// <summary>Stops of generations: beside the generator's own queue, in which they would wait behind what they stop.</summary>
    public const string StopGenerating = "retailbus-generate-stop";

    public const string Transform = "retailbus-transform";

    public const string Load = "retailbus-load";

    /// <summary>TRANSFORM's erasures.</summary>
    public const string Erase = "retailbus-erase";

    /// <summary>The saga's.</summary>
    public const string Orchestrate = "retailbus-orchestrate";

    /// <summary>The saga of replays of many batches.</summary>
    public const string Replay = "retailbus-replay";

    /// <summary>The saga of deliveries that stores owe.</summary>
    public const string Deliveries = "retailbus-deliveries";

    /// <summary>Events that go to the operators' webhook.</summary>
    public const string Notify = "retailbus-notify";

    /// <summary>What runs tell as lineage; there where a receiver of it is configured.</summary>
    public const string Lineage = "retailbus-lineage";

    /// <summary>Public events on their way to consumers without MassTransit; there where their topic is configured.</summary>
    public const string PublicEvents = "retailbus-public-events";

    /// <summary>All that are there in any stack.</summary>
    public static IReadOnlyList<string> Work { get; } =
        [Land, Generate, StopGenerating, Transform, Load, Erase, Orchestrate, Replay, Deliveries, Notify];

    /// <summary>Those that are there only where a setting asks for them.</summary>
    public static IReadOnlyList<string> Optional { get; } = [Lineage, PublicEvents];

    public static Uri Address(string queue) => new($"queue:{queue}");
}
