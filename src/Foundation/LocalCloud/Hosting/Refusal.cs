namespace RetailBus.LocalCloud.Hosting;

/// <summary>Why a service refuses a request that is right in itself.</summary>
internal enum Refusal
{
    TooManyRequests,
    InternalError,
}
