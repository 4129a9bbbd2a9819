namespace RetailBus.Platform.Security;

/// <summary>Names of the ways to tell who calls.</summary>
public static class AccessSchemes
{
    /// <summary>Whichever of the others a request calls for.</summary>
    public const string Caller = "caller";

    /// <summary>By the services' key.</summary>
    public const string Service = "service";
}
