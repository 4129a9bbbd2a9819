namespace RetailBus.Transform.Staging;

internal enum ScanOutcome
{
    Complete,
    NeedsMore,
    Broken,
}
