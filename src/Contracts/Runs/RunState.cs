namespace RetailBus.Contracts.Runs;


/// <summary>The states of a run, as messages, the API and the command line spell them.</summary>
public static class RunState
{
    public const string Transforming = "Transforming";
    public const string Loading = "Loading";
    public const string Held = "Held";
    public const string Completed = "Completed";
    public const string Duplicate = "Duplicate";
    public const string Failed = "Failed";
    public const string Cancelling = "Cancelling";
    public const string Cancelled = "Cancelled";

    public static IReadOnlyList<string> All { get; } =
        [Transforming, Loading, Held, Completed, Duplicate, Failed, Cancelling, Cancelled];

    /// <summary>Whether a run rests in this state until someone acts.</summary>
    public static bool IsSettled(string state) => state is Completed or Duplicate or Failed or Held or Cancelled;
}
