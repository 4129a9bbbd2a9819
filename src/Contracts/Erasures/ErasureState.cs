namespace RetailBus.Contracts.Erasures;


/// <summary>The states of an erasure.</summary>
public static class ErasureState
{
    public const string Waiting = "Waiting";

    public const string Erasing = "Erasing";

    /// <summary>The rows are gone; a later pass looks for what was on its way meanwhile.</summary>
    public const string Verifying = "Verifying";

    public const string Done = "Done";

    public const string Failed = "Failed";

    public static bool IsEnded(string state) => state is Done or Failed;
}
