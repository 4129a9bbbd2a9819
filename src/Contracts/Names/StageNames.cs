namespace RetailBus.Contracts.Names;


/// <summary>The four stages, in the order of the data, and the check that ends a run.</summary>
public static class StageNames
{
    public const string Land = "land";
    public const string Transform = "transform";
    public const string Load = "load";
    public const string Serve = "serve";
    public const string Reconcile = "reconcile";
}
