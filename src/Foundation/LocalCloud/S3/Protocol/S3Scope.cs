namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>What a request's path names.</summary>
internal enum S3Scope
{
    Service,
    Bucket,
    Object,
}
