namespace RetailBus.Contracts.Generations;


/// <summary>The states of a generation.</summary>
public static class GenerationState
{
    /// <summary>Asked for; its command waits in the queue.</summary>
    public const string Waiting = "Waiting";

    public const string Running = "Running";

    /// <summary>Every record was taken by the delivery stream.</summary>
    public const string Done = "Done";

    public const string Stopped = "Stopped";

    public const string Failed = "Failed";

    public static bool IsEnded(string state) => state is Done or Stopped or Failed;
}
