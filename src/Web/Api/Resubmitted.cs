namespace RetailBus.Web.Api;

/// <summary>Where corrected rows landed.</summary>
public sealed record Resubmitted(string? Bucket, string? Key, Guid? BatchId);
