namespace RetailBus.Orchestrator.Reconciling;

/// <summary>What the watch looks for.</summary>
public static class FindingKinds
{
    /// <summary>An object version in the raw zone without a run.</summary>
    public const string ObjectNeverAnnounced = "object-never-announced";

    /// <summary>A run whose stage is past its deadline.</summary>
    public const string RunOverdue = "run-overdue";

    /// <summary>A manifest whose run has not heard of it.</summary>
    public const string ManifestWithoutLoad = "manifest-without-load";

    /// <summary>A manifest of which no run is known.</summary>
    public const string ManifestWithoutRun = "manifest-without-run";

    /// <summary>A load in the warehouse whose run is not Completed.</summary>
    public const string LoadWithoutCompletedRun = "load-without-completed-run";

    /// <summary>A load in the warehouse of which no run is known.</summary>
    public const string LoadWithoutRun = "load-without-run";

    /// <summary>A Completed run whose load the warehouse does not have.</summary>
    public const string CompletedWithoutLoad = "completed-without-load";

    /// <summary>current + history + erased + expired ≠ accepted.</summary>
    public const string Unbalanced = "unbalanced";

    /// <summary>A Duplicate run whose contents no slot holds any more.</summary>
    public const string DuplicateNotHeld = "duplicate-not-held";

    /// <summary>An erasure of which nothing was heard for long.</summary>
    public const string ErasureUnfinished = "erasure-unfinished";

    /// <summary>A check that could not be made.</summary>
    public const string NotChecked = "not-checked";
}
